SELECT key1,
       CAST(sum(accidents) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents,
       CAST(sum(accidents) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_base,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents_rows,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_rows_base
FROM (
  SELECT 0 AS slot, CAST(CASE WHEN NOT f.whole_month THEN year(f.occurred_on) * 10000 + month(f.occurred_on) * 100 + day(f.occurred_on) END AS INTEGER) AS key1, sum(f.sum0) AS accidents, sum(f.sum1) AS accidents_rows
  FROM rollup_accident_day f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
)
GROUP BY key1
-- 1: 2011-01-01
-- 2: 2011-12-23
