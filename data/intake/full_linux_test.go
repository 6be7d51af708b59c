package intake_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/tabular"
	"anlan/data/workspace"
)

// smallDisk mounts a disk in memory of a size in megabytes, for as long as the test runs.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can mount a disk")
	}
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		t.Skipf("no disk can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// TestDiskFull imports into a workspace on a disk that has no room for it: there is a clear word, the workspace opens again
// and is as it was.
func TestDiskFull(t *testing.T) {
	origin, before := base(t, 1000)
	rows := 60000
	if raceEnabled {
		rows = 40000
	}
	file := manyRows(t, "B", rows)
	info := must[os.FileInfo](t)(os.Stat(origin))
	for _, spare := range []int{0, 1, 3} { // megabytes beside the file: it runs full at different moments
		path := filepath.Join(smallDisk(t, int(info.Size()>>20)+1+spare), "w.anlan")
		copyFile(t, origin, path)
		w := must[*workspace.Workspace](t)(workspace.Open(t.Context(), path, workspace.Options{}))
		_, err := intake.Import(t.Context(), w, file, intake.Options{})
		failed := err != nil
		if failed && !intake.HasCode(err, tabular.CodeDiskFull) {
			t.Errorf("%d MB to spare: Import = %v, want a word about the disk", spare, err)
		}
		if closing := w.Close(); closing != nil && !failed {
			t.Errorf("%d MB to spare: %v", spare, errors.Join(err, closing))
		}
		w, err = workspace.Open(t.Context(), path, workspace.Options{})
		if err != nil {
			t.Fatalf("%d MB to spare: the workspace does not open: %v", spare, err)
		}
		if there := whole(t, w, 2); there == failed {
			t.Errorf("%d MB to spare: the import failed: %v, it is there: %v", spare, failed, there)
		}
		if diff := cmp.Diff(before, earlier(t, w, 1)); diff != "" {
			t.Errorf("%d MB to spare: the earlier import changed (-before +after):\n%s", spare, diff)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		t.Logf("%d MB to spare: failed %v", spare, failed)
	}
}
