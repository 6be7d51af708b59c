SELECT key1,
       CAST(sum(accidents) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents,
       CAST(sum(accidents) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_base,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS accidents_rows,
       CAST(sum(accidents_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS accidents_rows_base,
       CAST(sum(hazards) FILTER (WHERE slot = 0) AS DOUBLE) AS hazards,
       CAST(sum(hazards) FILTER (WHERE slot = 1) AS DOUBLE) AS hazards_base,
       CAST(sum(rectification_rate_num) FILTER (WHERE slot = 0) AS DOUBLE) AS rectification_rate_num,
       CAST(sum(rectification_rate_num) FILTER (WHERE slot = 1) AS DOUBLE) AS rectification_rate_num_base,
       CAST(sum(rectification_rate_den) FILTER (WHERE slot = 0) AS DOUBLE) AS rectification_rate_den,
       CAST(sum(rectification_rate_den) FILTER (WHERE slot = 1) AS DOUBLE) AS rectification_rate_den_base
FROM (
  SELECT 0 AS slot, CAST(f.town AS INTEGER) AS key1, sum(f.cases) AS accidents, sum(1) AS accidents_rows, NULL AS hazards, NULL AS rectification_rate_num, NULL AS rectification_rate_den
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 0 AS slot, CAST(f.town AS INTEGER) AS key1, NULL AS accidents, NULL AS accidents_rows, sum(f.hazards) AS hazards, sum(f.rectified) FILTER (WHERE f.hazards IS NOT NULL) AS rectification_rate_num, sum(f.hazards) FILTER (WHERE f.rectified IS NOT NULL) AS rectification_rate_den
  FROM inspection f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
)
GROUP BY key1
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 2011-01-01
-- 4: 2011-12-23
