package tabular

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encodings that are told by a text file's bytes. GB18030 reads GBK and GB2312 too.
const (
	UTF8    = "UTF-8"
	UTF8BOM = "UTF-8 BOM"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
	GB18030 = "GB18030"
	Big5    = "Big5"
)

// Encodings lists the encodings that a person may choose from; any other name of the WHATWG list is understood as well.
func Encodings() []string { return []string{UTF8, GB18030, Big5, UTF16LE, UTF16BE} }

func bomEncoding(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return UTF8BOM
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return UTF16BE
	}
	return ""
}

// wideEncoding tells UTF-16 without a mark: of text in it that is mostly digits and commas, every second byte is zero.
// A binary file has zeros in both places.
func wideEncoding(head []byte) string {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	const share, least = 5, 8 // one character of five is ASCII; a few zeros tell nothing
	switch pairs := len(head) / 2; {
	case zeros[0] == 0 && zeros[1] >= least && zeros[1]*share > pairs:
		return UTF16LE
	case zeros[1] == 0 && zeros[0] >= least && zeros[0]*share > pairs:
		return UTF16BE
	}
	return ""
}

// evidence is what the bytes beyond ASCII tell of a text's encoding.
type evidence struct {
	utf8, broken int    // characters of UTF-8 beyond ASCII, and bytes that are none
	sample       []byte // pieces of the text that have such bytes
}

const (
	chunkLength    = 1 << 20
	sampleLength   = 1 << 20 // of text beyond ASCII, enough to tell encodings by the frequency of characters
	enoughUTF8     = 1 << 21 // sound characters beyond ASCII without a broken one
	enoughBroken   = 1 << 12 // broken bytes that no UTF-8 text has
	damageAccepted = 50      // one broken character in so many is damage of the file, not another encoding
)

// detectEncoding names a text file's encoding. A file that is nearly UTF-8 counts as UTF-8: the few rows with broken
// characters are told of later. What is in no encoding that is read is refused.
func detectEncoding(path string) (name string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head, err := io.ReadAll(io.LimitReader(file, 1<<14))
	if err == nil {
		if name := bomEncoding(head); name != "" {
			return name, nil
		}
		if name := wideEncoding(head); name != "" {
			return name, nil
		}
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	found, err := gather(file)
	if err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	if name = found.name(); name == "" {
		return "", &Error{Code: CodeEncoding, File: path}
	}
	return name, nil
}

// gather reads a text until its encoding is beyond doubt.
func gather(r io.Reader) (evidence, error) {
	var e evidence
	buffer := make([]byte, chunkLength)
	held := 0
	for {
		n, err := io.ReadFull(r, buffer[held:])
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return e, err
		}
		chunk := buffer[:held+n]
		body := chunk
		if !last {
			body = trimPartialRune(chunk)
		}
		e.add(body)
		if last || e.utf8 > enoughUTF8 && e.broken == 0 || e.broken > enoughBroken && e.broken > e.utf8 && len(e.sample) >= sampleLength {
			return e, nil
		}
		held = copy(buffer, chunk[len(body):])
	}
}

func (e *evidence) add(chunk []byte) {
	start := bytes.IndexFunc(chunk, func(r rune) bool { return r >= utf8.RuneSelf })
	if start < 0 {
		return
	}
	if room := sampleLength - len(e.sample); room > 0 {
		e.sample = append(e.sample, chunk[start:min(len(chunk), start+room)]...)
	}
	if utf8.Valid(chunk) { // the common case, and much faster
		e.utf8 += utf8.RuneCount(chunk) - asciiCount(chunk)
		return
	}
	for i := start; i < len(chunk); {
		r, size := utf8.DecodeRune(chunk[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			e.broken++
		case size > 1:
			e.utf8++
		}
		i += size
	}
}

func asciiCount(text []byte) (n int) {
	for _, b := range text {
		if b < utf8.RuneSelf {
			n++
		}
	}
	return n
}

// name decides. In GBK text of everyday characters nearly all second bytes are above 0xA0; in Big5 two of five are below.
func (e *evidence) name() string {
	if e.broken*damageAccepted <= e.utf8 {
		return UTF8
	}
	if firsts, lows := doubleBytes(e.sample); lows*6 > firsts && sound(traditionalchinese.Big5, e.sample) {
		return Big5
	}
	if sound(simplifiedchinese.GB18030, e.sample) {
		return GB18030
	}
	if sound(traditionalchinese.Big5, e.sample) {
		return Big5
	}
	return ""
}

// doubleBytes counts the characters of two bytes, and those whose second byte is below 0xA1.
func doubleBytes(text []byte) (pairs, lows int) {
	for i := 0; i+1 < len(text); i++ {
		if text[i] < 0x81 {
			continue
		}
		pairs++
		if text[i+1] < 0xA1 {
			lows++
		}
		i++
	}
	return pairs, lows
}

// sound tells whether nearly all of a text can be decoded.
func sound(enc encoding.Encoding, text []byte) bool {
	decoded, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return false
	}
	broken := bytes.Count(decoded, []byte("\ufffd"))
	return broken*damageAccepted <= utf8.RuneCount(decoded)-asciiCount(decoded)
}

// trimPartialRune drops the bytes of a character that was cut at the end of a head.
func trimPartialRune(head []byte) []byte {
	for back := 1; back <= min(3, len(head)); back++ {
		if utf8.RuneStart(head[len(head)-back]) {
			if !utf8.FullRune(head[len(head)-back:]) {
				return head[:len(head)-back]
			}
			break
		}
	}
	return head
}

// Decoder returns a reader of UTF-8 text without a byte order mark.
func Decoder(r io.Reader, name string) (io.Reader, error) {
	var enc encoding.Encoding
	switch name {
	case UTF8, UTF8BOM:
		enc = unicode.UTF8BOM
	case UTF16LE:
		enc = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case UTF16BE:
		enc = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case GB18030:
		return newGBReader(r), nil
	case Big5:
		enc = traditionalchinese.Big5
	default: // what a person asked for: shift_jis, windows-1252 …
		var err error
		if enc, err = htmlindex.Get(name); err != nil {
			return nil, fmt.Errorf("encoding %q: %w", name, err)
		}
	}
	return enc.NewDecoder().Reader(r), nil
}
