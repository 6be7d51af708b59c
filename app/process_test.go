//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"anlan/data/workspace"
)

// process runs a command line in a process of its own, as a user of the system; 0 is who runs the test.
func process(t *testing.T, user uint32, args ...string) answer {
	t.Helper()
	folder, err := os.MkdirTemp("", "anlan")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	program := filepath.Join(folder, "anlan")
	if err := errors.Join(copyFile(os.Args[0], program), os.Chmod(folder, 0o755)); err != nil {
		t.Fatal(err)
	}
	var out, errOut bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &out, &errOut
	cmd.Env = append(os.Environ(), commandEnv+"=1")
	if user != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
	}
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{cmd.ProcessState.ExitCode(), out.String(), errOut.String()}
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}

// TestWorkspaceInUse asks in another process while this one holds the workspace open.
func TestWorkspaceInUse(t *testing.T) {
	path := small(t)
	w, err := workspace.Open(t.Context(), path, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, args := range [][]string{{"query", "accidents"}, {"import", file(t, "b.csv", ledger)}} {
		if a := process(t, 0, append([]string{"--workspace", path}, args...)...); a.code != exitFailed || !strings.Contains(a.err, "正被另一个安览使用") {
			t.Errorf("%v ended with %d, %q", args, a.code, a.err)
		}
	}
}

// TestReadOnlyFolder imports where nothing can be written; as nobody where root runs the test, who can write everywhere.
func TestReadOnlyFolder(t *testing.T) {
	folder, err := os.MkdirTemp("", "anlan")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := errors.Join(os.Chmod(folder, 0o755), os.RemoveAll(folder)); err != nil {
			t.Error(err)
		}
	}()
	source := filepath.Join(folder, "a.csv")
	if err := errors.Join(os.WriteFile(source, []byte(ledger), 0o644), os.Chmod(folder, 0o555)); err != nil {
		t.Fatal(err)
	}
	user := uint32(0)
	if os.Getuid() == 0 {
		user = 65534 // nobody
	}
	a := process(t, user, "--workspace", filepath.Join(folder, "w.anlan"), "import", source)
	if a.code != exitFailed || !strings.Contains(a.err, "没有权限") || strings.Count(a.err, "\n") > 2 {
		t.Errorf("ended with %d, %q", a.code, a.err)
	}
}
