package page_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/problem"
	"anlan/analytics/speech/refill"
	"anlan/app/page"
	"anlan/data/workspace"
)

const draftText = "截至12月23日，全市发生事故4414宗、死亡528人，同比去年全年分别下降10.11%和8.01%。今年以来，全市发生较大事故6宗，死亡582人。"

// openSpeech shows the page about drafts.
func (d *desk) openSpeech() *page.SpeechPage {
	d.tb.Helper()
	d.env.Window = d.window
	p, err := page.New(d.env, page.Speech)
	if err != nil {
		d.tb.Fatal(err)
	}
	d.page.Close()
	d.page = p
	d.window.SetContent(p.Object())
	p.Show()
	d.settle()
	return p.(*page.SpeechPage)
}

func TestADraftIsCheckedOnItsPage(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	if p.Title() != "讲话稿" {
		t.Errorf("without a draft the page says %q", p.Title())
	}
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(draftText), 0o600); err != nil {
		t.Fatal(err)
	}
	p.OpenFile(path)
	d.settle()
	for _, err := range d.errors {
		t.Error(err)
	}
	if !strings.Contains(p.Title(), "6 个数字") || !strings.Contains(p.Title(), "2 处错误") {
		t.Errorf("the page says %q", p.Title())
	}
	p.Choose(0)
	if said := texts(p.Object()); !strings.Contains(said, "4910") || !strings.Contains(said, "10.10%") {
		t.Errorf("a click does not say why: %s", said)
	}
}

// TestTheParagraphsAreWrittenAndFoundRight writes about the selection: what is written is found right.
func TestTheParagraphsAreWrittenAndFoundRight(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	p.Write()
	d.settle()
	for _, err := range d.errors {
		t.Error(err)
	}
	if text := d.env.Draft.Text; !strings.Contains(text, "4414宗") || !strings.Contains(text, "下降7.83%和5.71%") {
		t.Errorf("the page writes %q", text)
	}
	if !strings.Contains(p.Title(), "0 处错误，0 处要注意") || !strings.Contains(p.Title(), "0 个无法核对") {
		t.Errorf("the page says %q", p.Title())
	}
}

