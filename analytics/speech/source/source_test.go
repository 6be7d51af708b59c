package source_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"anlan/analytics/speech/source"
)

func write(t testing.TB, name string, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// document packs XML as the body of a Word document.
func document(t testing.TB, xml string) []byte {
	t.Helper()
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	part, err := archive.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(xml)); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const opening = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`

func TestWord(t *testing.T) {
	xml := opening +
		`<w:p><w:r><w:t>全市发生事故44</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>14宗</w:t></w:r><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>镇街</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>事故</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>` +
		`<w:p><w:r><w:t>一行</w:t><w:br/><w:t>二行</w:t><w:tab/><w:t>&amp;</w:t></w:r></w:p></w:body></w:document>`
	got, err := source.Read(write(t, "a.DOCX", document(t, xml)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("全市发生事故4414宗\n镇街 \t事故 \t\n框\n一行\n二行\t&", got); diff != "" {
		t.Error(diff)
	}
}

func TestEncodings(t *testing.T) {
	const text = "全市发生事故4414宗、死亡528人。\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"utf8.txt": []byte(text), "bom.md": []byte("\ufeff" + text), "gb.txt": gb, "utf16.txt": utf16} {
		got, err := source.Read(write(t, name, raw))
		if err != nil || got != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	bomb := opening + "<w:p><w:r><w:t>" + strings.Repeat("0", 40<<20) + "</w:t></w:r></w:p></w:body></w:document>"
	deep := opening + strings.Repeat("<w:p>", 5000)
	for name, tc := range map[string]struct {
		raw  []byte
		code string
	}{
		"a.pdf":     {[]byte("%PDF"), source.CodeKind},
		"a.doc":     {[]byte("old"), source.CodeOldWord},
		"none.docx": {[]byte("no archive"), source.CodeNotWord},
		"torn.docx": {document(t, opening+"<w:p><w:r>"), source.CodeNotWord},
		"bomb.docx": {document(t, bomb), source.CodeTooLarge},
		"deep.docx": {document(t, deep), source.CodeTooLarge},
		"long.txt":  {bytes.Repeat([]byte("长"), source.MaxText), source.CodeTooLarge},
		"a.txt":     {[]byte("PK\x03\x04\x00\x00"), source.CodeNotText},
	} {
		path := write(t, name, tc.raw)
		_, err := source.Read(path)
		var known *source.Error
		if !errors.As(err, &known) || known.Code != tc.code || known.File != path {
			t.Errorf("%s: %v, want %s", name, err, tc.code)
		}
	}
	if _, err := source.Read(filepath.Join(t.TempDir(), "missing.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func FuzzWord(f *testing.F) {
	f.Add(document(f, opening+"<w:p><w:r><w:t>4414宗</w:t></w:r></w:p></w:body></w:document>"))
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := source.Read(write(t, "a.docx", raw))
		var known *source.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("an error without a code: %v", err)
		}
		if len(text) > source.MaxText {
			t.Fatalf("%d bytes", len(text))
		}
	})
}

func FuzzBody(f *testing.F) {
	f.Add(opening + "<w:p><w:r><w:t>4414宗</w:t></w:r></w:p></w:body></w:document>")
	f.Add(opening + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
	f.Fuzz(func(t *testing.T, xml string) {
		_, err := source.Read(write(t, "a.docx", document(t, xml)))
		var known *source.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("an error without a code: %v", err)
		}
	})
}
