-- Briefings: each a whole document, in the form in which it is also exported as a file.
CREATE TABLE briefing (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    document BLOB NOT NULL,
    saved_at TIMESTAMP NOT NULL
);
