package tabular

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// cellScan looks at the bytes of a worksheet's cells for what no XML has. Reading them stops there without a word, as if the
// sheet ended.
type cellScan struct {
	row     int  // the last one that begins in what was looked at, where it says its number
	literal bool // texts may stand in <![CDATA[…]]>
	fault   bool // something behind that row's beginning is no XML, or the end is missing
}

const longestReference = 12 // bytes of "#x10FFFF;", "<![CDATA[" and the like

var (
	literalText = []byte("<![CDATA[")

	rowBegin  = []byte("<row ")
	rowNumber = []byte(` r="`)
)

// add looks at the next bytes; behind is what follows them.
func (s *cellScan) add(cells, behind []byte) {
	if s.fault {
		return
	}
	s.literal = s.literal || hasLiteral(cells, behind)
	if at := notXML(cells, behind, s.literal); at >= 0 {
		cells, s.fault = cells[:at], true
	}
	last := bytes.LastIndex(cells, rowBegin)
	if last < 0 {
		return
	}
	tag, _, whole := bytes.Cut(cells[last:], []byte(">"))
	if _, text, ok := bytes.Cut(tag, rowNumber); ok && whole {
		text, _, _ = bytes.Cut(text, []byte(`"`))
		if n, err := strconv.Atoi(string(text)); err == nil {
			s.row = n
		}
	}
}

// hasLiteral tells whether a text that is taken literally begins in some bytes.
func hasLiteral(text, behind []byte) bool {
	seam := append(bytes.Clone(text[max(0, len(text)-longestReference):]), behind[:min(len(behind), longestReference)]...)
	return bytes.Contains(text, literalText) || bytes.Contains(seam, literalText)
}

// notXML finds a control character, or an ampersand that begins no reference that XML knows by itself; −1 where there is none.
// Where texts may be literal, an ampersand stands for itself.
func notXML(text, behind []byte, literal bool) int {
	for i, c := range text {
		switch {
		case c >= 0x20 && c != '&', c == '\t', c == '\n', c == '\r':
		case c == '&' && (literal || isReference(text[i+1:], behind)):
		default:
			return i
		}
	}
	return -1
}

// isReference tells whether what follows an ampersand is "lt;", "#10;" and the like.
func isReference(text, behind []byte) bool {
	name := append(bytes.Clone(text[:min(len(text), longestReference)]), behind[:min(len(behind), longestReference)]...)
	name, _, ended := bytes.Cut(name, []byte(";"))
	if !ended {
		return false
	}
	switch string(name) {
	case "lt", "gt", "amp", "apos", "quot":
		return true
	}
	return len(name) > 1 && name[0] == '#'
}

// checkStrings looks at the texts that a workbook's cells share, where it has such a part: of those behind what is no XML, cells
// would show the number.
func checkStrings(archive *zip.Reader) (err error) {
	const part = "xl/sharedStrings.xml"
	content, err := openPart(archive, part, maxUnpacked)
	if err != nil {
		return nil // most often there is none; another fault shows when the texts are read
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	piece := make([]byte, shapePiece)
	held, literal := 0, false
	for {
		n, err := io.ReadFull(content, piece[held:])
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		have := piece[:held+n]
		end := len(have)
		if !last {
			end -= longestReference
		}
		literal = literal || hasLiteral(have[:end], have[end:])
		if notXML(have[:end], have[end:], literal) >= 0 {
			return errors.New(part + " is no XML")
		}
		if last {
			return nil
		}
		held = copy(piece, have[end:])
	}
}
