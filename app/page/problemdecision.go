package page

import (
	"context"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/briefing"
	"anlan/analytics/problem"
	"anlan/app/state"
	"anlan/data/workspace"
)

// earlier are decisions as they were before one change, to take it back.
type earlier struct {
	decisions []workspace.Decision
	none      []string // keys under which there was none
}

func (p *ProblemsPage) keep(list []workspace.Decision) {
	p.decisions = make(map[string]workspace.Decision)
	for _, d := range list {
		p.decisions[d.Key] = d
	}
}

// decision is what was decided about a finding: about the leading one of its members, or, by an older version of the program,
// about the whole of it.
func (p *ProblemsPage) decision(f problem.Finding) workspace.Decision {
	for _, key := range []string{f.DecisionKeys()[0], f.Key()} {
		if d, known := p.decisions[key]; known {
			return d
		}
	}
	return workspace.Decision{State: workspace.DecisionOpen}
}

// change decides about a finding, and about all that it stands for.
func (p *ProblemsPage) change(f problem.Finding, change func(*workspace.Decision)) {
	after := p.decision(f)
	after.Statement = f.Statement(p.env.Words.Printer())
	change(&after)
	var list []workspace.Decision
	var before earlier
	for _, key := range f.DecisionKeys() {
		after.Key = key
		list = append(list, after)
		if d, known := p.decisions[key]; known {
			before.decisions = append(before.decisions, d)
		} else {
			before.none = append(before.none, key)
		}
	}
	p.save(func(ctx context.Context) error { return p.env.Workspace.Decide(ctx, list...) }, func() { p.earlier = append(p.earlier, before) })
}

// takeBack takes the newest change back.
func (p *ProblemsPage) takeBack() {
	if len(p.earlier) == 0 {
		return
	}
	last := p.earlier[len(p.earlier)-1]
	p.save(func(ctx context.Context) error { return p.env.Workspace.Redecide(ctx, last.decisions, last.none) },
		func() { p.earlier = p.earlier[:len(p.earlier)-1] })
}

// save changes the decisions in the workspace and shows what they are then.
func (p *ProblemsPage) save(write func(context.Context) error, done func()) {
	state.Load(p.env.Loader, "decide", func(ctx context.Context) ([]workspace.Decision, error) {
		if err := write(ctx); err != nil {
			return nil, err
		}
		return p.env.Workspace.Decisions(ctx)
	}, func(list []workspace.Decision, err error) {
		if err != nil {
			p.env.Fail(err)
			return
		}
		done()
		p.keep(list)
		p.showHead()
		p.showList()
		p.env.Repainted()
	})
}

// accept takes a finding as a problem to be dealt with, or opens it again.
func (p *ProblemsPage) accept(f problem.Finding) {
	p.change(f, func(d *workspace.Decision) {
		if d.State == workspace.DecisionAccepted {
			d.State = workspace.DecisionOpen
			return
		}
		d.State, d.Reason = workspace.DecisionAccepted, ""
	})
}

// pin puts the chart that shows a finding into the briefing, titled by what was found, and marks the finding. A second time
// takes the mark away; the slide is the briefing's from then on.
func (p *ProblemsPage) pin(f problem.Finding) {
	if !p.decision(f).Pinned {
		p.env.Desk.PutAs(briefing.Ask{Kind: f.Figure, Question: p.charts.Question()}, f.Statement(p.env.Words.Printer()))
	}
	p.change(f, func(d *workspace.Decision) { d.Pinned = !d.Pinned })
}

// dismiss sets a finding aside; the reason is asked for.
func (p *ProblemsPage) dismiss(f problem.Finding) {
	p.askText(p.env.Words.Say("problems.dismiss"), p.env.Words.Say("problems.why"), p.decision(f).Reason, true, func(text string) {
		p.change(f, func(d *workspace.Decision) {
			d.State, d.Reason, d.Pinned = workspace.DecisionDismissed, text, false
		})
	})
}

