package tabular

import (
	"encoding/binary"
	"errors"
	"io"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// gbReader decodes GB18030 as golang.org/x/text does, several times faster: runs of ASCII are copied, and the characters
// of two bytes, which are nearly all others, stand in a table. What is left goes to the library.
type gbReader struct {
	in         io.Reader
	source     []byte
	start, end int    // of what is not decoded yet in source
	err        error  // of the last read
	rest       []byte // text that had no room in p
	slow       transform.Transformer
	table      *gbTable
}

func newGBReader(in io.Reader) *gbReader {
	return &gbReader{in: in, source: make([]byte, 1<<18), slow: simplifiedchinese.GB18030.NewDecoder().Transformer, table: gbPairs()}
}

// gbTable has the UTF-8 of each pair of bytes, the first above 0x80: up to three bytes, the first lowest, and their number
// on top. Zero where there is no such character.
type gbTable [1 << 15]uint32

// gbPairs is the table, made from the library's decoder when it is first needed.
var gbPairs = sync.OnceValue(func() *gbTable {
	var table gbTable
	decoder := simplifiedchinese.GB18030.NewDecoder()
	for i := range table {
		pair := [2]byte{0x80 | byte(i>>8), byte(i)}
		text, err := decoder.Bytes(pair[:])
		if r, size := utf8.DecodeRune(text); err == nil && size == len(text) && r >= utf8.RuneSelf && r != utf8.RuneError && size <= 3 {
			var packed [4]byte
			copy(packed[:], text)
			packed[3] = byte(size)
			table[i] = binary.LittleEndian.Uint32(packed[:])
		}
	}
	return &table
})

// Read fills p with text.
func (g *gbReader) Read(p []byte) (int, error) {
	if len(p) < longestCharacter && len(g.rest) == 0 {
		var room [longestCharacter]byte
		n, err := g.read(room[:])
		if err != nil {
			return 0, err
		}
		g.rest = append(g.rest, room[:n]...)
	}
	if len(g.rest) > 0 {
		n := copy(p, g.rest)
		g.rest = g.rest[n:]
		return n, nil
	}
	return g.read(p)
}

// longestCharacter is how many bytes a character has at most, in either encoding.
const longestCharacter = 4

// read is Read with room for a character at least.
func (g *gbReader) read(p []byte) (int, error) {
	for {
		written, err := g.decode(p)
		if written > 0 {
			return written, nil
		}
		switch {
		case err != nil && !errors.Is(err, transform.ErrShortSrc):
			return 0, err
		case g.err != nil && g.start == g.end:
			return 0, g.err
		case g.err != nil:
			return 0, io.ErrUnexpectedEOF // the library leaves nothing at the end
		}
		g.end = copy(g.source, g.source[g.start:g.end])
		g.start = 0
		var n int
		n, g.err = g.in.Read(g.source[g.end:])
		g.end += n
	}
}

// decode decodes what it can of the source.
func (g *gbReader) decode(p []byte) (written int, err error) {
	for g.start < g.end && len(p)-written >= longestCharacter {
		source := g.source[g.start:g.end]
		if source[0] < utf8.RuneSelf {
			n := copyASCII(p[written:], source)
			written, g.start = written+n, g.start+n
			continue
		}
		if len(source) > 1 {
			if packed := g.table[int(source[0]&0x7f)<<8|int(source[1])]; packed != 0 {
				binary.LittleEndian.PutUint32(p[written:], packed)
				written, g.start = written+int(packed>>24), g.start+2
				continue
			}
		}
		atEnd := g.err != nil && len(source) <= longestCharacter
		out, read, err := g.slow.Transform(p[written:], source[:min(len(source), longestCharacter)], atEnd)
		written, g.start = written+out, g.start+read
		if read == 0 {
			return written, err
		}
	}
	return written, nil
}

// copyASCII copies the bytes of ASCII that a text begins with.
func copyASCII(p, text []byte) int {
	n, most := 0, min(len(p), len(text))
	for n+8 <= most {
		word := binary.LittleEndian.Uint64(text[n:])
		if word&0x8080808080808080 != 0 {
			break
		}
		binary.LittleEndian.PutUint64(p[n:], word)
		n += 8
	}
	for n < most && text[n] < utf8.RuneSelf {
		p[n] = text[n]
		n++
	}
	return n
}
