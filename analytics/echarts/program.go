package echarts

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // for the scripts
	"encoding/json"
	"fmt"
	"image"
	"runtime/debug"
	"slices"

	"modernc.org/quickjs"
)

var (
	//go:embed script/environment.js
	environmentScript []byte
	//go:embed script/recorder.js
	recorderScript []byte
	//go:embed script/formatters.js
	formattersScript []byte
	//go:embed script/repair.js
	repairScript []byte
	//go:embed script/bootstrap.js
	bootstrapScript []byte
)

// Config is what a program is made of.
type Config struct {
	Script      []byte            // Apache ECharts, minified, version 6
	Extension   []byte            // a script that registers formatters with echartsFormatters.register
	Maps        map[string][]byte // GeoJSON of the maps that options may name
	Fonts       Fonts
	FontFamily  string  // how outputs name the font
	MemoryLimit uintptr // of one interpreter, in bytes; 0 means 512 MB
	// Compiled is what [Program.Compiled] gave for the same scripts: it saves compiling them. Of other scripts, or by another
	// version of the interpreter, it is passed over. It has to come from a trusted place, as the scripts themselves.
	Compiled []byte
}

// defaultMemory bounds an interpreter: the largest charts need a tenth of it.
const defaultMemory = 512 << 20

// Program is ECharts compiled once, for any number of interpreters. Any goroutine may use it.
type Program struct {
	bytecode []byte
	key      []byte // what the bytecode was made of
	setter   *typesetter
	family   string
	memory   uintptr
	script   []byte
	ext      []byte
	maps     map[string][]byte
}

// Compile compiles ECharts and the scripts around it, and loads the fonts.
func Compile(c Config) (*Program, error) {
	setter, err := newTypesetter(c.Fonts)
	if err != nil {
		return nil, err
	}
	p := &Program{setter: setter, family: c.FontFamily, memory: c.MemoryLimit, script: c.Script, ext: c.Extension, maps: c.Maps}
	if p.memory == 0 {
		p.memory = defaultMemory
	}
	source, err := sourceOf(c)
	if err != nil {
		return nil, err
	}
	p.key = keyOf(source)
	if code, ok := bytes.CutPrefix(c.Compiled, p.key); ok {
		p.bytecode = code
		return p, nil
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start the interpreter: %w", err)
	}
	p.bytecode, err = vm.Compile(string(source), quickjs.EvalGlobal)
	if closeErr := vm.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, fmt.Errorf("compile the chart scripts: %w", err)
	}
	return p, nil
}

// Compiled is the program's scripts as the interpreter reads them, for [Config.Compiled].
func (p *Program) Compiled() []byte { return slices.Concat(p.key, p.bytecode) }

// sourceOf is all scripts of a program, one after the other.
func sourceOf(c Config) ([]byte, error) {
	maps, err := mapsScript(c.Maps)
	if err != nil {
		return nil, err
	}
	var source []byte
	for _, part := range [][]byte{environmentScript, recorderScript, formattersScript, c.Script, repairScript, bootstrapScript, c.Extension, maps} {
		source = append(append(source, part...), "\n;\n"...)
	}
	return append(source, '0'), nil
}

// keyOf tells scripts, and the interpreter that compiled them, from others.
func keyOf(source []byte) []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", interpreterVersion())
	h.Write(source)
	return h.Sum(nil)
}

// interpreterVersion is the version of the interpreter in this build, empty where the build does not tell.
func interpreterVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "modernc.org/quickjs" {
			return m.Version
		}
	}
	return ""
}

// mapsScript hands the maps to the scripts as texts, which are read when an option first names them.
func mapsScript(maps map[string][]byte) ([]byte, error) {
	texts := make(map[string]string, len(maps))
	for name, text := range maps {
		if !json.Valid(text) {
			return nil, fmt.Errorf("map %s is no JSON", name)
		}
		texts[name] = string(text)
	}
	script, err := json.Marshal(texts)
	if err != nil {
		return nil, fmt.Errorf("write the maps: %w", err)
	}
	return fmt.Appendf(nil, "engine.maps = %s;", script), nil
}

// Image draws a scene at a scale: 2 makes an image of twice the width and height.
func (p *Program) Image(s *Scene, scale float64) *image.RGBA { return p.setter.draw(s, scale) }

// PNG draws a scene at a scale as a PNG file.
func (p *Program) PNG(s *Scene, scale float64) ([]byte, error) { return encodePNG(p.Image(s, scale)) }

// Render lays out one option in an interpreter of its own.
func (p *Program) Render(ctx context.Context, option []byte, width, height int) (*Scene, error) {
	pool := NewPool(p, 1)
	defer pool.Close()
	return pool.New(width, height).SetOption(ctx, option)
}
