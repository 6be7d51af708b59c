-- The speech that was composed last in each language, as package speech keeps it, to say later which of its numbers moved.
CREATE TABLE speech (
    language VARCHAR PRIMARY KEY,
    document VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL
);

-- What people decided about the figures of old speeches: which question gives a figure, or that none does. A figure is known
-- by its sentence, and by which of the sentence's figures it is.
CREATE TABLE speech_binding (
    sentence VARCHAR NOT NULL,       -- SHA-256 of the sentence
    place INTEGER NOT NULL,          -- from 0
    state VARCHAR NOT NULL,          -- confirmed, changed, refused
    words VARCHAR NOT NULL,          -- the figure as the old text has it
    question VARCHAR NOT NULL,       -- JSON; empty where it is refused
    decided_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sentence, place)
);
