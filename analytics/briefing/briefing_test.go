package briefing_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/query"
)

// same compares briefings by what they say.
// same takes long byte strings as a whole: going through them byte by byte takes minutes under the race detector.
var same = cmp.Options{
	cmpopts.IgnoreUnexported(briefing.Frozen{}), cmpopts.EquateEmpty(),
	cmp.FilterValues(func(a, b []byte) bool { return len(a)+len(b) > 0 }, cmp.Comparer(bytes.Equal)),
}

func encoded(t *testing.T, b briefing.Briefing) []byte {
	t.Helper()
	content, err := briefing.Encode(b)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestComposed looks for the year's figures, which the speech states.
func TestComposed(t *testing.T) {
	if len(made.Slides) < 8 {
		t.Fatalf("only %d slides", len(made.Slides))
	}
	first := made.Slides[0]
	if first.Type != briefing.FindingSlide || !strings.Contains(first.Name(), "4414") || !strings.Contains(first.Name(), "528") {
		t.Errorf("the first slide says %q", first.Name())
	}
	for _, s := range made.Slides {
		if s.Name() == "" || s.Subtitle() == "" || s.Frozen.State.Checksum != state.Checksum || len(s.Frozen.Sources) == 0 {
			t.Errorf("slide %s says %q, %q", s.Frozen.Ask.Kind, s.Name(), s.Subtitle())
		}
		if (s.Type == briefing.ChartSlide) != (s.Frozen.Option != nil) {
			t.Errorf("slide %s of type %s has an option of %d bytes", s.Frozen.Ask.Kind, s.Type, len(s.Frozen.Option))
		}
	}
}

// TestFrozenIsWhatTheEngineSays draws every kind of figure directly and compares it with what was frozen.
func TestFrozenIsWhatTheEngineSays(t *testing.T) {
	for i, kind := range figure.Kinds() {
		if raceDetector && i%4 != 0 {
			continue
		}
		direct, err := kind.Draw(t.Context(), city, question, look.Style())
		if err != nil {
			t.Fatal(err)
		}
		frozen, err := briefing.Freeze(t.Context(), city, briefing.Ask{Kind: kind.ID, Question: question}, look, state)
		if err != nil {
			t.Errorf("%s: %v", kind.ID, err)
			continue
		}
		if frozen.Finding.String() != direct.Finding.String() || frozen.Subtitle != direct.Subtitle || frozen.Empty != direct.Empty {
			t.Errorf("%s says %q, %q; frozen %q, %q", kind.ID, direct.Finding, direct.Subtitle, frozen.Finding, frozen.Subtitle)
		}
		if direct.Option == nil {
			continue
		}
		option, err := direct.Static()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(option, frozen.Option) {
			t.Errorf("%s is drawn otherwise when it is frozen", kind.ID)
		}
	}
}

// few is a briefing, cut short under the race detector.
func few(b briefing.Briefing) briefing.Briefing {
	if raceDetector {
		b.Slides = b.Slides[:6]
	}
	return b
}

func TestRoundTrip(t *testing.T) {
	b := few(made)
	b.Slides = append([]briefing.Slide{briefing.NewText("=HYPERLINK(\"http://x\")", "<script>alert(1)</script>\n二")}, b.Slides...)
	b.Slides[2].Marks = []briefing.Annotation{{Kind: briefing.ArrowMark, Text: "看这里", X: 0.2, Y: 0.3, ToX: 0.5, ToY: 1}}
	b.Slides[2].Notes = "先说总数"
	content := encoded(t, b)
	read, err := briefing.Decode(content)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b, read, same); diff != "" {
		t.Errorf("after writing and reading (-want +got):\n%s", diff)
	}
	if again := encoded(t, read); !bytes.Equal(again, content) {
		t.Error("the same briefing is written otherwise the second time")
	}
	t.Logf("%d slides are %d bytes", len(b.Slides), len(content))
}

