package workspace_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"anlan/data/workspace"
)

// holdEnv makes the test binary open the workspace it names and keep it until its standard input closes.
const holdEnv = "ANLAN_TEST_HOLD"

func TestMain(m *testing.M) {
	if path := os.Getenv(holdEnv); path != "" {
		w, err := workspace.Open(context.Background(), path, workspace.Options{})
		fmt.Println("opened", err)
		_, _ = io.Copy(io.Discard, os.Stdin)
		if w != nil {
			_ = w.Close()
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func create(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "new folder", "city"+workspace.Extension)
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenAgain(t *testing.T) {
	path := create(t)
	for _, readOnly := range []bool{false, true} {
		w, err := workspace.Open(t.Context(), path, workspace.Options{ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		var sectors int
		rows, err := w.QueryContext(t.Context(), "SELECT count(*) FROM sector WHERE parent IS NULL")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			if err := rows.Scan(&sectors); err != nil {
				t.Fatal(err)
			}
		}
		rows.Close()
		if sectors < 8 {
			t.Errorf("%d sectors in a new workspace, want those of the vocabulary", sectors)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole, err := os.ReadFile(create(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, path string
		want       error
	}{
		{"missing", filepath.Join(folder, "none.anlan"), workspace.ErrMissing},
		{"a folder", folder, workspace.ErrForeign},
		{"empty", write("empty.anlan", nil), workspace.ErrForeign},
		{"a text", write("text.anlan", []byte("事故编号,发生时间\n")), workspace.ErrForeign},
		{"cut to its head", write("head.anlan", whole[:9000]), workspace.ErrDamaged},
		{"cut in half", write("half.anlan", whole[:len(whole)/2]), workspace.ErrDamaged},
		{"last byte lost", write("last.anlan", whole[:len(whole)-1]), workspace.ErrDamaged},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, err := workspace.Open(t.Context(), tc.path, workspace.Options{})
			if !errors.Is(err, tc.want) {
				t.Errorf("Open = %v, want %v", err, tc.want)
			}
			if w != nil {
				w.Close()
			}
		})
	}
}

func TestOpenNewerAndForeign(t *testing.T) {
	newer := create(t)
	w, err := workspace.Open(t.Context(), newer, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		return tx.SetMeta(t.Context(), "schema_version", "999")
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.Open(t.Context(), newer, workspace.Options{}); !errors.Is(err, workspace.ErrNewer) {
		t.Errorf("a workspace of schema 999: %v, want ErrNewer", err)
	}

	foreign := create(t)
	w, err = workspace.Open(t.Context(), foreign, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write(t.Context(), func(tx *workspace.Tx) error { return tx.Exec(t.Context(), "DROP TABLE meta") })
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := workspace.Open(t.Context(), foreign, workspace.Options{}); !errors.Is(err, workspace.ErrForeign) {
		t.Errorf("a DuckDB file of somebody else: %v, want ErrForeign", err)
	}
}

func TestOpenReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere; the kind is tested by wording in errors_internal_test.go")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	_, err := workspace.Open(t.Context(), filepath.Join(folder, "city.anlan"), workspace.Options{Create: true})
	if !errors.Is(err, workspace.ErrNoAccess) {
		t.Errorf("Open in a read-only folder = %v, want ErrNoAccess", err)
	}
}

func TestOpenLocked(t *testing.T) {
	path := create(t)
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), holdEnv+"="+path)
	stdin, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		stdin.Close()
		_ = holder.Wait()
	}()
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil || line != "opened <nil>\n" {
		t.Fatalf("the other process: %q, %v", line, err)
	}
	_, err = workspace.Open(t.Context(), path, workspace.Options{})
	var open *workspace.OpenError
	if !errors.Is(err, workspace.ErrLocked) || !errors.As(err, &open) {
		t.Fatalf("Open = %v, want ErrLocked", err)
	}
	if open.Holder == "" {
		t.Errorf("the error does not name the other process: %v", err)
	}
}
