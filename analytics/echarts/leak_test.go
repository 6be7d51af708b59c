package echarts_test

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"anlan/analytics/echarts"
)

// resident is the memory that the process holds, in bytes. The interpreters' own does not stand on Go's heap.
func resident(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skipf("the process cannot be looked at here: %v", err)
	}
	pages, err := strconv.Atoi(string(bytes.Fields(text)[1]))
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// TestRelayoutsDoNotGrow lays a chart out a thousand times; what the first hundred needed is enough for the others.
func TestRelayoutsDoNotGrow(t *testing.T) {
	pool := echarts.NewPool(realProgram(t), 1)
	defer pool.Close()
	chart := pool.New(300, 200)
	lay := func(times int) {
		for range times {
			if _, err := chart.SetOption(t.Context(), []byte(bars)); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
	}
	lay(100)
	before := resident(t)
	lay(900)
	if grown := resident(t) - before; grown > 32<<20 {
		t.Errorf("900 layouts grew the process by %d MB", grown>>20)
	}
}

// TestChartsComeAndGo makes and closes charts in one pool, as pages do.
func TestChartsComeAndGo(t *testing.T) {
	pool := echarts.NewPool(realProgram(t), 1)
	defer pool.Close()
	use := func(times int) {
		for range times {
			chart := pool.New(300, 200)
			if _, err := chart.SetOption(t.Context(), []byte(bars)); err != nil {
				t.Fatal(err)
			}
			chart.Close()
		}
		runtime.GC()
	}
	use(50)
	before := resident(t)
	use(200)
	if grown := resident(t) - before; grown > 32<<20 {
		t.Errorf("200 charts that were closed left %d MB", grown>>20)
	}
}

// TestPoolsLeaveNothing makes and closes pools: neither goroutines nor interpreters stay.
func TestPoolsLeaveNothing(t *testing.T) {
	use := func(times int) {
		for range times {
			pool := echarts.NewPool(realProgram(t), 2)
			if err := pool.Warm(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := pool.New(100, 80).SetOption(t.Context(), []byte(bars)); err != nil {
				t.Fatal(err)
			}
			if err := pool.Close(); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
	}
	use(6)
	goroutines, before := runtime.NumGoroutine(), resident(t)
	use(6)
	time.Sleep(50 * time.Millisecond)
	if now := runtime.NumGoroutine(); now > goroutines {
		t.Errorf("%d goroutines, %d before", now, goroutines)
	}
	if grown := resident(t) - before; grown > 48<<20 {
		t.Errorf("six pools that were closed left %d MB", grown>>20)
	}
}

// TestMemoryIsBounded asks for more memory than an interpreter may have; the pool goes on with a new one.
func TestMemoryIsBounded(t *testing.T) {
	p := boundedProgram(t, 48<<20)
	pool := echarts.NewPool(p, 1)
	defer pool.Close()
	huge := []byte(`{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","large":false,"data":[` + string(bytes.Repeat([]byte("[1,2],"), 200000)) + `[1,2]]}]}`)
	if _, err := pool.New(100, 80).SetOption(t.Context(), huge); err == nil {
		t.Error("two hundred thousand points fit into 48 MB")
	}
	if _, err := pool.New(100, 80).SetOption(t.Context(), []byte(bars)); err != nil {
		t.Errorf("the next chart is not drawn: %v", err)
	}
}
