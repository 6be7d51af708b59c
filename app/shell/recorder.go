package shell

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/echarts"
	"anlan/app/chartview"
)

// recorder writes what the window shows into a file, for a test that looks at the program from outside.
type recorder struct {
	path  string
	shell *Shell
	count int
	notes []string
	fails []string
}

// record is what the file says. Places are in pixels of the window.
type record struct {
	Page      string        `json:"page"`
	Title     string        `json:"title"`
	Ready     bool          `json:"ready"`
	Repaints  int           `json:"repaints"`
	Dark      bool          `json:"dark"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	Basis     string        `json:"basis"`
	Measure   string        `json:"measure"`
	Where     []filter      `json:"where"`
	AsOf      time.Time     `json:"as_of,omitzero"`
	Footer    string        `json:"footer"`
	Notes     []string      `json:"notes"`
	Errors    []string      `json:"errors"` // that were shown since the start
	Over      []string      `json:"over"`   // texts of the dialog that lies on top
	Charts    []chartRecord `json:"charts"`
	WrittenAt time.Time     `json:"written_at"`
}

type filter struct {
	Dimension string   `json:"dimension"`
	Keys      []string `json:"keys"`
}

type chartRecord struct {
	Kind   string       `json:"kind"`
	X      float32      `json:"x"`
	Y      float32      `json:"y"`
	Width  float32      `json:"width"`
	Height float32      `json:"height"`
	Marks  int          `json:"marks"` // drawn, their parts too
	Empty  bool         `json:"empty"` // it says why there is nothing to draw
	Texts  []textRecord `json:"texts"`
}

type textRecord struct {
	Text string  `json:"text"`
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
}

// note adds an error or a message.
func (r *recorder) note(text string) {
	r.notes = append(r.notes, text)
	r.write()
}

// failed adds an error that is shown.
func (r *recorder) failed(text string) {
	r.fails = append(r.fails, text)
	r.note(text)
}

// write writes the file, in one step.
func (r *recorder) write() {
	if r.path == "" {
		return
	}
	r.count++
	text, err := json.MarshalIndent(r.record(), "", " ")
	if err == nil {
		temporary := filepath.Join(filepath.Dir(r.path), "."+filepath.Base(r.path))
		if err = os.WriteFile(temporary, text, 0o600); err == nil {
			err = os.Rename(temporary, r.path)
		}
	}
	if err != nil {
		slog.Error("write the window's state", "error", err)
	}
}

func (r *recorder) record() record {
	s := r.shell
	now := s.history.Now()
	out := record{
		Page: string(s.current), Repaints: r.count, Dark: s.dark, From: now.Period.From.Format(time.DateOnly), To: now.Period.To.Format(time.DateOnly), Basis: string(now.Basis),
		Measure: string(now.Measure), Footer: s.footer.Text(), Notes: r.notes, WrittenAt: time.Now(), Ready: !s.loader.Busy(),
		Errors: r.fails, AsOf: s.known.Known(),
	}
	if top := s.window.Canvas().Overlays().Top(); top != nil && top.Visible() {
		out.Over = labelsOf(top)
	}
	for _, c := range now.Where {
		out.Where = append(out.Where, filter{string(c.Dimension), c.Keys})
	}
	p := s.pages[s.current]
	if p == nil {
		return out
	}
	out.Title = p.Title()
	for kind, view := range p.Charts() {
		out.Charts = append(out.Charts, chartOf(kind, view))
		out.Ready = out.Ready && view.Ready() && (view.Scene() != nil || view.Empty())
	}
	return out
}

func chartOf(kind string, view *chartview.View) chartRecord {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(view)
	c := chartRecord{Kind: kind, X: at.X, Y: at.Y, Width: view.Size().Width, Height: view.Size().Height, Empty: view.Empty()}
	if scene := view.Scene(); scene != nil {
		c.Texts, c.Marks = textsOf(scene), marksOf(scene)
	}
	return c
}

// textsOf lists the texts of a scene with their places.
func textsOf(scene *echarts.Scene) []textRecord {
	var list []textRecord
	for _, m := range scene.Marks {
		if m.Text != nil {
			list = append(list, textRecord{m.Text.String, m.Matrix[0]*m.Text.X + m.Matrix[2]*m.Text.Y + m.Matrix[4], m.Matrix[1]*m.Text.X + m.Matrix[3]*m.Text.Y + m.Matrix[5]})
		}
		if m.Layer != nil {
			list = append(list, textsOf(m.Layer.Scene)...)
		}
	}
	return list
}

// marksOf counts the marks of a scene, those of its layers too.
func marksOf(scene *echarts.Scene) int {
	n := 0
	for _, m := range scene.Marks {
		n++
		if m.Layer != nil {
			n += marksOf(m.Layer.Scene)
		}
	}
	return n
}

// labelsOf lists the texts of the labels within an object.
func labelsOf(o fyne.CanvasObject) []string {
	switch o := o.(type) {
	case *widget.Label:
		return []string{o.Text}
	case *widget.PopUp:
		return labelsOf(o.Content)
	case *container.Scroll:
		return labelsOf(o.Content)
	case *container.ThemeOverride:
		return labelsOf(o.Content)
	case *fyne.Container:
		var list []string
		for _, part := range o.Objects {
			list = append(list, labelsOf(part)...)
		}
		return list
	}
	return nil
}