// TestEnglishParagraphsKeepTheirProof writes in English, which the check does not read.
func TestEnglishParagraphsKeepTheirProof(t *testing.T) {
	d := newDesk(t, analytics.English, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	p.Write()
	d.settle()
	if !strings.Contains(p.Title(), "0 not checkable") || strings.Contains(p.Title(), " 0 right") {
		t.Errorf("the page says %q", p.Title())
	}
	p.Choose(0)
	if said := texts(p.Object()); !strings.Contains(said, "4,414") || !strings.Contains(said, "SELECT") {
		t.Errorf("a click does not say why: %s", said)
	}
}

// TestAnOlderCheckIsNotShown changes the draft while it is being checked.
func TestAnOlderCheckIsNotShown(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	p.Use(page.Draft{Text: draftText})
	p.Use(page.Draft{Text: "全市发生事故4414宗。"})
	d.settle()
	if !strings.Contains(p.Title(), "1 个数字") {
		t.Errorf("the page says %q", p.Title())
	}
	p.Use(page.Draft{})
	d.settle()
	if p.Title() != "讲话稿" {
		t.Errorf("an emptied draft leaves %q", p.Title())
	}
}

// TestADraftOutlivesItsPage makes the page anew, as another language or theme does.
func TestADraftOutlivesItsPage(t *testing.T) {
	d := newDesk(t, analytics.English, fyne.NewSize(1432, 804))
	d.openSpeech().Use(page.Draft{Text: draftText})
	d.settle()
	if p := d.openSpeech(); !strings.Contains(p.Title(), "2 wrong") {
		t.Errorf("the page says %q", p.Title())
	}
}

func TestTheDraftPageFitsASmallLaptop(t *testing.T) {
	d := newDesk(t, analytics.English, fyne.NewSize(1024-168, 560))
	p := d.openSpeech()
	p.Use(page.Draft{Text: draftText})
	d.settle()
	if size := p.Object().MinSize(); size.Width > 1024-168 || size.Height > 560 {
		t.Errorf("the page needs %v", size)
	}
}

// accept accepts all findings that say that something is wrong in the desk's selection.
func (d *desk) accept() int {
	d.tb.Helper()
	now := d.history.Now()
	a, err := problem.Analyse(d.tb.Context(), d.env.Engine, problem.Inquiry{Period: now.Period, Basis: now.Basis, Thresholds: problem.Defaults()})
	if err != nil {
		d.tb.Fatal(err)
	}
	n := 0
	for _, f := range a.Findings {
		if f.Kind == problem.Praise {
			continue
		}
		n++
		if err := d.env.Workspace.Decide(d.tb.Context(), workspace.Decision{Key: f.Key(), State: workspace.DecisionAccepted, Statement: f.Key()}); err != nil {
			d.tb.Fatal(err)
		}
	}
	return n
}

// TestAcceptedProblemsAreWritten writes the problems once they are accepted; before, the page says that none is.
func TestAcceptedProblemsAreWritten(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	p.Write()
	d.settle()
	if !strings.Contains(p.Subtitle(), "没有已采纳的问题") {
		t.Errorf("the page says %q", p.Subtitle())
	}
	n := d.accept()
	p.Write()
	d.settle()
	if text := d.env.Draft.Text; n < 8 || strings.Count(text, "\n") < 7+n || !strings.Contains(text, "塘厦的道路交通领域共发生事故273宗") {
		t.Errorf("of %d problems the page writes %q", n, text)
	}
	if !strings.Contains(p.Title(), "0 处错误，0 处要注意") || !strings.Contains(p.Title(), "0 个无法核对") {
		t.Errorf("the page says %q", p.Title())
	}
}

// TestMovedNumbersAreMarked changes the data below a text: two more died in an accident of Tangxia, in the whole city 530
// instead of 528. The numbers are marked until they are taken as known.
func TestMovedNumbersAreMarked(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	p.Write()
	d.settle()
	err := d.env.Workspace.Write(t.Context(), func(tx *workspace.Tx) error {
		return tx.Exec(t.Context(), `UPDATE accident SET deaths = deaths + 2 WHERE rowid = (
			SELECT min(rowid) FROM accident WHERE occurred_on BETWEEN DATE '2011-01-01' AND DATE '2011-12-23' AND deaths = 1 AND grade IS NOT NULL)`)
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Show()
	d.settle()
	p.Choose(0)
	if said := texts(p.Object()); !strings.Contains(d.env.Draft.Text, "死亡530人") || !strings.Contains(said, "528人 → 530人（+2") || !strings.Contains(p.Subtitle(), "个数字有变动") {
		t.Errorf("%s\nsays %s\n%s", d.env.Draft.Text, p.Subtitle(), said)
	}
	// Another window finds the kept text, and the same numbers moved.
	d.env.Draft = nil
	p = d.openSpeech()
	if !strings.Contains(d.env.Draft.Text, "死亡530人") || !strings.Contains(p.Subtitle(), "个数字有变动") {
		t.Errorf("a new window says %q about %q", p.Subtitle(), d.env.Draft.Text)
	}
	p.KeepMoved()
	d.settle()
	if strings.Contains(p.Subtitle(), "有变动") || strings.Contains(p.Title(), "1 处要注意") {
		t.Errorf("numbers that are known are still marked: %s, %s", p.Title(), p.Subtitle())
	}
	for _, err := range d.errors {
		t.Error(err)
	}
}

// TestLastYearsSpeech fills a text of 2010, confirms a figure, refuses another, and finds both decided in another window.
func TestLastYearsSpeech(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	p := d.openSpeech()
	path := filepath.Join(t.TempDir(), "去年.txt")
	if err := os.WriteFile(path, []byte("截至12月23日，全市发生事故4789宗、死亡560人，事故大幅下降。全市建成消防水池35座。"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.OpenOld(path)
	d.settle()
	if !strings.Contains(p.Title(), "已绑定 2 个，未绑定 1 个") || !strings.Contains(p.Title(), "语气 1 处") {
		t.Errorf("the page says %q", p.Title())
	}
	figures := p.Refilled().Figures
	p.Decide(figures[0], refill.Binding{Verdict: refill.Confirmed, Query: figures[0].Before.Query})
	d.settle()
	p.Decide(p.Refilled().Figures[1], refill.Binding{Verdict: refill.Refused})
	d.settle()
	p.ChooseRefilled(0)
	if said := texts(p.Object()); !strings.Contains(said, "4414") || !strings.Contains(said, "4789") {
		t.Errorf("a click does not say what binds a figure: %s", said)
	}
	d.env.Draft = nil
	p = d.openSpeech()
	p.OpenOld(path)
	d.settle()
	r := p.Refilled()
	if r.Figures[0].Verdict != refill.Confirmed || r.Figures[1].Verdict != refill.Refused || !strings.HasPrefix(r.Text, "截至12月23日，全市发生事故4414宗、死亡560人") {
		t.Errorf("%s: %+v", r.Text, r.Figures)
	}
	if size := p.Object().MinSize(); size.Width > 1024-168 || size.Height > 560 {
		t.Errorf("the page needs %v", size)
	}
	for _, err := range d.errors {
		t.Error(err)
	}
}

// texts are what the labels below an object say.
func texts(o fyne.CanvasObject) string {
	said := ""
	switch o := o.(type) {
	case *widget.Label:
		return o.Text + "\n"
	case *container.Split:
		return texts(o.Leading) + texts(o.Trailing)
	case *container.Scroll:
		return texts(o.Content)
	case *fyne.Container:
		for _, part := range o.Objects {
			said += texts(part)
		}
	}
	return said
}
