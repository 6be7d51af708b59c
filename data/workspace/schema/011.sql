-- Totals may say how many died and not in how many accidents.
ALTER TABLE accident_total ALTER COLUMN accidents DROP NOT NULL;
ALTER TABLE accident_rest ALTER COLUMN accidents DROP NOT NULL;
