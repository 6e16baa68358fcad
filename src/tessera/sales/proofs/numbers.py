"""Numbers of documents run from one, without gaps, as far as their counter says."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

NUMBERS = Claim(
    "sales.numbers",
    gettext_noop("The numbers of each till and business day run without gaps to their counter."),
    "platform_counter WHERE substr(series, 1, 5) = 'sale:' OR substr(series, 1, 7) IN ('return:', 'payout:')",
    """
    SELECT series, day, sum(documents) AS documents, max(last) AS last, sum(counter) AS counter
    FROM (
        SELECT n.series, n.day, 1 AS documents, 0 AS counter,
            CAST(nullif(substr(number, length(rtrim(number, '0123456789')) + 1), '') AS bigint)
                AS last
        FROM (
            SELECT 'sale:' || replace(CAST(till_id AS text), '-', '') AS series,
                business_on AS day, number FROM sales_sale
            WHERE rtrim(number, '0123456789') NOT LIKE '%-F'
            UNION ALL
            SELECT 'return:' || replace(CAST(till_id AS text), '-', ''), business_on, number
            FROM sales_return WHERE rtrim(number, '0123456789') NOT LIKE '%-F'
            UNION ALL
            SELECT 'payout:' || replace(CAST(till_id AS text), '-', ''), business_on, number
            FROM sales_payout
        ) n
        UNION ALL
        SELECT series, day, 0, value, 0 FROM platform_counter
        WHERE substr(series, 1, 5) = 'sale:' OR substr(series, 1, 7) IN ('return:', 'payout:')
    ) both_sides GROUP BY series, day
    HAVING sum(documents) <> sum(counter) OR max(last) <> sum(counter) OR count(last) <> count(*)
        OR count(DISTINCT last) <> count(*)
    """,
)

CLAIMS = (NUMBERS,)
