"""What must hold of the kept sums, to be proved from the rows alone."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

DAYS = Claim(
    "finance.days",
    gettext_noop("The kept sums of each day are those of the ledger."),
    "finance_daysum",
    """
    SELECT store_id, day, source, destination, unit, sum(amount) AS off_by,
        sum(postings) AS postings_off_by
    FROM (
        SELECT e.store_id, e.business_on AS day, s.kind AS source, d.kind AS destination, s.unit,
            p.amount, 1 AS postings
        FROM ledger_posting p
        JOIN ledger_entry e ON e.id = p.entry_id
        JOIN ledger_account s ON s.id = p.source_id
        JOIN ledger_account d ON d.id = p.destination_id
        WHERE p.entry_id < (SELECT until_id FROM finance_mark)
        UNION ALL
        SELECT store_id, day, source, destination, unit, -amount, -postings FROM finance_daysum
    ) both_sides
    GROUP BY store_id, day, source, destination, unit
    HAVING sum(amount) <> 0 OR sum(postings) <> 0
    """,
)

MONTHS = Claim(
    "finance.months",
    gettext_noop("The kept sums of each month are those of its days."),
    "finance_monthsum",
    """
    SELECT store_id, month, source, destination, unit, sum(amount) AS off_by,
        sum(postings) AS postings_off_by
    FROM (
        SELECT store_id, substr(CAST(day AS varchar), 1, 7) AS month, source, destination, unit,
            amount, postings
        FROM finance_daysum
        UNION ALL
        SELECT store_id, substr(CAST(day AS varchar), 1, 7), source, destination, unit,
            -amount, -postings
        FROM finance_monthsum
    ) both_sides
    GROUP BY store_id, month, source, destination, unit
    HAVING sum(amount) <> 0 OR sum(postings) <> 0
    """,
)

CLAIMS = (DAYS, MONTHS)
