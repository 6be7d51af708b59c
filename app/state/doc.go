// Package state is what the window knows besides its widgets: the selection and its history, and the loader, which is the
// only place in the window's code that starts goroutines. It does not know Fyne.
package state
