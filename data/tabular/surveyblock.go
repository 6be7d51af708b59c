package tabular

import "bytes"

// Parts of a file are surveyed beside the reading of the next.
const (
	blockBytes  = 1 << 18
	leastBlock  = 1 << 12 // what is shorter is quicker surveyed at once
	blocksAhead = 4       // parts that wait to be taken in
)

// block takes the whole lines that are read ahead, where none of them has a quotation mark: each is a record then. It is
// empty where the next line has to be looked at by itself.
func (r *recordReader) block() []byte {
	if len(r.pending) > 0 {
		return nil
	}
	ahead, _ := r.in.Peek(r.in.Size()) // an error is met again by whoever reads on
	ahead = ahead[:bytes.LastIndexByte(ahead, '\n')+1]
	if quoted := bytes.IndexByte(ahead, '"'); quoted >= 0 {
		ahead = ahead[:bytes.LastIndexByte(ahead[:quoted], '\n')+1]
	}
	if len(ahead) < leastBlock {
		return nil
	}
	lines := bytes.Clone(ahead)
	_, _ = r.in.Discard(len(lines)) // what was peeked can be discarded
	return lines
}

// surveyBlock surveys lines without quotation marks.
func surveyBlock(lines []byte, delimiter byte, columns []int) (s Survey, texts *spellings) {
	s, texts = Survey{Regular: true}, newSpellings(columns)
	for len(lines) > 0 {
		end := bytes.IndexByte(lines, '\n') + 1
		line := trimLineEnd(lines[:end])
		lines = lines[end:]
		s.take(texts.addLine(line, delimiter), isPlain(line))
	}
	return s, texts
}

// isPlain tells whether a line without quotation marks is neither blank nor has what DuckDB reads otherwise: it would end a
// line at a carriage return, and a text at a zero byte.
func isPlain(line []byte) bool {
	return len(bytes.TrimSpace(line)) > 0 && bytes.IndexByte(line, '\r') < 0 && bytes.IndexByte(line, 0) < 0
}

// take counts a record.
func (s *Survey) take(fields int, plain bool) {
	s.Records++
	if !plain || s.Records > 1 && fields != s.Width {
		s.Regular = false
	}
	s.Width = max(s.Width, fields)
}

// join counts the records of a later part of the file.
func (s *Survey) join(later Survey) {
	if later.Records == 0 {
		return
	}
	if !later.Regular || s.Records > 0 && later.Width != s.Width {
		s.Regular = false
	}
	s.Records += later.Records
	s.Width = max(s.Width, later.Width)
}

// join adds the texts of a later part of the file.
func (s *spellings) join(later *spellings) {
	for i := range s.columns {
		if later.index[i] == nil {
			s.lists[i], s.index[i] = nil, nil
		}
		for _, text := range later.lists[i] {
			s.count(i, text)
		}
	}
}

// count adds a text that some records have.
func (s *spellings) count(i int, text Spelling) {
	if s.index[i] == nil {
		return
	}
	if at, ok := s.index[i][text.Text]; ok {
		s.lists[i][at].Records += text.Records
		return
	}
	if len(s.lists[i]) == maxSpellings {
		s.lists[i], s.index[i] = nil, nil
		return
	}
	s.index[i][text.Text] = len(s.lists[i])
	s.lists[i] = append(s.lists[i], text)
}
