package assets

// Palette is the set of colours of a theme, by their role. The window, the charts and every export take their colours
// from here, so that a colour means the same everywhere.
type Palette struct {
	Ink          string // text
	Muted        string // notes, axes
	Line         string // rules, grid
	Ground       string // behind cards
	Card         string // behind charts
	Primary      string // the highlighted item
	PrimaryLight string // the others
	PrimaryPale  string // behind chips and selected rows
	Worse        string // never alone: an arrow or a word says it too
	Better       string
	Caution      string
	NavGround    string
	NavSelected  string
	NavText      string
	NavMuted     string
	Accent       string    // the mark beside the selected page
	Categories   [8]string // at most eight, in this order
	ScaleLow     string    // sequential scale: few
	ScaleHigh    string    // sequential scale: many
	Missing      string    // a figure that is not known
}

// Light is the palette of the light theme.
var Light = Palette{
	Ink: "#1d2733", Muted: "#66758a", Line: "#e3e8ee", Ground: "#f4f6f9", Card: "#ffffff",
	Primary: "#1f4e8c", PrimaryLight: "#8fb0d6", PrimaryPale: "#e3edf8",
	Worse: "#c23b22", Better: "#157a6e", Caution: "#b7791f",
	NavGround: "#18304b", NavSelected: "#1f4e8c", NavText: "#d6e0ec", NavMuted: "#9db1c7", Accent: "#f0b429",
	Categories: [8]string{"#1f4e8c", "#e08a1e", "#157a6e", "#b5446e", "#7a6fb0", "#5aa2d6", "#8c6d3f", "#9aa5b1"},
	ScaleLow:   "#f3f6fa", ScaleHigh: "#1f4e8c", Missing: "#e9edf2",
}

// Dark is the palette of the dark theme; the roles keep their meaning.
var Dark = Palette{
	Ink: "#e6edf5", Muted: "#93a3b8", Line: "#2d3b4d", Ground: "#101923", Card: "#182431",
	Primary: "#7fb2ee", PrimaryLight: "#3f6493", PrimaryPale: "#22354a",
	Worse: "#f0806a", Better: "#4fc3b1", Caution: "#e0b35a",
	NavGround: "#0c141d", NavSelected: "#24476f", NavText: "#d6e0ec", NavMuted: "#8ea1b7", Accent: "#f0b429",
	Categories: [8]string{"#7fb2ee", "#f0a94d", "#4fc3b1", "#dd7fa3", "#a79ddb", "#8cc6ee", "#c7a573", "#b3bdc8"},
	ScaleLow:   "#1e2d3d", ScaleHigh: "#7fb2ee", Missing: "#26323f",
}

// Theme returns the palette of the dark or the light theme.
func Theme(dark bool) Palette {
	if dark {
		return Dark
	}
	return Light
}
