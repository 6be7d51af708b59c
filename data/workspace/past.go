package workspace

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Past is a workspace as it was known at a moment: every import that was in force then counts, with the versions of accidents
// that had been told, and nothing that came later. Whatever it is asked reads the same names of tables as in the workspace
// itself. Dictionaries, events and notes are those of the present, and so is what is in quarantine.
//
// It is a database in memory beside the file, with views over the facts and their history; the connections look up names
// there first. Rollups of its own make it as fast as the present.
type Past struct {
	w       *Workspace
	db      *sql.DB
	name    string // of the database
	at      time.Time
	version int64 // of the workspace's data
}

// maxPasts bounds the moments of the past that are kept open.
const maxPasts = 6

// pasts are the moments of the past that are open, the one that was asked for last at the end.
type pasts struct {
	sync.Mutex
	open   []*Past
	opened int
}

// AsOf gives the workspace as it was known at a moment. It is kept open, until the data change or many others are asked
// for.
func (w *Workspace) AsOf(ctx context.Context, at time.Time) (*Past, error) {
	at = at.UTC().Truncate(time.Microsecond)
	version := w.DataVersion()
	w.pasts.Lock()
	defer w.pasts.Unlock()
	if i := slices.IndexFunc(w.pasts.open, func(p *Past) bool { return p.at.Equal(at) && p.version == version }); i >= 0 {
		p := w.pasts.open[i]
		w.pasts.open = append(slices.Delete(w.pasts.open, i, i+1), p)
		return p, nil
	}
	for len(w.pasts.open) >= maxPasts {
		if err := w.pasts.open[0].close(ctx); err != nil {
			return nil, err
		}
		w.pasts.open = w.pasts.open[1:]
	}
	w.pasts.opened++
	p, err := w.openPast(ctx, fmt.Sprintf("known_%d", w.pasts.opened), at, version)
	if err != nil {
		return nil, fmt.Errorf("look at what was known at %s: %w", at.Format(time.DateTime), err)
	}
	w.pasts.open = append(w.pasts.open, p)
	return p, nil
}

// closeAll closes every moment that is open.
func (p *pasts) closeAll() error {
	p.Lock()
	defer p.Unlock()
	var err error
	for _, past := range p.open {
		err = errors.Join(err, past.close(context.Background()))
	}
	p.open = nil
	return err
}

// scoped makes connections that look up names in a database of their own first.
type scoped struct {
	driver.Connector
	setup string
}

// Connect makes a connection.
func (s scoped) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	execer, ok := conn.(driver.ExecerContext)
	if !ok {
		return nil, errors.Join(fmt.Errorf("unexpected connection %T", conn), conn.Close())
	}
	if _, err := execer.ExecContext(ctx, s.setup, nil); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (w *Workspace) openPast(ctx context.Context, name string, at time.Time, version int64) (*Past, error) {
	var file string
	if err := w.db.QueryRowContext(ctx, "SELECT current_database()").Scan(&file); err != nil {
		return nil, err
	}
	file = `"` + strings.ReplaceAll(file, `"`, `""`) + `".main`
	if _, err := w.db.ExecContext(ctx, "ATTACH ':memory:' AS "+name+" (READ_WRITE)"); err != nil {
		return nil, err
	}
	p := &Past{w: w, name: name, at: at, version: version}
	p.db = sql.OpenDB(scoped{w.connector, "SET search_path = '" + name + ".main," + strings.ReplaceAll(file, "'", "''") + "'"})
	p.db.SetMaxOpenConns(maxConnections)
	if err := p.build(ctx, file); err != nil {
		return nil, errors.Join(err, p.close(ctx))
	}
	return p, nil
}

// close lets go of the moment; what is asked there ends first.
func (p *Past) close(ctx context.Context) error {
	err := p.db.Close()
	_, detached := p.w.db.ExecContext(context.WithoutCancel(ctx), "DETACH "+p.name)
	return errors.Join(err, detached)
}

