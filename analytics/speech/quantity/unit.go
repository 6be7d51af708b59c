package quantity

import "strings"

// Class is the kind of thing a counting word counts.
type Class string

// The classes.
const (
	None      Class = ""
	Cases     Class = "cases"     // 宗, 起: accidents, complaints, violations
	Persons   Class = "persons"   // 人
	Turns     Class = "turns"     // 人次
	Firms     Class = "firms"     // 家
	Visits    Class = "visits"    // 家次
	Places    Class = "places"    // 处, 项, 条
	Items     Class = "items"     // 个
	Documents Class = "documents" // 份
	Times     Class = "times"     // 次, 场
	Things    Class = "things"    // 辆, 座, 艘: counted, of one kind or another
	Money     Class = "money"     // 元
	Percent   Class = "percent"
	Points    Class = "points" // 个百分点
	Fold      Class = "fold"   // 倍
	Duration  Class = "duration"
)

// IsShare tells the classes that are no amounts of anything.
func (c Class) IsShare() bool { return c == Percent || c == Points || c == Fold }

// IsCount tells the classes that count whole things.
func (c Class) IsCount() bool {
	return c != None && c != Money && c != Duration && !c.IsShare()
}

// Unit is a counting word.
type Unit struct {
	Text  string
	Class Class
}

// units are the counting words by class.
var units = map[Class]string{
	Cases:     "宗 起 件 例 宗次 起次 件次",
	Persons:   "人 名 位 余人",
	Turns:     "人次 名次 人(次) 人/次",
	Firms:     "家 户 间 个单位 家单位",
	Visits:    "家次 户次 间次 厂次 家(次) 户(次) 家/次",
	Places:    "处 条 项 处次 项次 处(项) 项(处) 条(项)",
	Items:     "个 只 个次",
	Documents: "份 张 本 册 封 幅 块 篇",
	Times:     "次 场 期 批 轮 场次 批次 次(场) 场(次) 期次",
	Things:    "辆 台 艘 座 部 套 支 栋 幢 所 具 架 枚 头 颗 盏 根 辆次 台次 艘次 车次 台(套) 台套 公里 平方米 平方公里 吨 公斤 千克 亩 米 立方米 箱 桶 瓶",
	Money:     "元 人民币",
	Percent:   "% ‰",
	Points:    "个百分点 百分点",
	Fold:      "倍",
	Duration:  "天 日 小时 分钟 分 秒 年 个月 周 星期 月 岁 个工作日 工作日 个小时 季度 个季度 年度 周年 周岁 时 届",
}

// notUnits are words that begin like a counting word.
var notUnits = []string{
	"起来", "起步", "起草", "起重", "起火", "起点", "起诉", "起码", "名单", "名牌", "名义", "名称", "件套", "家庭", "家属", "家具", "家电",
	"户籍", "户外", "人民", "人大", "人均", "人口", "人员", "人力", "人身", "人工", "人防", "人为", "人社", "间接", "间隔", "次要", "次日", "次年", "场所", "场地", "期间", "期限", "处理", "处罚", "处分", "处置", "处于", "处长",
	"条例", "条件", "条款", "项目", "份额", "本级", "本市", "本月", "本年", "本部", "位于", "位置", "批准", "批复", "部门", "部分", "部署", "部长", "支持", "支部", "台风", "台账", "台帐", "所有", "所属", "所以", "头盔", "年级", "分别", "分管", "分局", "时段", "时间", "点评", "点名", "点击", "只有", "只能", "轮胎", "座谈",
}

// unitAt finds the counting word at a place: the longest one.
func unitAt(s string, i int) Unit {
	rest := s[i:]
	for _, w := range notUnits {
		if strings.HasPrefix(rest, w) {
			return Unit{}
		}
	}
	var best Unit
	for _, u := range unitsByRune[firstRune(rest)] {
		if len(u.Text) > len(best.Text) && strings.HasPrefix(rest, u.Text) {
			best = u
		}
	}
	return best
}

// unitsByRune are the counting words by their first character.
var unitsByRune = func() map[rune][]Unit {
	all := make(map[rune][]Unit)
	for class, words := range units {
		for _, w := range strings.Fields(words) {
			r := firstRune(w)
			all[r] = append(all[r], Unit{w, class})
		}
	}
	return all
}()

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
