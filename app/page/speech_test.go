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
	"anlan/app/page"
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
