// Package pptx writes briefings as presentations whose texts can be edited and whose charts are native. PptxGenJS does it, in
// a JavaScript interpreter in the process.
package pptx

import (
	"context"
	_ "embed" // for the scripts
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"modernc.org/quickjs"

	"anlan/analytics/briefing"
	"anlan/assets"
)

var (
	//go:embed environment.js
	environmentScript string
	//go:embed deck.js
	deckScript string
)

// Write makes the presentation.
func Write(ctx context.Context, artist *briefing.Artist, b briefing.Briefing) ([]byte, error) {
	p, err := planOf(ctx, artist, b)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write the plan of the presentation: %w", err)
	}
	return build(ctx, string(text))
}

// memoryLimit bounds the interpreter, in bytes.
const memoryLimit = 1 << 30

// build lets the scripts make the file.
func build(ctx context.Context, plan string) (file []byte, err error) {
	js, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start the interpreter: %w", err)
	}
	defer func() { err = errors.Join(err, js.Close()) }()
	js.SetMemoryLimit(memoryLimit)
	js.SetGCThreshold(64 << 20)
	stop := context.AfterFunc(ctx, js.Interrupt)
	defer stop()
	for _, script := range []string{environmentScript, string(assets.PptxGenJS()), deckScript} {
		if _, err := js.Eval(script+"\n;0", quickjs.EvalGlobal); err != nil {
			return nil, fmt.Errorf("load the scripts of presentations: %w", err)
		}
	}
	if _, err := js.Call("deck.build", plan); err != nil {
		return nil, fmt.Errorf("make the presentation: %w", err)
	}
	return await(ctx, js)
}

// await runs what the scripts have put off until the file is there.
func await(ctx context.Context, js *quickjs.VM) ([]byte, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		jobs, err := js.ExecutePendingJobs()
		if err != nil {
			return nil, fmt.Errorf("make the presentation: %w", err)
		}
		timers, err := js.Call("deck.step")
		if err != nil {
			return nil, fmt.Errorf("make the presentation: %w", err)
		}
		done, err := js.Call("deck.done")
		if err != nil {
			return nil, fmt.Errorf("make the presentation: %w", err)
		}
		text, _ := done.(string)
		switch {
		case strings.HasPrefix(text, "!"):
			return nil, fmt.Errorf("make the presentation: %s", text[1:])
		case text != "":
			return base64.StdEncoding.DecodeString(text)
		case jobs == 0 && timers == "0":
			return nil, errors.New("make the presentation: the scripts stopped without a file")
		}
	}
}
