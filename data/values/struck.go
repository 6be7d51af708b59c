package values

import (
	"regexp"
	"strings"
)

var (
	struckOff  = regexp.MustCompile(`核销|struck off|written off`)
	notStruck  = regexp.MustCompile(`[未不没待拟]予?以?核销|(尚未|申请|建议|是否|可以?|不得|不应|准备|正在)核销|核销(中|申请|待批)|not struck|not written`)
	struckBack = regexp.MustCompile(`(取消|撤销|恢复|撤回)核销|核销(取消|撤销|撤回)`)
)

// ParseStruck reads whether an accident was struck off (核销) from a remark or a state: 已核销 says yes, 未核销 and 撤销核销 say
// no, and a remark about something else says nothing.
func ParseStruck(text string) (struck, said bool) {
	text = strings.ToLower(text)
	switch {
	case struckBack.MatchString(text), notStruck.MatchString(text):
		return false, true
	case struckOff.MatchString(text):
		return true, true
	}
	return false, false
}
