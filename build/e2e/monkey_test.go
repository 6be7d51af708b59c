package e2e

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// monkeyBatch is how many events are made between two looks at the window.
const monkeyBatch = 50

// monkeyEvents is how many events the monkey makes: ANLAN_MONKEY of them, or a few, as many as every run of the checks bears.
func monkeyEvents(t *testing.T) int {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("ANLAN_MONKEY"), "200"))
	if err != nil {
		t.Fatalf("ANLAN_MONKEY: %v", err)
	}
	return n
}

// monkeyKeys are what the monkey types. It does not quit.
var monkeyKeys = []string{
	"Tab", "shift+Tab", "Return", "space", "Escape", "Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next", "Delete", "BackSpace",
	"alt+Left", "alt+Right", "alt+Up", "ctrl+z", "ctrl+y", "ctrl+c", "ctrl+a", "ctrl+d", "ctrl+e", "ctrl+l", "ctrl+t", "ctrl+equal", "ctrl+minus",
	"ctrl+Prior", "ctrl+Next", "question", "1", "9", "a", "minus",
}

// monkey makes random events on a screen.
type monkey struct {
	*rand.Rand
	screen size
}

// event is one random event, as xdotool takes it.
func (m monkey) event() []string {
	at := []string{"mousemove", strconv.Itoa(m.IntN(m.screen.width)), strconv.Itoa(m.IntN(m.screen.height))}
	switch n := m.IntN(100); {
	case n < 45:
		return append(at, "click", "1")
	case n < 50:
		return append(at, "click", []string{"2", "3"}[m.IntN(2)])
	case n < 62:
		return at
	case n < 70:
		return append(at, "click", strconv.Itoa(4+m.IntN(2))) // the wheel
	case n < 74:
		return append(append(append(at, "mousedown", "1"), m.event()...), "mouseup", "1")
	case n < 78:
		return append(at, "keydown", "shift", "click", "1", "keyup", "shift")
	}
	return []string{"key", monkeyKeys[m.IntN(len(monkeyKeys))]}
}

// TestMonkey lets a monkey play with the window. Whatever it does, no error is shown, no chart stays blank, and the program
// neither hangs nor ends.
func TestMonkey(t *testing.T) {
	const seed = 20111223
	screen := size{1600, 900}
	d := startOn(t, newScreen(t, screen), "--sample")
	d.wait("the year", func(s shown) bool { return len(s.Charts) == 4 })
	d.fill(screen)
	m := monkey{rand.New(rand.NewPCG(seed, seed)), screen}
	for batch := range monkeyEvents(t) / monkeyBatch {
		var commands []string
		for range monkeyBatch {
			commands = append(append(commands, m.event()...), "sleep", "0.008")
		}
		d.send(commands...)
		// Close what it has opened, and turn on so that it comes to every page.
		d.send("keyup", "shift", "mouseup", "1", "key", "--delay", "30", "Escape", "Escape", "Escape", "Escape", "mousemove", "2", "2")
		d.send("key", fmt.Sprintf("ctrl+%d", batch%9+1))
		time.Sleep(100 * time.Millisecond)
		s := d.wait(fmt.Sprintf("rest after %d events", (batch+1)*monkeyBatch), func(s shown) bool { return s.Title != "" })
		t.Logf("%d events, page %s", (batch+1)*monkeyBatch, s.Page)
		if faults := s.faults(); len(faults) > 0 {
			d.screenshot("monkey")
			t.Fatalf("after %d events on page %s: %q\nevents: %q", (batch+1)*monkeyBatch, s.Page, faults, commands)
		}
	}
}
