package echarts_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"anlan/analytics/echarts"
	"anlan/build/gallery"
)

// FuzzOption hands anything as an option to one pool after another: it is drawn, refused, or interrupted, and the pool goes on.
func FuzzOption(f *testing.F) {
	if raceDetector {
		f.Skip("the interpreter is too slow under the race detector")
	}
	options, err := gallery.Options()
	if err != nil {
		f.Fatal(err)
	}
	for _, option := range options {
		f.Add(option)
	}
	for _, option := range []string{
		`{"series":[{"type":"bar","data":[1e308,-1e308,null,"x",[],{}]}],"xAxis":{"data":[null,{},[]]},"yAxis":{}}`,
		`{"series":{"type":"pie","data":[{"name":"__proto__","value":1},{"name":"constructor"}]},"legend":{"formatter":"@plain"}}`,
		`{"tooltip":{"formatter":"@tip?a=%"},"title":{"text":{"toString":1}},"series":[]}`,
	} {
		f.Add([]byte(option))
	}
	p, err := program()
	if err != nil {
		f.Fatal(err)
	}
	pool := echarts.NewPool(p, 1)
	f.Cleanup(func() {
		if err := pool.Close(); err != nil {
			f.Error(err)
		}
	})
	f.Fuzz(func(t *testing.T, option []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		chart := pool.New(200, 120)
		defer chart.Close()
		scene, err := chart.SetOption(ctx, option)
		var refusal *echarts.Error
		if err != nil && !errors.As(err, &refusal) && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("neither drawn nor refused: %v", err)
		}
		if err == nil {
			p.Image(scene, 1)
		}
		good := pool.New(100, 60)
		defer good.Close()
		if _, err := good.SetOption(t.Context(), []byte(`{"series":[{"type":"pie","data":[1]}]}`)); err != nil {
			t.Fatalf("the next option is not drawn: %v", err)
		}
	})
}
