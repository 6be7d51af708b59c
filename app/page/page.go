package page

import (
	"fyne.io/fyne/v2"

	"anlan/app/chartview"
)

// Page is one page of the window.
type Page interface {
	// Object is the page as Fyne shows it.
	Object() fyne.CanvasObject
	// Show asks for everything on the page again, for what the window looks at now.
	Show()
	// Rest lets go of what the page does not need while another one is shown.
	Rest()
	// Close gives the page up.
	Close()
	// Title is what the page says first.
	Title() string
	// Charts lists the page's charts by kind, for the record of the window's state.
	Charts() map[string]*chartview.View
	// Filtered tells whether the window's filters change what the page shows.
	Filtered() bool
}

// ID names a page.
type ID string

// The pages.
const (
	Overview    ID = "overview"
	Sectors     ID = "sectors"
	Towns       ID = "towns"
	Town        ID = "town" // the sheet of one town, below Towns
	Time        ID = "time"
	Enforcement ID = "enforcement"
	Campaigns   ID = "campaigns"
	Quotas      ID = "quotas"
	Majors      ID = "majors"
	Foundations ID = "foundations"
	Problems    ID = "problems"
	Pivot       ID = "pivot"
	Speech      ID = "speech"
	Briefing    ID = "briefing"
	Data        ID = "data"
)

// Group is pages that stand together in the navigation.
type Group []ID

// Groups lists the pages in the order of the navigation.
func Groups() []Group {
	return []Group{{Overview, Sectors, Towns, Time, Enforcement, Campaigns, Quotas, Majors, Foundations}, {Problems, Pivot}, {Speech, Briefing, Data}}
}

// All lists the pages of all groups.
func All() []ID {
	var all []ID
	for _, g := range Groups() {
		all = append(all, g...)
	}
	return all
}

// Parent is the page of the navigation that a page belongs to: itself, or the one that opens it.
func Parent(id ID) ID {
	if id == Town {
		return Towns
	}
	return id
}

// New makes a page.
func New(env *Env, id ID) (Page, error) {
	switch id {
	case Data:
		return newDataPage(env), nil
	case Problems:
		return newProblemsPage(env)
	case Speech:
		return newSpeechPage(env), nil
	case Briefing:
		return newBriefingPage(env), nil
	case Pivot:
		return newPivotPage(env), nil
	}
	return newBoard(env, boards[id])
}