// build makes the views and tables of the past, over those of the file.
func (p *Past) build(ctx context.Context, file string) (err error) {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	tx := &Tx{&Session{conn: conn, w: p.w}, p.at}
	for _, statement := range append(p.facts(file),
		"CREATE TABLE rollup (name VARCHAR PRIMARY KEY, definition VARCHAR NOT NULL)",
		"CREATE TABLE accident_rest AS FROM "+file+".accident_rest LIMIT 0",
		"CREATE TABLE hazard_case AS FROM "+file+".hazard_case LIMIT 0",
		"CREATE TABLE campaign_overlap AS FROM "+file+".campaign_overlap LIMIT 0",
		"CREATE TABLE inspection_shared AS FROM "+file+".inspection_shared LIMIT 0",
		fmt.Sprintf("CREATE VIEW batch AS SELECT * REPLACE (CASE WHEN undone_at <= %[1]s THEN undone_at END AS undone_at) FROM %[2]s.batch WHERE imported_at <= %[1]s", p.moment(), file),
	) {
		if err := tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	var view string
	row := tx.QueryRow(ctx, "SELECT sql FROM duckdb_views() WHERE view_name = 'accident_case' AND database_name <> ?", p.name)
	if err := row.Scan(&view); err != nil {
		return err
	}
	if err := tx.Exec(ctx, view); err != nil {
		return err
	}
	if err := tx.restTotals(ctx); err != nil {
		return err
	}
	if err := tx.currentHazards(ctx); err != nil {
		return err
	}
	return tx.overlappingCampaigns(ctx)
}

// moment is the moment as SQL.
func (p *Past) moment() string {
	return "TIMESTAMP '" + p.at.Format("2006-01-02 15:04:05.000000") + "'"
}

// facts are the statements that make the facts as they were known. Totals of accidents are a table, since their rests are
// found by the numbers of rows.
func (p *Past) facts(file string) []string {
	var list []string
	inForce := fmt.Sprintf("SELECT id FROM %s.batch WHERE imported_at <= %[2]s AND (undone_at IS NULL OR undone_at > %[2]s)", file, p.moment())
	known := fmt.Sprintf("batch_id IN (%s) AND (known_at IS NULL OR known_at <= %s)", inForce, p.moment())
	for _, table := range FactTables {
		form, single, versions := "VIEW", "", ""
		switch table {
		case "accident_total":
			form = "TABLE"
		case "accident":
			single = fmt.Sprintf(" ANTI JOIN %s.accident_version v ON v.batch_id = f.batch_id AND v.row_no = f.row_no", file)
			told := fmt.Sprintf("SELECT v.*, p.place FROM %s.accident_version v JOIN %[1]s.batch_place p ON p.id = v.batch_id WHERE v.%s", file, known)
			columns := strings.Join(accidentColumns, ", ")
			list = append(list, "CREATE TABLE accident_told AS SELECT "+columns+" FROM ("+SettledSQL(told)+") WHERE struck IS NOT TRUE")
			versions = " UNION ALL BY NAME SELECT " + columns + " FROM accident_told"
		}
		list = append(list, fmt.Sprintf("CREATE %s %s AS SELECT f.* FROM %s.%[2]s f%[4]s WHERE f.%[5]s UNION ALL BY NAME SELECT f.* FROM %[3]s.%[2]s_past f%[4]s WHERE f.%[5]s%[6]s",
			form, table, file, single, known, versions))
	}
	return list
}

// QueryContext runs a query over what was known. The caller closes the rows.
func (p *Past) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return p.db.QueryContext(ctx, query, args...)
}

// DataVersion is that of the workspace's data when the past was looked up.
func (p *Past) DataVersion() int64 { return p.version }

// NotesVersion is that of the workspace: notes are those of the present.
func (p *Past) NotesVersion() int64 { return p.w.NotesVersion() }

// CurrentRollups gives the definition of each rollup that was built, by its name.
func (p *Past) CurrentRollups(ctx context.Context) (map[string]string, error) {
	return rollupsOf(ctx, p.db)
}

// BuildRollup keeps the rows of a SELECT statement as a table of the past.
func (p *Past) BuildRollup(ctx context.Context, name, definition string) error {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return err
	}
	s := &Session{conn: conn, w: p.w}
	return errors.Join(s.transaction(ctx, func(tx *Tx) error { return tx.buildRollup(ctx, name, definition) }), conn.Close())
}
