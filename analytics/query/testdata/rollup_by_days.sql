SELECT key1,
       CAST(sum(accidents) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents,
       CAST(sum(accidents) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_base
FROM (
  SELECT 0 AS slot, CAST(year(f.occurred_on) * 10000 + month(f.occurred_on) * 100 + day(f.occurred_on) AS INTEGER) AS key1, sum(1) AS accidents
  FROM accident f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
)
GROUP BY key1
-- 1: 2011-01-01
-- 2: 2011-12-23