// TestVerify recomputes an untouched file, and one in which somebody changed a figure.
func TestVerify(t *testing.T) {
	read, err := briefing.Decode(encoded(t, made))
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := briefing.Verify(t.Context(), read, nil)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, v := range verdicts {
		total += v.Numbers
		if v.Err != nil || v.Identical != v.Numbers || v.Numbers == 0 {
			t.Errorf("slide %d %q: %d of %d identical, %v %v", v.Slide, v.Name, v.Identical, v.Numbers, v.Err, v.Differ)
		}
	}
	if total < 1000 {
		t.Errorf("only %d numbers were compared", total)
	}
	changed := *read.Slides[1].Frozen
	changed.Option = bytes.Replace(changed.Option, []byte(`"value":4`), []byte(`"value":5`), 1)
	changed.Finding = figure.Sentence{{Text: strings.Replace(read.Slides[1].Frozen.Finding.String(), "1", "2", 1)}}
	if bytes.Equal(changed.Option, read.Slides[1].Frozen.Option) {
		t.Fatal("nothing was changed")
	}
	read.Slides[1].Frozen = &changed
	verdicts, err = briefing.Verify(t.Context(), read, nil)
	if err != nil {
		t.Fatal(err)
	}
	if v := verdicts[1]; v.Numbers-v.Identical < 2 || len(v.Differ) < 2 {
		t.Errorf("changed figures go unnoticed: %+v", v)
	}
}

// shifted are answers in which every first figure is one more.
type shifted struct{ figure.Answers }

func (s shifted) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	frame, err := s.Answers.Run(ctx, q)
	if err != nil || len(frame.Total) == 0 {
		return frame, err
	}
	frame.Total = append([]engine.Value{}, frame.Total...)
	frame.Total[0].Now++
	return frame, nil
}

// TestRefresh freezes a slide over newer data: what a person added stays, the numbers that moved are counted.
func TestRefresh(t *testing.T) {
	old := made.Slides[0]
	old.Title, old.Notes = "题目", "说明"
	if v := old.Frozen.Changed(old.Frozen); v.Identical != v.Numbers {
		t.Errorf("a figure differs from itself: %+v", v)
	}
	fresh, err := old.Refresh(t.Context(), shifted{city}, state)
	if err != nil {
		t.Fatal(err)
	}
	v := old.Frozen.Changed(fresh.Frozen)
	if v.Identical == v.Numbers || !strings.Contains(fresh.Frozen.Finding.String(), "4415") {
		t.Errorf("the newer figure says %q, %+v", fresh.Frozen.Finding, v)
	}
	if fresh.ID != old.ID || fresh.Name() != "题目" || fresh.Notes != "说明" {
		t.Errorf("refreshed: %+v", fresh)
	}
}

