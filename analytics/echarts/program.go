package echarts

import (
	"context"
	_ "embed" // for the scripts
	"encoding/json"
	"errors"
	"fmt"
	"image"

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
}

// defaultMemory bounds an interpreter: the largest charts need a tenth of it.
const defaultMemory = 512 << 20

// Program is ECharts compiled once, for any number of interpreters. Any goroutine may use it.
type Program struct {
	bytecode []byte
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
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("start the interpreter: %w", err)
	}
	maps, err := mapsScript(c.Maps)
	if err != nil {
		return nil, errors.Join(err, vm.Close())
	}
	var source []byte
	for _, part := range [][]byte{environmentScript, recorderScript, formattersScript, c.Script, repairScript, bootstrapScript, c.Extension, maps} {
		source = append(append(source, part...), "\n;\n"...)
	}
	p.bytecode, err = vm.Compile(string(source)+"0", quickjs.EvalGlobal)
	if closeErr := vm.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, fmt.Errorf("compile the chart scripts: %w", err)
	}
	return p, nil
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
