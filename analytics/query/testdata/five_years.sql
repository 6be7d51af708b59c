SELECT key1,
       CAST(sum(deaths) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths,
       CAST(sum(deaths) FILTER (WHERE slot = 1) AS DOUBLE) / 5 AS deaths_base,
       CAST(sum(rows) FILTER (WHERE slot = 0) AS DOUBLE) AS rows,
       CAST(sum(rows) FILTER (WHERE slot = 1) AS DOUBLE) / 5 AS rows_base
FROM (
  SELECT 0 AS slot, CAST(year(f.occurred_on) * 100 + month(f.occurred_on) AS INTEGER) AS key1, sum(f.deaths) AS deaths, count(*) AS rows
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(year(CAST(f.occurred_on + INTERVAL 12 MONTH AS DATE)) * 100 + month(CAST(f.occurred_on + INTERVAL 12 MONTH AS DATE)) AS INTEGER) AS key1, sum(f.deaths) AS deaths, count(*) AS rows
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(year(CAST(f.occurred_on + INTERVAL 24 MONTH AS DATE)) * 100 + month(CAST(f.occurred_on + INTERVAL 24 MONTH AS DATE)) AS INTEGER) AS key1, sum(f.deaths) AS deaths, count(*) AS rows
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(year(CAST(f.occurred_on + INTERVAL 36 MONTH AS DATE)) * 100 + month(CAST(f.occurred_on + INTERVAL 36 MONTH AS DATE)) AS INTEGER) AS key1, sum(f.deaths) AS deaths, count(*) AS rows
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(year(CAST(f.occurred_on + INTERVAL 48 MONTH AS DATE)) * 100 + month(CAST(f.occurred_on + INTERVAL 48 MONTH AS DATE)) AS INTEGER) AS key1, sum(f.deaths) AS deaths, count(*) AS rows
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(year(CAST(f.occurred_on + INTERVAL 60 MONTH AS DATE)) * 100 + month(CAST(f.occurred_on + INTERVAL 60 MONTH AS DATE)) AS INTEGER) AS key1, sum(f.deaths) AS deaths, count(*) AS rows
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
)
GROUP BY ALL
ORDER BY ALL NULLS LAST
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 2010-01-01
-- 4: 2010-12-23
-- 5: 2009-01-01
-- 6: 2009-12-23
-- 7: 2008-01-01
-- 8: 2008-12-23
-- 9: 2007-01-01
-- 10: 2007-12-23
-- 11: 2006-01-01
-- 12: 2006-12-23
