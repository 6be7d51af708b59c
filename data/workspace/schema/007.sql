-- Two axes of time: when something happened, and from when until when the workspace knew it so. What stands in the facts is
-- the present state. Nothing that was known before is lost: rows of batches that were taken back go to tables of their own, and
-- what several files say of one accident stands beside what they say together.

-- Rows are known since the import of their batch, and until that is taken back; known_at is when a row came later, out of
-- quarantine. struck: 核销, the accident does not count.
ALTER TABLE accident ADD COLUMN known_at TIMESTAMP;
ALTER TABLE accident ADD COLUMN struck BOOLEAN;
ALTER TABLE accident_total ADD COLUMN known_at TIMESTAMP;
ALTER TABLE inspection ADD COLUMN known_at TIMESTAMP;
ALTER TABLE sector_figure ADD COLUMN known_at TIMESTAMP;
ALTER TABLE activity ADD COLUMN known_at TIMESTAMP;

-- Rows of batches that were taken back or replaced.
CREATE TABLE accident_past AS FROM accident LIMIT 0;
CREATE TABLE accident_total_past AS FROM accident_total LIMIT 0;
CREATE TABLE inspection_past AS FROM inspection LIMIT 0;
CREATE TABLE sector_figure_past AS FROM sector_figure LIMIT 0;
CREATE TABLE activity_past AS FROM activity LIMIT 0;

-- Accidents that were struck off. They are known, and not counted.
CREATE TABLE accident_struck AS FROM accident LIMIT 0;

-- What each file says of an accident that several files tell of, whether the batch is in force or not. The accident is named
-- by its first version. In accident or accident_struck stands what the versions in force say together, under the number of the
-- last one. reported is the grade as the file gives it, where it counts beside the statutory one.
CREATE TABLE accident_version AS SELECT 0::INTEGER AS first_batch, 0::INTEGER AS first_row, 0::INTEGER AS reported, * FROM accident LIMIT 0;

-- The place of a batch among those that tell of the same: a corrected file takes the place of the one it replaces.
CREATE VIEW batch_place AS
WITH RECURSIVE line AS (
    SELECT id, id AS place, replaces FROM batch
    UNION ALL
    SELECT line.id, b.id, b.replaces FROM line JOIN batch b ON b.id = line.replaces
)
SELECT id, min(place) AS place FROM line GROUP BY id;
