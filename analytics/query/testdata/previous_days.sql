SELECT key1,
       CAST(sum(deaths) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths,
       CAST(sum(deaths) FILTER (WHERE slot = 1) AS DOUBLE) AS deaths_base,
       CAST(sum(deaths_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS deaths_rows,
       CAST(sum(deaths_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS deaths_rows_base
FROM (
  SELECT 0 AS slot, CAST(year(f.occurred_on) * 100 + month(f.occurred_on) AS INTEGER) AS key1, sum(f.deaths) AS deaths, sum(1) AS deaths_rows
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 1 AS slot, CAST(year((f.occurred_on + 357)) * 100 + month((f.occurred_on + 357)) AS INTEGER) AS key1, sum(f.deaths) AS deaths, sum(1) AS deaths_rows
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
)
GROUP BY key1
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 2010-01-09
-- 4: 2010-12-31