// writeNote keeps a note with a finding.
func (p *ProblemsPage) writeNote(f problem.Finding) {
	p.askText(p.env.Words.Say("problems.write"), p.env.Words.Say("problems.write"), p.decision(f).Note, false, func(text string) {
		p.change(f, func(d *workspace.Decision) { d.Note = text })
	})
}

func (p *ProblemsPage) askText(title, name, text string, needed bool, use func(string)) {
	say := p.env.Words.Say
	entry := widget.NewMultiLineEntry()
	entry.SetText(text)
	entry.Wrapping = fyne.TextWrapWord
	entry.SetMinRowsVisible(4)
	if needed {
		entry.Validator = func(text string) error {
			if strings.TrimSpace(text) == "" {
				return textError(say("problems.no_reason"))
			}
			return nil
		}
	}
	d := dialog.NewForm(title, say("ok"), say("cancel"), []*widget.FormItem{widget.NewFormItem(name, entry)}, func(ok bool) {
		if ok {
			use(strings.TrimSpace(entry.Text))
		}
	}, p.env.Window)
	d.Resize(p.env.dialogSize(520, 300))
	d.Show()
}

// textError is an error in words that a form shows.
type textError string

func (e textError) Error() string { return string(e) }

// threshold is one limit of the analysis, as the form shows it. Whole ones take no fraction.
type threshold struct {
	name  string
	value *float64
	whole *int
}

func thresholdsOf(t *problem.Thresholds) []threshold {
	return []threshold{
		{"false_alarms", &t.FalseAlarms, nil},
		{"excess", &t.Excess, nil},
		{"change", &t.Change, nil},
		{"contribution", &t.Contribution, nil},
		{"passing", nil, &t.Passing},
		{"quota_lead", &t.QuotaLead, nil},
		{"quota_chance", &t.QuotaChance, nil},
		{"bad_months", nil, &t.BadMonths},
		{"larger", nil, &t.Larger},
		{"repeats", nil, &t.Repeats},
		{"rectified", &t.Rectified, nil},
		{"hazards", nil, &t.Hazards},
		{"slow", &t.Slow, nil},
		{"overdue", &t.Overdue, nil},
		{"late", &t.Late, nil},
		{"inspected", &t.Inspected, nil},
		{"norm", &t.Norm, nil},
		{"reply", &t.Reply, nil},
		{"missing", nil, &t.Missing},
		{"unstated", &t.Unstated, nil},
		{"grave", &t.Grave, nil},
		{"serious", &t.Serious, nil},
	}
}

// editThresholds shows all limits, to change them.
func (p *ProblemsPage) editThresholds() {
	say := p.env.Words.Say
	edited := p.thresholds
	list := thresholdsOf(&edited)
	form := widget.NewForm()
	entries := make([]*widget.Entry, len(list))
	for i, one := range list {
		entries[i] = widget.NewEntry()
		entries[i].SetText(one.text())
		form.Append(say("problem.threshold."+one.name), entries[i])
	}
	d := dialog.NewCustomConfirm(say("problems.thresholds"), say("ok"), say("cancel"), container.NewVScroll(form), func(ok bool) {
		if !ok {
			return
		}
		for i, one := range list {
			if !one.read(entries[i].Text) {
				p.env.Notify(say("problems.bad_threshold", "name", say("problem.threshold."+one.name)))
				return
			}
		}
		p.thresholds = edited
		p.Show()
	}, p.env.Window)
	d.Resize(p.env.dialogSize(620, 620))
	d.Show()
}

func (t threshold) text() string {
	if t.whole != nil {
		return strconv.Itoa(*t.whole)
	}
	return strconv.FormatFloat(*t.value, 'f', -1, 64)
}

// read takes what was typed; false where it is no number that can be.
func (t threshold) read(text string) bool {
	text = strings.TrimSpace(text)
	if t.whole != nil {
		n, err := strconv.Atoi(text)
		*t.whole = n
		return err == nil && n >= 0
	}
	v, err := strconv.ParseFloat(text, 64)
	*t.value = v
	return err == nil && v >= 0 && !math.IsInf(v, 0) && (t.name != "false_alarms" || v > 0 && v < 1)
}
