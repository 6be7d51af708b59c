package xls

import (
	"encoding/binary"
	"math"
	"strconv"
)

// Range is a rectangle of cells; rows and columns count from 0, the last ones included.
type Range struct{ FirstRow, LastRow, FirstColumn, LastColumn int }

// Cells is the content of a sheet.
type Cells struct {
	Rows          [][]string // texts by row and column; rows end with their last cell
	Merges        []Range
	HiddenRows    map[int]bool
	HiddenColumns map[int]bool
}

// Limits of a BIFF8 sheet.
const (
	maxRows    = 65536
	maxColumns = 256
)

// Read reads the cells of a sheet.
func (s *Sheet) Read() (*Cells, error) {
	r := &sheetReader{book: s.book, cells: &Cells{HiddenRows: make(map[int]bool), HiddenColumns: make(map[int]bool)}}
	kind, _, offset, ok := s.book.next(s.offset)
	if !ok || kind != recordBOF {
		return nil, ErrDamaged
	}
	depth := 0 // of charts inside the sheet, which are streams of their own
	for {
		kind, data, end, ok := s.book.next(offset)
		if !ok {
			return nil, ErrDamaged
		}
		offset = end
		switch {
		case kind == recordBOF:
			depth++
		case kind == recordEOF && depth == 0:
			return r.cells, nil
		case kind == recordEOF:
			depth--
		case depth == 0:
			r.read(kind, data)
		}
	}
}

// sheetReader collects the cells of a sheet from its records.
type sheetReader struct {
	book    *Workbook
	cells   *Cells
	pending [2]int // row and column of the formula whose text the next string record holds
	waiting bool
}

// readers are the records that hold cells or say something about them, with the least length that is read.
var readers = map[uint16]struct {
	least int
	read  func(*sheetReader, []byte)
}{
	recordRow:         {16, (*sheetReader).row},
	recordColInfo:     {10, (*sheetReader).column},
	recordMergedCells: {2, (*sheetReader).merges},
	recordNumber:      {14, func(r *sheetReader, d []byte) { r.set(d, float(d[6:])) }},
	recordRK:          {10, func(r *sheetReader, d []byte) { r.set(d, compact(d[6:])) }},
	recordMulRK:       {6, (*sheetReader).compacts},
	recordLabelSST:    {10, (*sheetReader).shared},
	recordLabel:       {9, (*sheetReader).label},
	recordRString:     {9, (*sheetReader).label},
	recordBoolErr:     {8, func(r *sheetReader, d []byte) { r.set(d, truth(d[6], d[7] != 0)) }},
	recordFormula:     {14, (*sheetReader).formula},
	recordString:      {3, (*sheetReader).result},
}

func (r *sheetReader) read(kind uint16, data []byte) {
	if how, known := readers[kind]; known && len(data) >= how.least {
		how.read(r, data)
	}
}

// set stores the text of the cell whose row and column a record begins with.
func (r *sheetReader) set(record []byte, text string) {
	r.put(int(binary.LittleEndian.Uint16(record)), int(binary.LittleEndian.Uint16(record[2:])), text)
}

func (r *sheetReader) put(row, column int, text string) {
	if row >= maxRows || column >= maxColumns || text == "" {
		return
	}
	for len(r.cells.Rows) <= row {
		r.cells.Rows = append(r.cells.Rows, nil)
	}
	cells := r.cells.Rows[row]
	for len(cells) <= column {
		cells = append(cells, "")
	}
	cells[column] = text
	r.cells.Rows[row] = cells
}

func (r *sheetReader) row(data []byte) {
	const hidden = 0x20
	if data[12]&hidden != 0 {
		r.cells.HiddenRows[int(binary.LittleEndian.Uint16(data))] = true
	}
}

func (r *sheetReader) column(data []byte) {
	if data[8]&1 == 0 {
		return
	}
	last := min(int(binary.LittleEndian.Uint16(data[2:])), maxColumns-1)
	for c := int(binary.LittleEndian.Uint16(data)); c <= last; c++ {
		r.cells.HiddenColumns[c] = true
	}
}

func (r *sheetReader) merges(data []byte) {
	number := func(i int) int { return int(binary.LittleEndian.Uint16(data[i:])) }
	for i := 2; i+8 <= len(data); i += 8 {
		m := Range{number(i), number(i + 2), number(i + 4), number(i + 6)}
		if m.FirstRow <= m.LastRow && m.FirstColumn <= m.LastColumn && m.LastColumn < maxColumns {
			r.cells.Merges = append(r.cells.Merges, m)
		}
	}
}

func (r *sheetReader) compacts(data []byte) {
	row, column := int(binary.LittleEndian.Uint16(data)), int(binary.LittleEndian.Uint16(data[2:]))
	for i := 4; i+6 <= len(data)-2; i += 6 {
		r.put(row, column, compact(data[i+2:]))
		column++
	}
}

func (r *sheetReader) shared(data []byte) {
	if i := int(binary.LittleEndian.Uint32(data[6:])); i < len(r.book.strings) {
		r.set(data, r.book.strings[i])
	}
}

func (r *sheetReader) label(data []byte) {
	if text, ok := longText(data[6:]); ok {
		r.set(data, text)
	}
}

// formula takes the last computed value of a formula. A text follows in a record of its own.
func (r *sheetReader) formula(data []byte) {
	const special = 0xFFFF
	value := data[6:14]
	r.waiting = false
	if binary.LittleEndian.Uint16(value[6:]) != special {
		r.set(data, float(value))
		return
	}
	const text, boolean, fault = 0, 1, 2
	switch value[0] {
	case text:
		r.pending = [2]int{int(binary.LittleEndian.Uint16(data)), int(binary.LittleEndian.Uint16(data[2:]))}
		r.waiting = true
	case boolean, fault:
		r.set(data, truth(value[2], value[0] == fault))
	}
}

func (r *sheetReader) result(data []byte) {
	if text, ok := longText(data); ok && r.waiting {
		r.put(r.pending[0], r.pending[1], text)
	}
	r.waiting = false
}

// compact reads an RK number: 30 bits of a float or of an integer, perhaps to be divided by 100.
func compact(data []byte) string {
	raw := binary.LittleEndian.Uint32(data)
	var value float64
	if raw&2 != 0 {
		value = float64(int32(raw) >> 2)
	} else {
		value = math.Float64frombits(uint64(raw&^3) << 32)
	}
	if raw&1 != 0 {
		value /= 100
	}
	return number(value)
}

func float(data []byte) string {
	return number(math.Float64frombits(binary.LittleEndian.Uint64(data)))
}

// number writes a value in the fewest digits that give it again; what is no number is blank.
func number(value float64) string {
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		return ""
	case math.Abs(value) >= 1e15 || value != 0 && math.Abs(value) < 1e-9:
		return strconv.FormatFloat(value, 'E', -1, 64)
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

var faults = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}

func truth(value byte, fault bool) string {
	switch {
	case fault:
		return faults[value]
	case value == 0:
		return "FALSE"
	}
	return "TRUE"
}
