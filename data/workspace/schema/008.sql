-- Hazards as ledgers list them (隐患台账), one row an entry. A hazard that is entered again as it goes on has several.
CREATE TABLE hazard (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    ledger_no VARCHAR,
    occurred_on DATE NOT NULL,       -- the day on which it was found, 排查日期
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    department INTEGER,              -- the department that supervises it
    firm VARCHAR,
    site VARCHAR,                    -- where in the firm
    summary VARCHAR,
    major BOOLEAN,                   -- 重大; false: 一般
    deadline DATE,                   -- last day of the term; NULL where there is none, or none that can be dated
    rectified BOOLEAN,               -- false while it is open; NULL: not stated, or stated both ways
    rectified_on DATE,
    supervised BOOLEAN,              -- 挂牌督办
    known_at TIMESTAMP               -- as in the other facts
);
CREATE TABLE hazard_past AS FROM hazard LIMIT 0;

-- Every hazard once, as its last entry says, dated by its first, with an earlier term where the last has none. It is made anew whenever facts change.
CREATE TABLE hazard_case AS FROM hazard;

-- Who answers for the quota of a row, where a quota is divided among departments.
ALTER TABLE sector_figure ADD COLUMN department INTEGER;
ALTER TABLE sector_figure_past ADD COLUMN department INTEGER;
