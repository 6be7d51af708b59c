SELECT key1,
       CAST(sum(quota_progress_num) FILTER (WHERE slot = 0) AS DOUBLE) AS quota_progress_num,
       CAST(sum(quota_progress_num) FILTER (WHERE slot = 1) AS DOUBLE) AS quota_progress_num_base,
       CAST(sum(quota_progress_num_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS quota_progress_num_rows,
       CAST(sum(quota_progress_num_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS quota_progress_num_rows_base,
       CAST(sum(quota_progress_den) FILTER (WHERE slot = 0) AS DOUBLE) AS quota_progress_den,
       CAST(sum(quota_progress_den) FILTER (WHERE slot = 1) AS DOUBLE) AS quota_progress_den_base
FROM (
  SELECT 0 AS slot, CAST(f.town AS INTEGER) AS key1, sum(f.deaths) AS quota_progress_num, sum(1) AS quota_progress_num_rows, NULL AS quota_progress_den
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
  GROUP BY ALL
UNION ALL
  SELECT 0 AS slot, key1, NULL AS quota_progress_num, NULL AS quota_progress_num_rows, sum(quota_progress_den) AS quota_progress_den
  FROM (SELECT CAST(f.town AS INTEGER) AS key1, f.occurred_on, coalesce(sum(f.quota_deaths) FILTER (WHERE f.town IS NOT NULL AND f.sector IS NULL), sum(f.quota_deaths) FILTER (WHERE f.town IS NOT NULL AND f.sector IS NOT NULL)) AS quota_progress_den
    FROM sector_figure f
    WHERE f.occurred_on BETWEEN ? AND ?
      AND f.town IS NOT NULL
    GROUP BY ALL)
  GROUP BY ALL
)
GROUP BY key1
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 2011-01-01
-- 4: 2011-12-23
