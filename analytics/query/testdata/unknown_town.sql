SELECT CAST(sum(accidents) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents,
       CAST(sum(accidents) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_base,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents_rows,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_rows_base
FROM (
  SELECT 0 AS slot, sum(f.cases) AS accidents, sum(1) AS accidents_rows
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
    AND (f.town IN (?) OR f.town IS NULL)
    AND (f.minute // 60 IN (?, ?))
)
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 441900116
-- 4: 18
-- 5: 19
