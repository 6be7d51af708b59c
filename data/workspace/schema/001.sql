-- What the file says of itself: schema version, city, whether its data are a demonstration.
CREATE TABLE meta (
    key VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);

-- Dictionaries. Facts store ids; names, order and translation stand here. A NULL id in a fact is "not stated".
CREATE TABLE town (
    id INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,      -- town, subdistrict, zone
    name VARCHAR NOT NULL,      -- official name
    zh VARCHAR NOT NULL,        -- name shown
    en VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    rank INTEGER NOT NULL       -- order in which towns are listed
);
CREATE TABLE sector (
    id INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    parent INTEGER,             -- the sector a subsector is part of
    zh VARCHAR NOT NULL,
    en VARCHAR NOT NULL
);
CREATE TABLE accident_type (id INTEGER NOT NULL, key VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL);
CREATE TABLE grade (id INTEGER NOT NULL, key VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL);
CREATE TABLE department (id INTEGER NOT NULL, key VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL);
CREATE TABLE campaign (id INTEGER NOT NULL, key VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL);
CREATE TABLE measure (
    id INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    zh VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    unit VARCHAR NOT NULL
);

-- One import of one file. rows_read = accepted + quarantined + blank + duplicates.
CREATE TABLE batch (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    header_row INTEGER NOT NULL,
    columns VARCHAR[] NOT NULL,      -- headers as written
    mapping VARCHAR NOT NULL,        -- JSON object of field to header
    imported_at TIMESTAMP NOT NULL,
    rows_read BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    blank BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    warned BIGINT NOT NULL,          -- accepted rows with a warning
    undone_at TIMESTAMP
);

-- Facts. (batch_id, row_no) is where a row came from; row_no is the row of the sheet or the record of the CSV file.
CREATE TABLE accident (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    ledger_no VARCHAR,
    occurred_on DATE NOT NULL,
    minute SMALLINT,                 -- minute of the day; NULL where the ledger gives no time
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    accident_type INTEGER,
    grade INTEGER,                   -- by the statutory thresholds; as reported where counts are unknown
    deaths INTEGER,
    serious INTEGER,
    minor INTEGER,
    injured INTEGER,                 -- as reported, else serious and minor together
    loss DOUBLE,                     -- direct loss, 万元
    firm VARCHAR,
    name VARCHAR,                    -- the name an accident is known by: “8·27”
    supervised BOOLEAN,              -- 挂牌督办
    closed_on DATE,                  -- 结案
    cause VARCHAR,
    summary VARCHAR
);
CREATE TABLE inspection (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    occurred_on DATE NOT NULL,       -- a monthly return stands on the first of its month
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    department INTEGER,
    campaign INTEGER,
    officer_turns BIGINT,            -- 人次
    inspections BIGINT,              -- visits, 家次
    firms BIGINT,                    -- distinct firms, 家
    hazards BIGINT,                  -- 处
    rectified BIGINT,
    orders BIGINT,                   -- 整改指令书, 份
    suspensions BIGINT,              -- 责令停产停业整顿, 家
    penalties BIGINT,                -- 宗
    fines DOUBLE                     -- 万元
);
CREATE TABLE sector_figure (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    occurred_on DATE NOT NULL,       -- 1 January of the year
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    employees DOUBLE,                -- persons
    firms DOUBLE,
    vehicles DOUBLE,
    gdp DOUBLE,                      -- 亿元, current prices
    population DOUBLE,               -- persons, resident
    devices DOUBLE,                  -- special equipment in use
    staff DOUBLE,                    -- safety officers in post
    quota_deaths DOUBLE,             -- annual control quota
    quota_accidents DOUBLE
);
CREATE TABLE activity (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    occurred_on DATE NOT NULL,
    town INTEGER,
    sector INTEGER,
    subsector INTEGER,
    measure INTEGER NOT NULL,
    value DOUBLE,
    target DOUBLE
);

-- Rows held back, with every cell as it was, and what was wrong with them; warnings on accepted rows stand in problem too.
CREATE TABLE quarantine (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    cells VARCHAR[] NOT NULL
);
CREATE TABLE problem (
    batch_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    fatal BOOLEAN NOT NULL,          -- the row is in quarantine; otherwise a warning
    reason VARCHAR NOT NULL,         -- code, worded by the translation files
    column_name VARCHAR NOT NULL,    -- header as written; empty where the whole row is meant
    original VARCHAR,                -- the cell as written
    detail VARCHAR NOT NULL          -- what the wording needs besides: a suggestion, the other value
);
