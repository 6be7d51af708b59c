package tabular

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// sameAsLibrary compares the fast reader, on a source that comes in one piece and byte by byte, with golang.org/x/text.
func sameAsLibrary(t *testing.T, text []byte) {
	t.Helper()
	want, err := io.ReadAll(simplifiedchinese.GB18030.NewDecoder().Reader(bytes.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]io.Reader{
		"whole": bytes.NewReader(text), "bytes": iotest.OneByteReader(bytes.NewReader(text)), "end with data": iotest.DataErrReader(bytes.NewReader(text)),
		"half": iotest.HalfReader(bytes.NewReader(text)),
	} {
		got, err := io.ReadAll(newGBReader(source))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%s of %x:\n got %q\nwant %q", name, text, got, want)
		}
	}
}

func TestGB18030IsReadAsTheLibraryReadsIt(t *testing.T) {
	for first := range 256 {
		var pairs []byte
		for second := range 256 {
			pairs = append(pairs, byte(first), byte(second), 'a', ',')
		}
		sameAsLibrary(t, pairs)
	}
	for _, text := range []string{"", "\x81", "\x81\x30", "\x81\x30\x81", "\x81\x30\x81\x30", "a\x80b", "\xff", "\xfe\xfe", "DG1,\xb6\xab\xdd\xb8\xca\xd0\n", "\x95\x32\x82\x36x"} {
		sameAsLibrary(t, []byte(text))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		text := make([]byte, r.IntN(60))
		for i := range text {
			text[i] = byte(r.Uint32())
			if r.IntN(3) == 0 {
				text[i] &= 0x7f
			}
		}
		sameAsLibrary(t, text)
	}
}

func TestGB18030AcrossPieces(t *testing.T) {
	line := []byte("DG000000001,2011-08-27 14:05,\xcc\xc1\xcf\xc3,\x81\x39\xee\x39\n")
	sameAsLibrary(t, bytes.Repeat(line, 20000))
	got, err := io.ReadAll(iotest.OneByteReader(newGBReader(bytes.NewReader(line))))
	if err != nil || !strings.Contains(string(got), "塘厦") {
		t.Errorf("%q, %v", got, err)
	}
	sameAsLibrary(t, append([]byte("x"), bytes.Repeat([]byte{0xb6, 0xab}, 1<<18)...))
}

func FuzzGB18030(f *testing.F) {
	f.Add([]byte("DG1,\xb6\xab\xdd\xb8,\x81\x30\x81\x30\n"))
	f.Fuzz(sameAsLibrary)
}
