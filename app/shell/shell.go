// Package shell is the main window: navigation, filter bar, footer, shortcuts, dialogs, and what the window remembers.
package shell

import (
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/speech/source"
	"anlan/app/chartview"
	"anlan/app/keep"
	"anlan/app/page"
	"anlan/app/projector"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/app/words"
	"anlan/assets"
	"anlan/data/workspace"
)

// Source is the workspace that the window shows.
type Source struct {
	Workspace *workspace.Workspace
	Sample    bool // the demonstration city
}

// Config is what a window needs from outside.
type Config struct {
	App    fyne.App
	Words  *words.Words
	Charts *chartview.Engine
	// Open opens the workspace to show; OpenOwn the one that imports go to while a demonstration is shown.
	Open    func(context.Context) (Source, error)
	OpenOwn func(context.Context) (Source, error)
	// OpenSample makes the demonstration city, for when Open fails.
	OpenSample func(context.Context) (Source, error)
	StateFile  string // where the window's state is written after every change, for tests; empty: nowhere
}

// Shell is the main window.
type Shell struct {
	config   Config
	window   fyne.Window
	loader   *state.Loader
	palette  assets.Palette
	dark     bool
	size     int // of texts
	words    *words.Words
	source   Source
	engine   *engine.Engine // over what is known now
	known    *engine.Engine // over what was known at the moment that is looked at; the engine where that is the present
	coverage analytics.Period
	history  *state.History
	env      *page.Env
	pages    map[page.ID]page.Page // those that were shown; made anew for another workspace or theme
	current  page.ID
	filters  *filterBar
	footer   *widgets.Line
	message  *widgets.Line
	foot     *fyne.Container
	nav      map[page.ID]*widgets.Pill
	stage    *fyne.Container
	bar      *fyne.Container
	city     *widgets.Line
	recorder *recorder
	draft    page.Draft           // on the page 讲话稿
	intake   page.Intake          // on the page 数据
	onStage  *projector.Show      // nil while no briefing is shown
	desk     *page.Desk           // the briefing that is worked on
	deskOf   *workspace.Workspace // where it is kept
	tidy     sync.Once
	ready    map[page.ID]string // what pages were prepared for that are not shown
}

// Run shows the window until it is closed.
func Run(ctx context.Context, config Config) error {
	s := New(ctx, config)
	s.window.SetMaster()
	stop := context.AfterFunc(ctx, func() { fyne.Do(config.App.Quit) })
	defer stop()
	config.App.Lifecycle().SetOnStarted(s.fitScreen)
	s.window.ShowAndRun()
	return s.Close()
}

// New makes the window, still without data: the workspace and the chart engine are opened beside it.
func New(ctx context.Context, config Config) *Shell {
	s := &Shell{
		config: config, words: config.Words, loader: state.NewLoader(ctx, fyne.Do), history: state.NewHistory(state.Selection{}),
		current: page.Overview, nav: make(map[page.ID]*widgets.Pill), pages: make(map[page.ID]page.Page), ready: make(map[page.ID]string),
	}
	s.openAll() // first: making the window reads the fonts, which takes a while
	s.useTheme(config.App.Preferences().Bool(keyDark), config.App.Preferences().Int(keySize))
	s.current = s.rememberedPage()
	s.window = config.App.NewWindow(s.words.Say("window.title"))
	s.recorder = &recorder{path: config.StateFile, shell: s}
	s.loader.OnRest(func() { // after the last thing that was shown, whatever it was
		s.recorder.write()
		s.ahead()
	})
	s.window.SetPadded(false)
	s.window.SetContent(s.build())
	s.stage.Objects = []fyne.CanvasObject{widgets.NewEmpty(s.words.Say("window.opening"))}
	s.window.Resize(s.rememberedSize())
	s.window.SetCloseIntercept(func() {
		s.remember()
		s.window.Close()
	})
	s.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.dropped(uris) })
	s.addShortcuts()
	return s
}

// openAll opens the workspace and the chart engine, in the background.
func (s *Shell) openAll() {
	state.Load(s.loader, "engine", func(context.Context) (struct{}, error) {
		_, err := s.config.Charts.Pool()
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil {
			s.fail(err)
		}
	})
	s.open(s.config.Open)
}

