"""A shift agrees with its documents."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

DOCUMENTS = Claim(
    "shifts.documents",
    gettext_noop("Every shift counts its documents, and takes only those of its till."),
    "sales_shift",
    """
    SELECT h.id AS shift_id, h.document_count, h.sale_count, h.return_count,
        coalesce(d.sales, 0) AS sales, coalesce(d.returns, 0) AS returns,
        coalesce(d.payouts, 0) AS payouts, coalesce(d.uses, 0) AS uses
    FROM sales_shift h
    LEFT JOIN (
        SELECT shift_id, sum(sale) AS sales, sum(return) AS returns, sum(payout) AS payouts,
            sum(pass_use) AS uses, min(till_id) AS first_till, max(till_id) AS last_till
        FROM (
            SELECT shift_id, 1 AS sale, 0 AS return, 0 AS payout, 0 AS pass_use,
                CAST(till_id AS text) AS till_id
            FROM sales_sale
            UNION ALL SELECT shift_id, 0, 1, 0, 0, CAST(till_id AS text) FROM sales_return
            UNION ALL SELECT shift_id, 0, 0, 1, 0, CAST(till_id AS text) FROM sales_payout
            UNION ALL SELECT shift_id, 0, 0, 0, 1, CAST(till_id AS text) FROM sales_passuse
        ) documents GROUP BY shift_id
    ) d ON d.shift_id = h.id
    WHERE h.document_count <> coalesce(d.sales, 0) + coalesce(d.returns, 0)
            + coalesce(d.payouts, 0) + coalesce(d.uses, 0)
        OR coalesce(d.first_till, CAST(h.till_id AS text)) <> CAST(h.till_id AS text)
        OR coalesce(d.last_till, CAST(h.till_id AS text)) <> CAST(h.till_id AS text)
        OR (NOT h.is_open AND (coalesce(h.sale_count, -1) <> coalesce(d.sales, 0)
            OR coalesce(h.return_count, -1) <> coalesce(d.returns, 0)))
    """,
)

TENDERS = Claim(
    "shifts.tenders",
    gettext_noop("Every closed shift kept what each tender took and gave back."),
    "sales_shifttender",
    """
    SELECT m.shift_id, m.kind, sum(kept_taken) AS kept_taken, sum(taken) AS taken,
        sum(kept_refunded) AS kept_refunded, sum(refunded) AS refunded
    FROM (
        SELECT shift_id, kind, taken_minor AS kept_taken, refunded_minor AS kept_refunded,
            count AS kept_count, 0 AS taken, 0 AS refunded, 0 AS counted
        FROM sales_shifttender
        UNION ALL
        SELECT s.shift_id, t.kind, 0, 0, 0, t.amount_minor, 0, 1
        FROM sales_tender t JOIN sales_sale s ON s.id = t.sale_id
        UNION ALL
        SELECT r.shift_id, f.kind, 0, 0, 0, 0, f.amount_minor, 1
        FROM sales_refund f JOIN sales_return r ON r.id = f.document_id
        UNION ALL
        SELECT r.shift_id, 'points', 0, 0, 0, 0, r.points_minor, 1
        FROM sales_return r WHERE r.points_minor > 0
        UNION ALL
        SELECT shift_id, kind, 0, 0, 0, 0, paid_minor, 1 FROM sales_payout
    ) m
    JOIN sales_shift h ON h.id = m.shift_id AND NOT h.is_open
    GROUP BY m.shift_id, m.kind
    HAVING sum(kept_taken) <> sum(taken) OR sum(kept_refunded) <> sum(refunded)
        OR sum(kept_count) <> sum(counted)
    """,
)

EXPECTED = Claim(
    "shifts.expected",
    gettext_noop("Every closed shift expected its float and the cash that stayed in the drawer."),
    "sales_shift WHERE NOT is_open",
    """
    SELECT h.id AS shift_id, h.float_minor, h.expected_minor, coalesce(c.moved, 0) AS cash_minor
    FROM sales_shift h
    LEFT JOIN (
        SELECT shift_id, sum(amount) AS moved FROM (
            SELECT s.shift_id, t.amount_minor AS amount
            FROM sales_tender t JOIN sales_sale s ON s.id = t.sale_id WHERE t.kind = 'cash'
            UNION ALL
            SELECT r.shift_id, -f.amount_minor
            FROM sales_refund f JOIN sales_return r ON r.id = f.document_id WHERE f.kind = 'cash'
            UNION ALL
            SELECT shift_id, -paid_minor FROM sales_payout WHERE kind = 'cash'
        ) cash GROUP BY shift_id
    ) c ON c.shift_id = h.id
    WHERE NOT h.is_open AND (h.closed_at IS NULL OR h.counted_minor IS NULL
        OR h.expected_minor <> h.float_minor + coalesce(c.moved, 0))
    """,
)

CLAIMS = (DOCUMENTS, TENDERS, EXPECTED)
