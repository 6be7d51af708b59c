package echarts

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"modernc.org/quickjs"
)

// Error is a script's refusal of an option.
type Error struct {
	Message string // in ECharts' or the engine's words
}

func (e *Error) Error() string { return "chart: " + e.Message }

// vm is one interpreter. One goroutine at a time may use it.
type vm struct{ js *quickjs.VM }

func newVM(p *Program) (*vm, error) {
	js, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start the interpreter: %w", err)
	}
	v := &vm{js}
	// The interpreter's garbage collector looks at everything each time; fewer passes over more garbage are faster.
	js.SetGCThreshold(16 << 20)
	err = js.RegisterFunc("hostMeasure", p.setter.measure, false)
	if err == nil {
		_, err = js.EvalBytecode(p.bytecode)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("load the chart scripts: %w", err), v.close())
	}
	js.SetMemoryLimit(p.memory)
	return v, nil
}

func (v *vm) close() error { return v.js.Close() }

// call calls a function of the scripts; ctx interrupts it. After an error the interpreter is not to be used again.
func (v *vm) call(ctx context.Context, name string, args ...any) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	interrupted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(interrupted)
		v.js.Interrupt()
	})
	result, err := v.js.Call(name, args...)
	if !stop() {
		<-interrupted
		return "", ctx.Err()
	}
	if err != nil {
		return "", &Error{firstLine(err.Error())}
	}
	text, _ := result.(string)
	return text, nil
}

// firstLine is the message of a script error without its stack.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimPrefix(strings.TrimSpace(line), "Error: ")
}
