package intake_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
)

// shared returns the path of a real file that nobody on this project made, and skips the test where there is none.
func shared(t *testing.T, name string) string {
	t.Helper()
	for _, up := range []string{"../../..", "../../../.."} {
		path := filepath.Join(up, "shared", "data", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("no real data here: %s", name)
	return ""
}

// records counts the records below the header with another reader than ours.
func records(t *testing.T, path string) int64 {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return int64(len(all) - 1)
}

func mapping(t *testing.T, text string) map[string]intake.Column {
	t.Helper()
	m, err := intake.ParseMap(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRealFiles(t *testing.T) {
	for _, tc := range []struct {
		name, file, mapping string
		accepted            int64
		query               string
		want                []string
	}{
		{
			name: "York", file: "york-collisions/accidents.csv",
			mapping:  "occurred_at=Date,town=Local_Authority_(District),injured=Number_of_Casualties,ledger_no=Accident_Index",
			accepted: 4778,
			// Counted in Python over the same file: 559 in 2005, 6135 casualties, one district.
			query: "SELECT count(*) FILTER (WHERE year(occurred_on) = 2005), count(minute), sum(injured)::BIGINT, count(DISTINCT town), count(ledger_no) FROM accident",
			want:  []string{"559|4778|6135|1|0"},
		},
		{
			name: "West Yorkshire", file: "west-yorkshire-2024/collisions.csv",
			mapping:  "ledger_no=collision_index,occurred_at=date,time=time,town=local_authority_ons_district,injured=number_of_casualties",
			accepted: 4060,
			query:    "SELECT count(*), count(minute), count(DISTINCT town), min(occurred_on)::VARCHAR, max(occurred_on)::VARCHAR FROM accident",
			want:     []string{"4060|4060|5|2024-01-01|2024-12-31"},
		},
		{
			name: "OSHA", file: "us-worker-fatalities/osha.csv",
			mapping:  `occurred_at=date,summary=description,town=place~, ([A-Z]{2})\b`,
			accepted: 7904,
			query:    "SELECT count(*), count(DISTINCT town) > 45, min(year(occurred_on)), max(year(occurred_on)) FROM accident",
			want:     []string{"7904|true|1995|2017"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := shared(t, tc.file)
			w := memory(t)
			result, err := intake.Import(t.Context(), w, path, intake.Options{Map: mapping(t, tc.mapping)})
			if err != nil {
				t.Fatal(err)
			}
			b := result.Batch
			t.Logf("%+v %+v", countsOf(b), result.Notes)
			if read := records(t, path); b.RowsRead != read || b.Accepted+b.Quarantined+b.Blank+b.Duplicates != read {
				t.Errorf("%d records in the file, counts are %+v", read, countsOf(b))
			}
			if b.Accepted != tc.accepted {
				t.Errorf("%d accepted, want %d", b.Accepted, tc.accepted)
			}
			if diff := cmp.Diff(tc.want, rowsOf(t, w, tc.query)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.query, diff)
			}
		})
	}
}
