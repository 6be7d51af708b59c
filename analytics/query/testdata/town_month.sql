SELECT key1,
       key2,
       CAST(sum(accidents) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents,
       CAST(sum(accidents) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_base,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents_rows,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_rows_base,
       CAST(sum(deaths) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths,
       CAST(sum(deaths) FILTER (WHERE slot = 1) AS DOUBLE) AS deaths_base
FROM (
  SELECT 0 AS slot, CAST(f.town AS INTEGER) AS key1, CAST(year(f.occurred_on) * 100 + month(f.occurred_on) AS INTEGER) AS key2, sum(f.cases) AS accidents, sum(1) AS accidents_rows, sum(f.deaths) AS deaths
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
    AND (f.sector IN (?))
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(f.town AS INTEGER) AS key1, CAST(year(CAST(f.occurred_on + to_months(12) AS DATE)) * 100 + month(CAST(f.occurred_on + to_months(12) AS DATE)) AS INTEGER) AS key2, sum(f.cases) AS accidents, sum(1) AS accidents_rows, sum(f.deaths) AS deaths
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
    AND (f.sector IN (?))
  GROUP BY ALL
)
GROUP BY key1, key2
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 10
-- 4: 2010-01-01
-- 5: 2010-12-23
-- 6: 10
