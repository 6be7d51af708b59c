-- Monthly totals of accidents, as traffic police and fire brigades hand them in: one row a month, town and sector, beside
-- the accidents that are known one by one.
CREATE TABLE accident_total (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    month DATE NOT NULL,             -- the first of the month
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    part_of_row BOOLEAN NOT NULL,    -- 其中: counted in another row of the batch as well, to be left out of sums
    accidents INTEGER NOT NULL,
    deaths INTEGER,
    serious INTEGER,
    minor INTEGER,
    injured INTEGER,
    loss DOUBLE                      -- direct loss, 万元
);

-- One import is one file; each table in it is a batch, and all of them are written together.
-- rows_read = accepted + quarantined + blank + duplicates + skipped.
CREATE TABLE batch_new (
    id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,      -- number of the first batch of the import
    replaces INTEGER,                -- the batch that this one took the place of
    kind VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    header_row INTEGER NOT NULL,
    preamble VARCHAR[] NOT NULL,     -- what stands above the header
    columns VARCHAR[] NOT NULL,      -- headers as written
    mapping VARCHAR NOT NULL,        -- JSON object of field to header
    reading VARCHAR NOT NULL,        -- JSON: how the cells were read, so that corrected rows are read the same way
    imported_at TIMESTAMP NOT NULL,
    rows_read BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    blank BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    skipped BIGINT NOT NULL,         -- repeated headers, totals, notes: listed in problem
    warned BIGINT NOT NULL,          -- accepted rows with a warning
    undone_at TIMESTAMP
);
INSERT INTO batch_new SELECT id, id, NULL, kind, file, sheet, sha256, encoding, header_row, [], columns, mapping, '', imported_at,
    rows_read, accepted, quarantined, blank, duplicates, 0, warned, undone_at FROM batch;
DROP TABLE batch;
ALTER TABLE batch_new RENAME TO batch;

-- What became of a row that was not simply accepted: "quarantined", accepted with a "warning", or "skipped". Of a table
-- with months or sectors across, every record of a row is a part of its own; elsewhere part is 0.
CREATE TABLE problem_new (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    part INTEGER NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,         -- code, worded by the translation files
    column_name VARCHAR NOT NULL,    -- header as written; empty where the whole row is meant
    original VARCHAR,                -- the cell as written
    detail VARCHAR NOT NULL          -- what the wording needs besides: a suggestion, the other value
);
INSERT INTO problem_new SELECT batch_id, row_no, 0, CASE WHEN fatal THEN 'quarantined' ELSE 'warning' END, reason, column_name, original, detail FROM problem;
DROP TABLE problem;
ALTER TABLE problem_new RENAME TO problem;

-- The cells of a row in quarantine.
CREATE TABLE quarantine_new (batch_id INTEGER NOT NULL, row_no INTEGER NOT NULL, part INTEGER NOT NULL, cells VARCHAR[] NOT NULL);
INSERT INTO quarantine_new SELECT batch_id, row_no, 0, cells FROM quarantine;
DROP TABLE quarantine;
ALTER TABLE quarantine_new RENAME TO quarantine;

-- The cells of rows that were accepted with a warning, or skipped.
CREATE TABLE noted_row (batch_id INTEGER NOT NULL, row_no INTEGER NOT NULL, part INTEGER NOT NULL, cells VARCHAR[] NOT NULL);

-- Which column means what, as a person confirmed it, by the shape of the file.
CREATE TABLE mapping (
    shape VARCHAR PRIMARY KEY,       -- hash of the folded headers
    kind VARCHAR NOT NULL,
    columns VARCHAR NOT NULL,        -- JSON object of field to column
    date_order INTEGER NOT NULL,
    confirmed_at TIMESTAMP NOT NULL
);

-- Ways in which this workspace's offices write the terms of a dictionary, beside those the program knows. Towns have
-- their own column for them.
CREATE TABLE alias (
    list VARCHAR NOT NULL,           -- name of the dictionary's table
    id INTEGER NOT NULL,
    text VARCHAR NOT NULL
);
