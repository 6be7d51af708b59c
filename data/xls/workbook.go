package xls

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// What can be wrong with a workbook.
var (
	ErrDamaged   = errors.New("not a readable workbook")
	ErrEncrypted = errors.New("the workbook has a password")
	ErrTooOld    = errors.New("the workbook is older than Excel 97")
	ErrTooLarge  = errors.New("the workbook is too large")
)

// maxStream bounds the workbook stream: 65536 rows of 256 cells of text stay well below it.
const maxStream = 400 << 20

// Workbook is an open workbook.
type Workbook struct {
	Sheets   []*Sheet
	Date1904 bool // serial dates count from 1904-01-01

	stream  []byte
	strings []string
}

// Sheet is a worksheet. Its cells are read by Read.
type Sheet struct {
	Name   string
	Hidden bool

	book   *Workbook
	offset int
}

// Open reads the list of sheets and the texts of a workbook of a length in bytes.
func Open(file io.ReaderAt, size int64) (_ *Workbook, err error) {
	defer func() {
		// The container's reader is a library that trusts some of what it reads.
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	stream, err := workbookStream(file, size)
	if err != nil {
		return nil, err
	}
	w := &Workbook{stream: stream}
	if err := w.readGlobals(); err != nil {
		return nil, err
	}
	return w, nil
}

// workbookStream reads the stream that holds the workbook out of its container. One that says it is longer than the file
// goes round in circles.
func workbookStream(file io.ReaderAt, size int64) ([]byte, error) {
	container, err := mscfb.New(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	old := false
	for entry, err := container.Next(); err == nil; entry, err = container.Next() {
		switch {
		case strings.EqualFold(entry.Name, "Workbook"):
			if entry.Size > size {
				return nil, ErrDamaged
			}
			if entry.Size > maxStream {
				return nil, ErrTooLarge
			}
			stream, err := io.ReadAll(io.LimitReader(entry, maxStream))
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			return stream, nil
		case entry.Name == "EncryptedPackage":
			return nil, ErrEncrypted
		case entry.Name == "Book":
			old = true
		}
	}
	if old {
		return nil, ErrTooOld
	}
	return nil, ErrDamaged
}

// Record types of [MS-XLS] 2.3 that are read.
const (
	recordFormula     = 0x0006
	recordEOF         = 0x000A
	recordDateMode    = 0x0022
	recordFilePass    = 0x002F
	recordContinue    = 0x003C
	recordColInfo     = 0x007D
	recordBoundSheet  = 0x0085
	recordMulRK       = 0x00BD
	recordRString     = 0x00D6
	recordMergedCells = 0x00E5
	recordSST         = 0x00FC
	recordLabelSST    = 0x00FD
	recordNumber      = 0x0203
	recordLabel       = 0x0204
	recordBoolErr     = 0x0205
	recordString      = 0x0207
	recordRow         = 0x0208
	recordRK          = 0x027E
	recordBOF         = 0x0809
)

// biff8 is the version that the first record of a stream of Excel 97 and later states.
const biff8 = 0x0600

// next returns the record at an offset and where the following one begins. ok is false at the end of the stream.
func (w *Workbook) next(offset int) (kind uint16, data []byte, end int, ok bool) {
	if offset < 0 || offset+4 > len(w.stream) {
		return 0, nil, offset, false
	}
	kind = binary.LittleEndian.Uint16(w.stream[offset:])
	start := offset + 4
	end = start + int(binary.LittleEndian.Uint16(w.stream[offset+2:]))
	if end > len(w.stream) {
		return 0, nil, offset, false
	}
	return kind, w.stream[start:end], end, true
}

// readGlobals reads the part of the stream before the sheets.
func (w *Workbook) readGlobals() error {
	kind, data, offset, ok := w.next(0)
	if !ok || kind != recordBOF || len(data) < 4 {
		return ErrDamaged
	}
	if binary.LittleEndian.Uint16(data) != biff8 {
		return ErrTooOld
	}
	for {
		var end int
		if kind, data, end, ok = w.next(offset); !ok {
			return fmt.Errorf("%w: it ends early", ErrDamaged)
		}
		switch kind {
		case recordEOF:
			return nil
		case recordFilePass:
			return ErrEncrypted
		case recordDateMode:
			w.Date1904 = len(data) >= 2 && data[0] == 1
		case recordBoundSheet:
			if s, ok := w.boundSheet(data); ok {
				w.Sheets = append(w.Sheets, s)
			}
		case recordSST:
			w.strings, end = w.readStrings(data, end)
		}
		offset = end
	}
}

// boundSheet reads an entry of the list of sheets; charts and macros are none.
func (w *Workbook) boundSheet(data []byte) (*Sheet, bool) {
	const worksheet = 0
	if len(data) < 8 || data[5] != worksheet {
		return nil, false
	}
	name, _ := shortText(data[6:])
	return &Sheet{Name: name, Hidden: data[4]&3 != 0, book: w, offset: int(binary.LittleEndian.Uint32(data))}, true
}
