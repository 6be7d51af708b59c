SELECT key1,
       CAST(sum(deaths) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths,
       CAST(sum(deaths) FILTER (WHERE slot = 1) AS DOUBLE) AS deaths_base,
       CAST(sum(deaths_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths_rows,
       CAST(sum(deaths_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS deaths_rows_base
FROM (
  SELECT 0 AS slot, CAST(f.town AS INTEGER) AS key1, sum(f.sum2) AS deaths, sum(f.sum1) AS deaths_rows
  FROM rollup_accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(f.town AS INTEGER) AS key1, sum(f.sum2) AS deaths, sum(f.sum1) AS deaths_rows
  FROM rollup_accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(f.town AS INTEGER) AS key1, sum(f.sum2) AS deaths, sum(f.sum1) AS deaths_rows
  FROM rollup_accident_day f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
)
GROUP BY key1
-- 1: 2011-01-01
-- 2: 2011-12-31
-- 3: 2010-01-01
-- 4: 2010-11-30
-- 5: 2010-12-01
-- 6: 2010-12-23
