SELECT CAST(sum(accidents) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents,
       CAST(sum(accidents) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_base,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents_rows,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_rows_base,
       CAST(sum(deaths) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths,
       CAST(sum(deaths) FILTER (WHERE slot = 1) AS DOUBLE) AS deaths_base
FROM (
  SELECT 0 AS slot, sum(f.cases) AS accidents, sum(1) AS accidents_rows, sum(f.deaths) AS deaths
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
UNION ALL
  SELECT 1 AS slot, sum(f.cases) AS accidents, sum(1) AS accidents_rows, sum(f.deaths) AS deaths
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
)
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 2010-01-01
-- 4: 2010-12-23
