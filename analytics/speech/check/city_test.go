package check_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/data/sample/sampletest"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// table reads a CSV file of the test data.
func table(t testing.TB, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, cells := range rows[1:] {
		row := make(map[string]string)
		for i, column := range rows[0] {
			row[column] = cells[i]
		}
		all = append(all, row)
	}
	return all
}

// city is a small city that ships with no program, so that nothing can know its towns: four towns, three years.
func city(t testing.TB) *engine.Engine {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		var towns []vocabulary.Entry
		for i, name := range []string{"东湖街道", "西岭镇", "南桥镇", "北湾镇"} {
			short := strings.TrimSuffix(strings.TrimSuffix(name, "街道"), "镇")
			towns = append(towns, vocabulary.Entry{ID: i + 1, Key: strconv.Itoa(i + 1), Kind: "town", Name: name, ZH: short, EN: short})
		}
		if err := tx.AddTowns(t.Context(), towns); err != nil {
			return err
		}
		for _, statement := range statements(t) {
			if err := tx.Exec(t.Context(), statement); err != nil {
				return fmt.Errorf("%.200s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return engine.New(w, catalog.Default())
}

// statements put the tables of the test data into a workspace.
func statements(t testing.TB) []string {
	var accidents, inspections, activities []string
	row := 0
	for _, a := range table(t, "accidents.csv") {
		n, _ := strconv.Atoi(a["count"])
		for range n {
			row++
			accidents = append(accidents, fmt.Sprintf("(1, %d, '%s', %s, %s, %s, %s, %s, %s)", row, a["day"], a["town"], a["sector"], a["grade"], a["deaths"], a["injured"], a["loss"]))
		}
	}
	for i, a := range table(t, "inspections.csv") {
		campaign := "NULL"
		if a["campaign"] != "" {
			campaign = "1"
		}
		inspections = append(inspections, fmt.Sprintf("(2, %d, '%s', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", i, a["day"], a["town"], a["sector"], campaign,
			a["turns"], a["visits"], a["firms"], a["hazards"], a["rectified"], a["orders"], a["suspensions"], a["penalties"], a["fines"]))
	}
	for i, a := range table(t, "activities.csv") {
		activities = append(activities, fmt.Sprintf("(3, %d, '%s', %s, %s)", i, a["day"], a["measure"], a["value"]))
	}
	return []string{
		"INSERT INTO campaign VALUES (1, '蓝盾行动', '蓝盾行动', '蓝盾行动')",
		"INSERT INTO accident (batch_id, row_no, occurred_on, town, sector, grade, deaths, injured, loss) VALUES " + strings.Join(accidents, ","),
		"INSERT INTO inspection (batch_id, row_no, occurred_on, town, sector, campaign, officer_turns, inspections, firms, hazards, rectified, orders, suspensions, penalties, fines) VALUES " + strings.Join(inspections, ","),
		"INSERT INTO activity (batch_id, row_no, occurred_on, measure, value) VALUES " + strings.Join(activities, ","),
	}
}

// demonstration is the demonstration city, made once.
var demonstration = sync.OnceValues(func() (*engine.Engine, error) {
	w, err := sampletest.Shared()
	if err != nil {
		return nil, err
	}
	return engine.New(w, catalog.Default()), nil
})
