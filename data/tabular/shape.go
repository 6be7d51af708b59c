package tabular

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// readShape reads what stands around the cells of a worksheet: hidden columns before them, merged cells behind. The cells
// themselves are passed over as bytes, which is many times faster than reading them.
func readShape(file, part string) (shape Shape, found cellScan, err error) {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return Shape{}, found, err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	content, err := openPart(&archive.Reader, part, maxUnpacked)
	if err != nil {
		return Shape{}, found, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	shape.HiddenColumns = make(map[int]bool)
	scan := &shapeScan{in: content, shape: &shape}
	err = scan.run()
	return shape, scan.cells, err
}

// shapeScan passes over a worksheet in pieces.
type shapeScan struct {
	in    io.Reader
	shape *Shape
	tail  []byte // behind the cells
	head  []byte // before the cells
	cells cellScan

	opening []byte // the tag that the cells begin with
}

const (
	shapePiece   = 1 << 18
	maxShapePart = 64 << 20 // of what stands around the cells
)

var (
	cellsBegin = []byte("<sheetData")
	cellsEnd   = []byte("</sheetData>")
	uncomputed = [][]byte{[]byte("</f></c>"), []byte("</f><v></v>"), []byte("</f><v/>")}
)

func (s *shapeScan) run() error {
	piece := make([]byte, 0, 2*shapePiece)
	stage := 0 // before the cells, in them, behind them
	for {
		n, err := io.ReadFull(s.in, piece[len(piece):len(piece)+shapePiece])
		piece = piece[:len(piece)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		var keep int
		stage, keep = s.take(piece, stage, last)
		if last {
			if stage == 1 && !bytes.HasPrefix(s.opening, []byte("<sheetData/")) {
				s.cells.fault = true
			}
			return s.parse()
		}
		if len(s.head)+len(s.tail) > maxShapePart {
			return errors.New("too much stands around the cells")
		}
		piece = piece[:copy(piece[:cap(piece)], piece[keep:])]
	}
}

// take sorts a piece into what stands before, in and behind the cells. keep is where the next piece has to begin, so that
// no mark is cut in two.
func (s *shapeScan) take(piece []byte, stage int, last bool) (next, keep int) {
	const longest = 16 // no mark is longer
	end := len(piece)
	if !last {
		end = max(0, end-longest)
	}
	at := 0
	if stage == 0 {
		i := bytes.Index(piece, cellsBegin)
		if i < 0 {
			s.head = append(s.head, piece[:end]...)
			return 0, end
		}
		s.head = append(s.head, piece[:i]...)
		s.opening = bytes.Clone(piece[i:min(len(piece), i+len(cellsBegin)+1)])
		stage, at = 1, i
	}
	if stage == 1 {
		i := bytes.Index(piece[at:], cellsEnd)
		cells := piece[at:max(at, end)]
		if i >= 0 {
			cells = piece[at : at+i]
		}
		s.cells.add(cells, piece[at+len(cells):])
		for _, mark := range uncomputed {
			s.shape.Uncomputed += bytes.Count(cells, mark)
		}
		if i < 0 {
			return 1, max(at, end)
		}
		stage, at = 2, at+i+len(cellsEnd)
	}
	s.tail = append(s.tail, piece[at:]...)
	return 2, len(piece)
}

// parse reads the elements around the cells.
func (s *shapeScan) parse() error {
	for _, text := range [][]byte{s.head, s.tail} {
		decoder := xml.NewDecoder(bytes.NewReader(text))
		for {
			token, err := decoder.RawToken()
			if err != nil {
				break // the parts are no whole documents; excelize reads the whole one and says where it is damaged
			}
			if e, ok := token.(xml.StartElement); ok {
				s.element(e)
			}
		}
	}
	return nil
}

const maxMerges = 200000

func (s *shapeScan) element(e xml.StartElement) {
	switch e.Name.Local {
	case "col":
		if hidden := attribute(e, "hidden"); hidden != "1" && hidden != "true" {
			return
		}
		first, _ := strconv.Atoi(attribute(e, "min"))
		last, _ := strconv.Atoi(attribute(e, "max"))
		for c := max(first, 1); c <= min(last, MaxColumns); c++ {
			s.shape.HiddenColumns[c] = true
		}
	case "mergeCell":
		if m, ok := parseRange(attribute(e, "ref")); ok && len(s.shape.Merges) < maxMerges {
			s.shape.Merges = append(s.shape.Merges, m)
		}
	}
}

// parseRange reads "A1:C3".
func parseRange(ref string) (Range, bool) {
	from, to, ok := bytes.Cut([]byte(ref), []byte(":"))
	if !ok {
		return Range{}, false
	}
	c1, r1, err1 := excelize.CellNameToCoordinates(string(from))
	c2, r2, err2 := excelize.CellNameToCoordinates(string(to))
	if err1 != nil || err2 != nil || c1 > c2 || r1 > r2 {
		return Range{}, false
	}
	return Range{FirstRow: r1, LastRow: r2, FirstColumn: c1, LastColumn: c2}, true
}
