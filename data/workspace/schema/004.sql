-- What monthly totals say beyond the accidents that are known one by one, and beyond finer totals of the same month. It
-- is made anew whenever facts change.
CREATE TABLE accident_rest (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    month DATE NOT NULL,             -- the first of the month
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    accidents INTEGER NOT NULL,
    deaths INTEGER,
    serious INTEGER,
    minor INTEGER,
    injured INTEGER,
    loss DOUBLE,
    side VARCHAR,                    -- 'town' or 'sector' where a month is divided both by town and by sector, each its own way
    main BOOLEAN NOT NULL            -- false on the side that counts fewer accidents: left out where neither is asked for
);

-- Accidents to be counted: those known one by one, and what totals add to them. A figure sums up cases.
CREATE VIEW accident_case AS
SELECT batch_id, row_no, ledger_no, occurred_on, minute, town, sector, subsector, accident_type, grade, deaths, serious, minor, injured, loss,
    firm, name, supervised, closed_on, cause, summary, 1 AS cases, false AS whole_month, NULL::VARCHAR AS side, true AS main
FROM accident
UNION ALL
SELECT batch_id, row_no, NULL, month, NULL, town, sector, subsector, NULL, NULL, deaths, serious, minor, injured, loss,
    NULL, NULL, NULL, NULL, NULL, NULL, accidents, true, side, main
FROM accident_rest;
