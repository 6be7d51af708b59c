package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anlan/analytics/docx"
	"anlan/analytics/speech/source"
)

var hostile = "</w:t></w:r><script>&amp;\x00\x1b=cmd|' /C calc'!A0"

func written(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	err := docx.WriteText(&b, []docx.Paragraph{
		{Title: true, Runs: []docx.Run{{Text: "指标段落"}}},
		{Runs: []docx.Run{{Text: "全市发生事故"}, {Text: "4414宗", Note: "指标 事故起数；" + hostile}, {Text: "、死亡"}, {Text: "528人", Note: "指标 死亡人数"}, {Text: "。" + hostile}}},
	}, time.Date(2011, 12, 27, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEveryPartIsXML reads every part with a parser of its own.
func TestEveryPartIsXML(t *testing.T) {
	raw := written(t)
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]string)
	for _, part := range archive.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		seen[part.Name] = string(content)
		for d := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
		}
	}
	if len(seen) != 8 {
		t.Errorf("%d parts", len(seen))
	}
	if strings.Contains(seen["word/document.xml"], "<script>") || strings.Count(seen["word/document.xml"], "footnoteReference w:id") != 2 || !strings.Contains(seen["word/footnotes.xml"], `w:id="2"`) {
		t.Error("the document or its footnotes are not as they should be")
	}
}

// TestWhatIsWrittenCanBeRead reads the text again as a draft.
func TestWhatIsWrittenCanBeRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.docx")
	if err := os.WriteFile(path, written(t), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := source.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text, "指标段落\n全市发生事故4414宗、死亡528人。") {
		t.Errorf("%q", text)
	}
}
