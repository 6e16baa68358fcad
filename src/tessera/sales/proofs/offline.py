"""What tills made without the server came here once, under numbers that they were given."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

BLOCKS = Claim(
    "sales.blocks",
    gettext_noop(
        "The numbers that tills give by themselves were handed out in blocks without gaps, none twice."
    ),
    "sales_numberblock",
    """
    SELECT series, day, sum(given) AS given, max(last) AS last, sum(counter) AS counter
    FROM (
        SELECT 'offline:' || replace(CAST(till_id AS text), '-', '') AS series,
            business_on AS day, last - first + 1 AS given, last, 0 AS counter
        FROM sales_numberblock
        UNION ALL
        SELECT series, day, 0, 0, value FROM platform_counter
        WHERE substr(series, 1, 8) = 'offline:'
    ) both_sides GROUP BY series, day
    HAVING sum(given) <> sum(counter) OR max(last) <> sum(counter)
    UNION ALL
    SELECT 'offline:' || replace(CAST(b.till_id AS text), '-', ''), b.business_on, b.first,
        b.last, o.first
    FROM sales_numberblock b JOIN sales_numberblock o
        ON o.till_id = b.till_id AND o.business_on = b.business_on AND o.id <> b.id
    WHERE o.first BETWEEN b.first AND b.last
    """,
)

MADE = Claim(
    "sales.made_offline",
    gettext_noop(
        "Everything that a till made without the server was posted once, under a number of its blocks, or says why not."
    ),
    "sales_madeoffline",
    """
    SELECT d.id AS document_id, d.number, count(m.id) AS kept, count(b.id) AS numbered
    FROM (
        SELECT id, number, till_id FROM sales_sale
        WHERE rtrim(number, '0123456789') LIKE '%-F'
        UNION ALL
        SELECT id, number, till_id FROM sales_return
        WHERE rtrim(number, '0123456789') LIKE '%-F'
    ) d
    LEFT JOIN sales_madeoffline m ON m.number = d.number AND m.till_id = d.till_id
        AND (m.sale_id = d.id OR m.returned_id = d.id)
    LEFT JOIN sales_numberblock b ON b.till_id = m.till_id AND b.business_on = m.number_on
        AND m.number_value BETWEEN b.first AND b.last
    GROUP BY d.id, d.number
    HAVING count(m.id) <> 1 OR count(b.id) <> 1
    UNION ALL
    SELECT m.id, m.number, 0, 0
    FROM sales_madeoffline m
    WHERE m.sale_id IS NULL AND m.returned_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM sales_syncremark r WHERE r.made_id = m.id)
    """,
)

CLAIMS = (BLOCKS, MADE)