// open opens a workspace and shows it.
func (s *Shell) open(from func(context.Context) (Source, error)) {
	type opened struct {
		source   Source
		engine   *engine.Engine
		coverage analytics.Period
	}
	state.Load(s.loader, "open", func(ctx context.Context) (opened, error) {
		source, err := from(ctx)
		if err != nil {
			return opened{}, err
		}
		e := keep.Engine(source.Workspace)
		coverage, err := e.Coverage(ctx, analytics.Accidents)
		if err != nil {
			return opened{}, errors.Join(err, source.Workspace.Close())
		}
		return opened{source, e, coverage}, nil
	}, func(o opened, err error) {
		if err != nil {
			s.showOpenError(err)
			return
		}
		s.use(o.source, o.engine, o.coverage)
	})
}

// showOpenError says why there is nothing to show, and offers the demonstration.
func (s *Shell) showOpenError(err error) {
	text := s.words.Error(err)
	sample := widget.NewButton(s.words.Say("window.show_sample"), func() { s.open(s.config.OpenSample) })
	sample.Importance = widget.HighImportance
	quit := widget.NewButton(s.words.Say("window.quit"), s.window.Close)
	s.stage.Objects = []fyne.CanvasObject{widgets.NewEmpty(text, sample, quit)}
	s.stage.Refresh()
	s.recorder.note(text)
}

// use shows a workspace.
func (s *Shell) use(source Source, e *engine.Engine, coverage analytics.Period) {
	old := s.source.Workspace
	s.source, s.engine, s.known, s.coverage = source, e, e, coverage
	s.history = state.NewHistory(s.startSelection())
	s.makePages()
	s.prepare()
	if old != nil && old != source.Workspace {
		if err := old.Close(); err != nil {
			s.fail(err)
		}
	}
}

// prepare sums the facts up beside the window, so that the questions that follow are answered at once.
func (s *Shell) prepare() {
	e := s.engine
	state.Load(s.loader, "rollups", func(ctx context.Context) (struct{}, error) { return struct{}{}, e.Prepare(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			s.fail(err)
		}
		s.recorder.write()
	})
}

// makePages forgets the pages of another workspace or theme, and shows the current one anew.
func (s *Shell) makePages() {
	s.closePages()
	s.env = s.newEnv()
	s.filters.reset()
	s.city.Set(widgets.Span{Text: s.cityText(), Color: theme.Color(s.palette.NavMuted)})
	s.Go(s.current)
}

func (s *Shell) closePages() {
	for _, p := range s.pages {
		p.Close()
	}
	clear(s.pages)
	clear(s.ready)
}

// page is a page of the window; it is made when it is first shown.
func (s *Shell) page(id page.ID) (page.Page, error) {
	if p := s.pages[id]; p != nil {
		return p, nil
	}
	p, err := page.New(s.env, id)
	if err == nil {
		s.pages[id] = p
	}
	return p, err
}

func (s *Shell) cityText() string {
	if s.source.Sample {
		return s.words.Say("window.sample")
	}
	return s.words.Say("window.workspace")
}

// startSelection is what the window looks at first: what it looked at last, or the last year with data.
func (s *Shell) startSelection() state.Selection {
	last := s.coverage.To
	selection := state.Selection{Period: analytics.YearToDate(last), Basis: analytics.SamePeriod, Measure: "accidents"}
	if kept, ok := s.recalled(); ok {
		return kept
	}
	return selection
}

func (s *Shell) newEnv() *page.Env {
	env := &page.Env{
		Window: s.window, Loader: s.loader, Charts: s.config.Charts, Words: s.words, Palette: s.palette, Workspace: s.source.Workspace, Engine: s.known,
		Sample: s.source.Sample, Selection: s.history.Now, Select: s.Select, Open: s.Go, Key: s.typedKey, Rune: s.typedRune, Fail: s.fail, Notify: s.notify, Repainted: s.repainted,
		DataChanged: s.dataChanged, UseWorkspace: s.useOwnWorkspace, Draft: &s.draft, Intake: &s.intake, Present: s.present,
	}
	if s.desk == nil || s.deskOf != s.source.Workspace {
		s.desk, s.deskOf = page.NewDesk(env), s.source.Workspace
	}
	s.desk.Use(env)
	env.Desk = s.desk
	return env
}

// useOwnWorkspace hands the workspace that imports go to: the one shown, or instead of a demonstration the user's own.
func (s *Shell) useOwnWorkspace(done func(*workspace.Workspace)) {
	if !s.source.Sample {
		done(s.source.Workspace)
		return
	}
	state.Load(s.loader, "open", s.config.OpenOwn, func(source Source, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.use(source, keep.Engine(source.Workspace), analytics.Period{})
		done(source.Workspace)
	})
}

