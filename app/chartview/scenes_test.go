package chartview_test

import (
	"context"
	"testing"

	"anlan/analytics/echarts"
	"anlan/app/chartview"
)

// TestAChartShownBeforeIsTheSameAgain turns between two charts: the second time they come from those kept, and react as if
// they had been laid out.
func TestAChartShownBeforeIsTheSameAgain(t *testing.T) {
	s := newStand(t, threeBars, false)
	first := s.view.Scene()
	s.draw(zoomed, true)
	s.settle()
	if s.view.Scene() == first {
		t.Fatal("the second chart is the first one")
	}
	s.draw(threeBars, false)
	s.settle()
	if s.view.Scene() != first {
		t.Error("the first chart was laid out again")
	}
	s.view.MouseIn(mouse(barX, barY, 0))
	s.view.MouseDown(mouse(barX, barY, 0))
	s.view.MouseUp(mouse(barX, barY, 0))
	s.settle()
	if len(s.clicks) != 1 || s.clicks[0].Name != "长安" || !s.says("长安  5") {
		t.Errorf("the kept chart was clicked: %+v", s.clicks)
	}
}

// TestAheadLaysOutWhatIsShownNext prepares a chart: showing it then takes the scene that was made.
func TestAheadLaysOutWhatIsShownNext(t *testing.T) {
	s := newStand(t, threeBars, false)
	work := func(context.Context) (chartview.Content, error) {
		return chartview.Content{Option: []byte(brushable), Selected: [][2]int{{0, 1}}}, nil
	}
	if err := s.view.Ahead(work)(t.Context()); err != nil {
		t.Fatal(err)
	}
	var marks []*echarts.Scene
	for range 2 {
		s.view.Draw(work)
		s.settle()
		marks = append(marks, s.view.Scene())
		s.draw(threeBars, false)
		s.settle()
	}
	if marks[0] != marks[1] {
		t.Error("the prepared chart was laid out again")
	}
}
