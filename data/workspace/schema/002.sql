-- Rollups: sums by month beside the facts, each a table of its own. One that stands here is up to date; a change of the
-- facts takes it off the list.
CREATE TABLE rollup (
    name VARCHAR PRIMARY KEY,
    definition VARCHAR NOT NULL      -- the SELECT statement whose rows the table keeps
);