// dataChanged looks at the data again after an import or an undo.
func (s *Shell) dataChanged() {
	e := s.engine
	state.Load(s.loader, "coverage", func(ctx context.Context) (analytics.Period, error) { return e.Coverage(ctx, analytics.Accidents) }, func(coverage analytics.Period, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		was := s.coverage
		s.coverage = coverage
		if was.IsZero() && !coverage.IsZero() {
			selection := s.history.Now()
			selection.Period = analytics.YearToDate(coverage.To)
			s.history.Go(selection)
		}
		s.prepare()
		s.filters.reset()
		if !s.known.Known().IsZero() {
			s.lookAt(s.known.Known()) // something may have been known then that is known now only
			return
		}
		s.showPage()
	})
}

// Select looks at something else; the one before can be gone back to.
func (s *Shell) Select(selection state.Selection) {
	if s.history.Go(selection) {
		s.showPage()
	}
}

// Back looks at what was looked at before.
func (s *Shell) Back() {
	if s.history.Back() {
		s.showPage()
	}
}

// Up goes from what was drilled into to what it lies in.
func (s *Shell) Up() {
	now := s.history.Now()
	if path := state.Path(now.Period, s.coverage); len(path) > 1 {
		now.Period = path[len(path)-2]
		s.Select(now)
	}
}

// Forward undoes Back.
func (s *Shell) Forward() {
	if s.history.Forward() {
		s.showPage()
	}
}

// Go shows a page.
func (s *Shell) Go(id page.ID) {
	if left := s.pages[s.current]; left != nil && id != s.current {
		left.Rest()
	}
	s.current = id
	for id, item := range s.nav {
		s.styleNav(id, item)
	}
	if s.env == nil {
		return
	}
	p, err := s.page(id)
	if err != nil {
		s.fail(err)
		return
	}
	s.bar.Hidden = !p.Filtered()
	s.stage.Objects = []fyne.CanvasObject{p.Object()}
	s.stage.Refresh()
	s.showPage()
}

// showPage shows the current page for the current selection.
func (s *Shell) showPage() {
	p := s.pages[s.current]
	if p == nil {
		return
	}
	if at := s.history.Now().AsOf; !at.Equal(s.known.Known()) {
		s.lookAt(at)
		return
	}
	s.filters.show()
	s.showFooter()
	p.Show()
}

// fail shows an error. What was cancelled is no error.
func (s *Shell) fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	text := s.words.Error(err)
	s.recorder.failed(text)
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	d := dialog.NewCustom(s.words.Say("window.error"), s.words.Say("close"), label, s.window)
	d.Resize(fyne.NewSize(560, 180))
	d.Show()
}

// notify shows a short message in the footer.
func (s *Shell) notify(text string) {
	line, _, _ := strings.Cut(text, "\n")
	s.tell(widgets.Span{Text: line, Color: theme.Color(s.palette.Primary)})
}

func (s *Shell) repainted() {
	s.recorder.write()
	s.tidy.Do(func() {
		state.Load(s.loader, "tidy", func(context.Context) (struct{}, error) {
			debug.FreeOSMemory() // what only the start needed: unpacked fonts, files on their way into the workspace
			return struct{}{}, nil
		}, func(struct{}, error) {})
	})
}

// dropped takes files that were dragged onto the window: drafts onto the page about them, and Word documents there from
// any page; everything else is imported.
func (s *Shell) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) == 0 || s.env == nil {
		return
	}
	if s.takesDraft(paths) {
		s.Go(page.Speech)
		if speech, ok := s.pages[page.Speech].(*page.SpeechPage); ok {
			speech.OpenFile(paths[0])
		}
		return
	}
	s.Go(page.Data)
	if data, ok := s.pages[page.Data].(*page.DataPage); ok {
		data.Preview(paths)
	}
}

// takesDraft tells whether dropped files are a draft.
func (s *Shell) takesDraft(paths []string) bool {
	kind := strings.ToLower(filepath.Ext(paths[0]))
	return len(paths) == 1 && (kind == ".docx" || s.current == page.Speech && slices.Contains(source.Kinds, kind))
}

// Close stops everything and closes the workspace.
func (s *Shell) Close() error {
	s.loader.Close()
	s.closePages()
	err := s.config.Charts.Close()
	if s.source.Workspace != nil {
		err = errors.Join(err, s.source.Workspace.Close())
	}
	return err
}
