package workspace_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/workspace"
)

// TestSpeechesStay keeps a speech and decisions about figures over a change of the facts and a new opening of the file.
func TestSpeechesStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	version := w.DataVersion()
	if _, found, err := w.Speech(t.Context(), "zh"); found || err != nil {
		t.Errorf("a speech from nowhere: %v", err)
	}
	one := workspace.Binding{Sentence: "a1", Place: 0, State: "confirmed", Words: "4789宗", Question: `{"x":"'); DROP TABLE speech; --"}`}
	two := workspace.Binding{Sentence: "a1", Place: 1, State: "refused", Words: "560人"}
	for _, err := range []error{
		w.SaveSpeech(t.Context(), "zh", "一"), w.SaveSpeech(t.Context(), "zh", "二"), w.SaveSpeech(t.Context(), "en", "one"), w.Bind(t.Context(), one, two),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if w.DataVersion() != version {
		t.Error("a speech changed the version of the facts")
	}
	if err := w.Write(t.Context(), func(*workspace.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = workspace.Open(t.Context(), path, workspace.Options{}); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if text, found, err := w.Speech(t.Context(), "zh"); text != "二" || !found || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	check := func(want ...workspace.Binding) {
		t.Helper()
		got, err := w.Bindings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("bindings (-want +got):\n%s", diff)
		}
	}
	check(one, two)
	two.State, two.Question = "changed", "{}"
	if err := w.Bind(t.Context(), two); err != nil {
		t.Fatal(err)
	}
	check(one, two)
	if err := w.Unbind(t.Context(), one.Sentence, one.Place); err != nil {
		t.Fatal(err)
	}
	check(two)
}