// TestFollowUps answers the questions about the first town from the file alone, and holds them against the engine.
func TestFollowUps(t *testing.T) {
	read, err := briefing.Decode(encoded(t, made))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range read.Slides {
		if s.Frozen.Ask.Kind != "towns" {
			continue
		}
		list := s.Frozen.FollowUps(t.Context(), 0, 0)
		var names []string
		for _, f := range list {
			names = append(names, f.Name)
			answer, err := s.Frozen.Answer(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			kind, err := figure.KindByID(f.Ask.Kind)
			if err != nil {
				t.Fatal(err)
			}
			direct, err := kind.Draw(t.Context(), city, f.Ask.Question, look.Style())
			if err != nil {
				t.Fatal(err)
			}
			if direct.Finding.String() != answer.Finding.String() {
				t.Errorf("%s is answered %q, the engine says %q", f.Name, answer.Finding, direct.Finding)
			}
		}
		if diff := cmp.Diff([]string{"which_sector", "year_before"}, names); diff != "" {
			t.Errorf("follow-ups of a town (-want +got):\n%s", diff)
		}
		if list := s.Frozen.FollowUps(t.Context(), 0, 500); list != nil {
			t.Errorf("a mark that is not there leads to %v", list)
		}
		return
	}
	t.Fatal("there is no slide about towns")
}

func TestEdits(t *testing.T) {
	e := briefing.NewEditor(made)
	order := func() string {
		var names []string
		for _, s := range e.Briefing().Slides {
			names = append(names, s.Name())
		}
		return strings.Join(names, "|")
	}
	before := order()
	n := len(made.Slides)
	e.Move(0, n-1)
	e.Rename(n-1, " 总数 ")
	e.Annotate(0, briefing.Annotation{Kind: briefing.TextMark, Text: "注", X: 0.5, Y: 0.5})
	e.Insert(1, briefing.NewText("插页", "内容"))
	e.Remove(2)
	e.Move(0, 99)
	e.Remove(-1)
	e.Erase(0, false)
	after := order()
	if got := e.Briefing().Slides; got[n-1].Title != "总数" || got[1].Title != "插页" || len(got) != n || len(got[0].Marks) != 0 {
		t.Errorf("after the edits: %s", after)
	}
	steps := 0
	for e.Undo() {
		steps++
	}
	if steps != 6 || order() != before || made.Slides[0].Marks != nil || e.CanUndo() {
		t.Errorf("%d steps undone lead to %s", steps, order())
	}
	for e.Redo() {
	}
	if order() != after || e.CanRedo() {
		t.Errorf("redone: %s, want %s", order(), after)
	}
	e.Undo()
	e.Retitle("新题")
	if e.CanRedo() || e.Briefing().Title != "新题" {
		t.Error("a change after an undo keeps what was undone")
	}
}

// rewritten is a briefing file with one entry changed.
func rewritten(t *testing.T, content []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, name) {
			text = change(text)
		}
		entry, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestHostileFiles reads what is no briefing, or claims to be one: always an error of its kind, never a panic.
func TestHostileFiles(t *testing.T) {
	good := encoded(t, few(made))
	manifest := func(change func(map[string]any)) []byte {
		return rewritten(t, good, "briefing.json", func(text []byte) []byte {
			var m map[string]any
			if err := json.Unmarshal(text, &m); err != nil {
				t.Fatal(err)
			}
			change(m)
			text, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			return text
		})
	}
	slide := func(m map[string]any, i int) map[string]any { return m["Slides"].([]any)[i].(map[string]any) }
	for name, tc := range map[string]struct {
		content []byte
		kind    error
	}{
		"empty":           {nil, briefing.ErrForeign},
		"text":            {[]byte("汇报"), briefing.ErrForeign},
		"cut off":         {good[:len(good)/2], briefing.ErrForeign},
		"another archive": {rewritten(t, good, "briefing.json", func([]byte) []byte { return []byte("[]") }), briefing.ErrForeign},
		"newer":           {manifest(func(m map[string]any) { m["Format"] = 99 }), briefing.ErrNewer},
		"no figure":       {manifest(func(m map[string]any) { slide(m, 1)["Figure"] = "figures/none.json" }), briefing.ErrDamaged},
		"outside":         {manifest(func(m map[string]any) { slide(m, 1)["Data"] = "../../etc/passwd" }), briefing.ErrDamaged},
		"type":            {manifest(func(m map[string]any) { slide(m, 1)["Type"] = "video" }), briefing.ErrDamaged},
		"twice":           {manifest(func(m map[string]any) { slide(m, 1)["ID"] = slide(m, 0)["ID"] }), briefing.ErrDamaged},
		"long":            {manifest(func(m map[string]any) { slide(m, 1)["Notes"] = strings.Repeat("字", 100_000) }), briefing.ErrDamaged},
		"far off": {manifest(func(m map[string]any) {
			slide(m, 1)["Marks"] = []any{map[string]any{"Kind": "text", "X": 7}}
		}), briefing.ErrDamaged},
		"language":    {manifest(func(m map[string]any) { m["Language"] = "xx" }), briefing.ErrDamaged},
		"odd figures": {rewritten(t, good, "figures/", func([]byte) []byte { return []byte(`{"Look":{"Text":15},"Option":"no"}`) }), briefing.ErrDamaged},
	} {
		var file *briefing.FileError
		if _, err := briefing.Decode(tc.content); !errors.As(err, &file) || !errors.Is(err, tc.kind) {
			t.Errorf("%s: %v, want %v", name, err, tc.kind)
		}
	}
	b, err := briefing.Decode(rewritten(t, good, "data/", func([]byte) []byte { return []byte("no gzip") }))
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := briefing.Verify(t.Context(), b, nil)
	if err != nil || verdicts[0].Err == nil {
		t.Errorf("data that cannot be unpacked verify as %+v, %v", verdicts[0], err)
	}
	b, err = briefing.Decode(rewritten(t, good, "figures/", func(text []byte) []byte {
		return bytes.Replace(text, []byte(`"series":[{`), []byte(`"title":{"text":"x","link":"javascript:alert(1)"},"series":[{`), 1)
	}))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range b.Slides {
		if bytes.Contains(s.Frozen.Option, []byte("javascript:")) {
			t.Error("an option leads elsewhere")
		}
	}
}

func FuzzDecode(f *testing.F) {
	small := made
	small.Slides = small.Slides[:1]
	content, err := briefing.Encode(small)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		b, err := briefing.Decode(content)
		if err != nil {
			return
		}
		if _, err := briefing.Encode(b); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	})
}

