package stats_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"anlan/analytics/stats"
)

// must fails the test on an error.
func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// printed compares a figure with a published one to the digits that are printed.
func printed(t testing.TB, what string, got float64, want string) {
	t.Helper()
	value, err := strconv.ParseFloat(want, 64)
	if err != nil {
		t.Fatal(err)
	}
	mantissa, exponent, _ := strings.Cut(want, "e")
	power, _ := strconv.Atoi(exponent)
	_, decimals, _ := strings.Cut(mantissa, ".")
	unit := math.Pow(10, float64(power-len(decimals)))
	if value == got || math.Abs(got-value) <= unit*0.5000001 {
		return
	}
	t.Errorf("%s: %v, want %s", what, got, want)
}

// near compares two figures to a relative error.
func near(t testing.TB, what string, got, want, relative float64) {
	t.Helper()
	if got == want || math.Abs(got-want) <= relative*math.Abs(want) {
		return
	}
	t.Errorf("%s: %.17g, want %.17g", what, got, want)
}

func printedAll(t testing.TB, what string, got []float64, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d figures, want %d", what, len(got), len(want))
	}
	for i := range got {
		printed(t, what+" "+strconv.Itoa(i), got[i], want[i])
	}
}

func ends(i stats.Interval) []float64 { return []float64{i.Low, i.High} }

// oracles reads the independently computed numbers that lie beside the project, where they do.
func oracles(t *testing.T) map[string]any {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", "oracles.json"))
	if err != nil {
		t.Skip("the independently computed numbers are not on this machine")
	}
	raw = bytes.ReplaceAll(raw, []byte(": Infinity"), []byte(`: "Inf"`))
	raw = bytes.ReplaceAll(raw, []byte("\n   Infinity"), []byte("\n   \"Inf\""))
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var all map[string]any
	if err := decoder.Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// figures flattens an entry of the oracles into the texts of its numbers, in their order.
func figures(entry any) []string {
	switch e := entry.(type) {
	case json.Number:
		return []string{e.String()}
	case string:
		return []string{e}
	case []any:
		var list []string
		for _, x := range e {
			list = append(list, figures(x)...)
		}
		return list
	}
	return nil
}

// field is a member of an entry that is an object.
func field(t *testing.T, entry any, name string) any {
	t.Helper()
	object, ok := entry.(map[string]any)
	if !ok || object[name] == nil {
		t.Fatalf("no %s in %v", name, entry)
	}
	return object[name]
}

func number(t *testing.T, entry any) float64 {
	t.Helper()
	value, err := strconv.ParseFloat(figures(entry)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}
