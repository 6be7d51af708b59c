-- The firm that was inspected, where a row is one visit (检查台账), and how names of firms are compared: blanks, width and case do
-- not matter.
ALTER TABLE inspection ADD COLUMN firm VARCHAR;
ALTER TABLE inspection_past ADD COLUMN firm VARCHAR;
CREATE MACRO firm_key(firm) AS lower(translate(firm, '（） 　', '()'));

-- Two campaigns that have returns of the same months and places may count the same visits. Only people know: what they answered.
CREATE TABLE campaign_answer (
    one INTEGER NOT NULL,            -- the campaign with the smaller number
    other INTEGER NOT NULL,
    answer VARCHAR NOT NULL,         -- same, separate
    decided_at TIMESTAMP NOT NULL,
    PRIMARY KEY (one, other)
);

-- The pairs of campaigns that may count the same visits. It is made anew whenever facts change, and so is inspection_shared.
CREATE TABLE campaign_overlap (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    first_month DATE NOT NULL,
    last_month DATE NOT NULL,
    months BIGINT NOT NULL,          -- in which both have returns of the same places
    towns BIGINT NOT NULL,           -- 0: returns of the whole city only
    visits BIGINT NOT NULL,          -- the same firm, place and day in both
    unnamed BOOLEAN NOT NULL         -- one of them has returns there that do not name the firms
);

-- Of campaigns that count the same visits: the returns (of_*) whose visits another return counts, too. Where both are in one sum, only
-- the other one counts.
CREATE TABLE inspection_shared (
    of_batch INTEGER NOT NULL,
    of_row INTEGER NOT NULL,
    of_day DATE NOT NULL,
    of_town INTEGER,
    of_sector INTEGER,
    of_subsector INTEGER,
    batch_id INTEGER NOT NULL,
    occurred_on DATE NOT NULL,
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    department INTEGER,
    campaign INTEGER NOT NULL
);