// TestPlots holds the figures of native charts against the engine's.
func TestPlots(t *testing.T) {
	towns, err := briefing.Freeze(t.Context(), city, briefing.Ask{Kind: "towns", Question: question}, look, state)
	if err != nil {
		t.Fatal(err)
	}
	p, ok := towns.Plot()
	if !ok || !p.Across || len(p.Series) != 1 || len(p.Categories) != 12 {
		t.Fatalf("the plot of the towns: %v %+v", ok, p)
	}
	sum := 0.0
	for _, v := range p.Series[0].Values {
		sum += v.Value
	}
	if sum != 4414 {
		t.Errorf("the bars of the towns add up to %g, want 4414", sum)
	}
	heat, err := briefing.Freeze(t.Context(), city, briefing.Ask{Kind: "sector-town", Question: question}, look, state)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := heat.Plot(); ok {
		t.Error("a heat map is taken for a chart of bars and lines")
	}
}

// TestAnnotated draws every kind of annotation.
func TestAnnotated(t *testing.T) {
	s := made.Slides[1]
	plain, err := s.Drawn(900, 400)
	if err != nil || !bytes.Equal(plain, s.Frozen.Option) {
		t.Fatalf("without annotations the option is another one: %v", err)
	}
	s.Marks = []briefing.Annotation{
		{Kind: briefing.TextMark, Text: "字", X: 0.5, Y: 0.5},
		{Kind: briefing.ArrowMark, X: 0.1, Y: 0.1, ToX: 0.5, ToY: 0.5, Text: "箭"},
		{Kind: briefing.DatumMark, Series: 0, Index: 3, Text: "高温"},
		{Kind: briefing.DatumMark, Series: 50, Index: 3},
		{Kind: briefing.DatumMark, Index: 5000},
	}
	option, err := s.Drawn(900, 400)
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		Graphic []struct{ Type string }
		Series  []struct{ Data []json.RawMessage }
	}
	if err := json.Unmarshal(option, &o); err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, g := range o.Graphic {
		types = append(types, g.Type)
	}
	if diff := cmp.Diff([]string{"text", "line", "polygon", "text"}, types); diff != "" {
		t.Errorf("drawn (-want +got):\n%s", diff)
	}
	if !strings.Contains(string(o.Series[0].Data[3]), "高温") {
		t.Errorf("the datum is %s", o.Series[0].Data[3])
	}
}

// TestEnglish composes in English: no Chinese stands in it but names.
func TestEnglish(t *testing.T) {
	english := look
	english.Language = analytics.English
	b, err := briefing.Compose(t.Context(), city, question, english, state, state.At)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range b.Slides {
		if strings.ContainsAny(s.Name()+s.Subtitle()+s.Foot(b.Language), "的年月日宗人") {
			t.Errorf("an English slide says %q, %q, %q", s.Name(), s.Subtitle(), s.Foot(b.Language))
		}
	}
}
