-- Rollups: sums by month beside the facts, each a table of its own. One that stands here is up to date; a change of the
-- facts takes it off the list.
CREATE TABLE rollup (
    name VARCHAR PRIMARY KEY,
    definition VARCHAR NOT NULL      -- the SELECT statement whose rows the table keeps
);

-- What people note on a day or a span: the start of a campaign, a new rule, a holiday. Charts that it touches show it.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,            -- the same day for what happened on one
    town VARCHAR NOT NULL,           -- key of the town that it touches; empty for all
    sector VARCHAR NOT NULL,         -- key of the sector; empty for all
    title VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

-- Selections that were saved by name.
CREATE TABLE saved_view (
    name VARCHAR PRIMARY KEY,
    page VARCHAR NOT NULL,
    selection VARCHAR NOT NULL,      -- JSON
    saved_at TIMESTAMP NOT NULL
);
