package xls

import (
	"encoding/binary"
	"unicode/utf16"
)

// Flags of a text: how its characters are stored, and what follows them.
const (
	flagWide      = 0x01
	flagPhonetics = 0x04
	flagRuns      = 0x08
)

// shortText reads a text whose length is one byte, as names of sheets are stored.
func shortText(data []byte) (string, bool) {
	if len(data) < 2 {
		return "", false
	}
	return plainText(data[2:], int(data[0]), data[1])
}

// longText reads a text whose length is two bytes, as cells store one that is not shared.
func longText(data []byte) (string, bool) {
	if len(data) < 3 {
		return "", false
	}
	return plainText(data[3:], int(binary.LittleEndian.Uint16(data)), data[2])
}

func plainText(data []byte, length int, flags byte) (string, bool) {
	size := length
	if flags&flagWide != 0 {
		size *= 2
	}
	if size > len(data) {
		return "", false
	}
	return string(utf16.Decode(units(nil, data[:size], flags&flagWide != 0))), true
}

// units appends the UTF-16 units of stored characters; narrow ones are the low bytes of theirs.
func units(to []uint16, data []byte, wide bool) []uint16 {
	if !wide {
		for _, b := range data {
			to = append(to, uint16(b))
		}
		return to
	}
	for ; len(data) >= 2; data = data[2:] {
		to = append(to, binary.LittleEndian.Uint16(data))
	}
	return to
}

// pieces is the content of a record together with the records that continue it.
type pieces struct {
	book *Workbook
	data []byte // what is left of the present piece
	end  int    // where the record after it begins
}

// more goes on to the next piece; false where the record is not continued.
func (p *pieces) more() bool {
	kind, data, end, ok := p.book.next(p.end)
	if !ok || kind != recordContinue {
		return false
	}
	p.data, p.end = data, end
	return true
}

// take returns n bytes, which may lie across pieces.
func (p *pieces) take(n int) ([]byte, bool) {
	if n <= len(p.data) {
		head := p.data[:n]
		p.data = p.data[n:]
		return head, true
	}
	var joined []byte
	for n > 0 {
		if len(p.data) == 0 && !p.more() {
			return nil, false
		}
		k := min(n, len(p.data))
		joined = append(joined, p.data[:k]...)
		p.data, n = p.data[k:], n-k
	}
	return joined, true
}

// skip passes over n bytes.
func (p *pieces) skip(n int) bool {
	for n > 0 {
		if len(p.data) == 0 && !p.more() {
			return false
		}
		k := min(n, len(p.data))
		p.data, n = p.data[k:], n-k
	}
	return true
}

// readStrings reads the table of shared texts. A table that ends early gives the texts up to there: cells that name a
// later one are blank. end is where the record after the table begins.
func (w *Workbook) readStrings(data []byte, next int) (texts []string, end int) {
	p := &pieces{book: w, data: data, end: next}
	head, ok := p.take(8)
	if ok {
		for range binary.LittleEndian.Uint32(head[4:]) {
			text, ok := p.sharedText()
			if !ok {
				break
			}
			texts = append(texts, text)
		}
	}
	for p.more() { // what continues the table and was not read
		continue
	}
	return texts, p.end
}

// sharedText reads one text of the table. Where its characters go on in the next piece, that begins with the flags anew,
// so that one text may be stored in both widths.
func (p *pieces) sharedText() (string, bool) {
	head, ok := p.take(3)
	if !ok {
		return "", false
	}
	left, flags := int(binary.LittleEndian.Uint16(head)), head[2]
	extra := 0
	if flags&flagRuns != 0 {
		if head, ok = p.take(2); !ok {
			return "", false
		}
		extra = 4 * int(binary.LittleEndian.Uint16(head))
	}
	if flags&flagPhonetics != 0 {
		if head, ok = p.take(4); !ok {
			return "", false
		}
		extra += int(min(binary.LittleEndian.Uint32(head), maxStream))
	}
	var chars []uint16
	for {
		size := 1
		if flags&flagWide != 0 {
			size = 2
		}
		n := min(left, len(p.data)/size)
		chars = units(chars, p.data[:n*size], size == 2)
		p.data, left = p.data[n*size:], left-n
		if left == 0 {
			break
		}
		if !p.more() || len(p.data) == 0 {
			return "", false
		}
		flags, p.data = p.data[0], p.data[1:]
	}
	return string(utf16.Decode(chars)), p.skip(extra)
}
