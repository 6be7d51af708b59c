-- What people decided about a finding of the problem analysis. It stands under the finding's key, which says what was asked
-- and about whom, and not under any row: it survives another import.
CREATE TABLE decision (
    key VARCHAR PRIMARY KEY,
    state VARCHAR NOT NULL,          -- open, accepted, dismissed
    reason VARCHAR NOT NULL,         -- why it was dismissed; empty otherwise
    note VARCHAR NOT NULL,
    pinned BOOLEAN NOT NULL,         -- it goes into the briefing
    statement VARCHAR NOT NULL,      -- what the finding said when it was decided
    decided_at TIMESTAMP NOT NULL
);
