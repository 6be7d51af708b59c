SELECT CAST(sum(quota_progress_num) FILTER (WHERE slot = 0) AS DOUBLE) AS quota_progress_num,
       CAST(sum(quota_progress_num) FILTER (WHERE slot = 1) AS DOUBLE) AS quota_progress_num_base,
       CAST(sum(quota_progress_num_rows) FILTER (WHERE slot = 0) AS DOUBLE) AS quota_progress_num_rows,
       CAST(sum(quota_progress_num_rows) FILTER (WHERE slot = 1) AS DOUBLE) AS quota_progress_num_rows_base,
       CAST(sum(quota_progress_den) FILTER (WHERE slot = 0) AS DOUBLE) AS quota_progress_den,
       CAST(sum(quota_progress_den) FILTER (WHERE slot = 1) AS DOUBLE) AS quota_progress_den_base
FROM (
  SELECT 0 AS slot, sum(f.deaths) AS quota_progress_num, sum(1) AS quota_progress_num_rows, NULL AS quota_progress_den
  FROM accident_case f
  WHERE f.occurred_on BETWEEN ? AND ?
    AND (year(f.occurred_on) * 100 + month(f.occurred_on) IN (?))
UNION ALL
  SELECT 0 AS slot, NULL AS quota_progress_num, NULL AS quota_progress_num_rows, sum(quota_progress_den) AS quota_progress_den
  FROM (SELECT f.occurred_on, coalesce(sum(f.quota_deaths) FILTER (WHERE f.town IS NULL AND f.sector IS NULL), sum(f.quota_deaths) FILTER (WHERE f.town IS NOT NULL AND f.sector IS NULL), sum(f.quota_deaths) FILTER (WHERE f.town IS NULL AND f.sector IS NOT NULL), sum(f.quota_deaths) FILTER (WHERE f.town IS NOT NULL AND f.sector IS NOT NULL)) AS quota_progress_den
    FROM sector_figure f
    WHERE f.occurred_on BETWEEN ? AND ?
    GROUP BY ALL)
)
-- 1: 2011-01-01
-- 2: 2011-12-23
-- 3: 201108
-- 4: 2011-01-01
-- 5: 2011-12-23
