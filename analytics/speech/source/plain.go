package source

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// plain decodes plain text: UTF-8, UTF-16 with a byte-order mark, or what Chinese Windows writes, GB 18030.
func plain(raw []byte) (string, error) {
	if len(raw) > 4*MaxText {
		return "", &Error{Code: CodeTooLarge}
	}
	for _, mark := range []string{"\xff\xfe", "\xfe\xff", "\xef\xbb\xbf"} {
		if bytes.HasPrefix(raw, []byte(mark)) {
			return decoded(unicode.BOMOverride(transform.Nop), raw)
		}
	}
	switch {
	case bytes.IndexByte(raw, 0) >= 0:
		return "", &Error{Code: CodeNotText}
	case utf8.Valid(raw):
		return string(raw), nil
	}
	return decoded(simplifiedchinese.GB18030.NewDecoder(), raw)
}

func decoded(t transform.Transformer, raw []byte) (string, error) {
	text, _, err := transform.Bytes(t, raw)
	if err != nil {
		return "", &Error{Code: CodeNotText, Err: err}
	}
	return string(text), nil
}
