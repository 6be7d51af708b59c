package workspace_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"anlan/data/workspace"
)

// savingEnv makes the test binary save briefings into the workspace that it names, until it is killed.
const savingEnv = "ANLAN_TEST_SAVING"

// serial makes the content of the nth save: its number, many bytes of it, and their sum.
func serial(n int) []byte {
	body := bytes.Repeat([]byte(strconv.Itoa(n)+";"), 20_000)
	return append(fmt.Appendf(nil, "%d %x ", n, sha256.Sum256(body)), body...)
}

// numberOf reads the number of a content and checks that it is whole.
func numberOf(t *testing.T, content []byte) int {
	t.Helper()
	var n int
	var sum string
	if _, err := fmt.Fscanf(bytes.NewReader(content), "%d %s ", &n, &sum); err != nil {
		t.Fatalf("read the content: %v", err)
	}
	if !bytes.Equal(content, serial(n)) {
		t.Fatalf("the content of save %d is not whole", n)
	}
	return n
}

func TestSaveUntilKilled(t *testing.T) {
	path := os.Getenv(savingEnv)
	if path == "" {
		t.Skip("runs only as the child of TestKilledWhileSaving")
	}
	w, err := workspace.Open(t.Context(), path, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; ; n++ {
		if err := w.SaveDocument(t.Context(), workspace.Document{ID: "b", Title: strconv.Itoa(n), Content: serial(n)}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("saved", n)
	}
}

// TestKilledWhileSaving kills a process that saves a briefing again and again, at any moment; what it had saved last is
// there, whole, or the one after it.
func TestKilledWhileSaving(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for range 6 {
		last := killedSaving(t, path)
		w, err := workspace.Open(t.Context(), path, workspace.Options{})
		if err != nil {
			t.Fatalf("open after the kill: %v", err)
		}
		d, found, err := w.Document(t.Context(), "b")
		if err != nil || !found {
			t.Fatalf("found %v, %v", found, err)
		}
		if n := numberOf(t, d.Content); n != last && n != last+1 {
			t.Errorf("the workspace has save %d, the last one said was %d", n, last)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// killedSaving lets a child save for a while, kills it, and tells which save it had reported last.
func killedSaving(t *testing.T, path string) int {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	child := exec.CommandContext(ctx, os.Args[0], "-test.run", "^TestSaveUntilKilled$", "-test.v")
	child.Env = append(os.Environ(), savingEnv+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last := 0
	var said []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "saved %d", &last); err != nil {
			said = append(said, lines.Text()) // of the test's own
			continue
		}
		if last == 1 {
			stop := time.AfterFunc(time.Duration(50+rand.IntN(400))*time.Millisecond, cancel)
			defer stop.Stop()
		}
	}
	if child.Wait() == nil || last == 0 {
		t.Fatalf("the child was not killed while saving (last save %d): %q", last, said)
	}
	return last
}

func TestDocuments(t *testing.T) {
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	version := w.DataVersion()
	for _, d := range []workspace.Document{{ID: "a", Title: "一", Content: []byte{0, 1}}, {ID: "a", Title: "二", Content: []byte{2}}, {ID: "b", Title: `'); DROP TABLE briefing; --`, Content: []byte{3}}} {
		if err := w.SaveDocument(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.Documents(t.Context())
	if err != nil || len(list) != 2 || list[0].ID != "b" || list[0].Content != nil {
		t.Fatalf("documents: %v, %v", list, err)
	}
	d, found, err := w.Document(t.Context(), "a")
	if err != nil || !found || d.Title != "二" || !bytes.Equal(d.Content, []byte{2}) {
		t.Errorf("document a: %v %v %v", d, found, err)
	}
	if err := w.DeleteDocument(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if _, found, err := w.Document(t.Context(), "a"); err != nil || found {
		t.Errorf("after deleting: %v %v", found, err)
	}
	if w.DataVersion() != version {
		t.Error("saving a briefing changed the data")
	}
}
