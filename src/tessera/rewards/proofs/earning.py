"""What must hold of earned points."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

EARNINGS = Claim(
    "rewards.earnings",
    gettext_noop("What a sale earned follows from its rule, and is what its entry issued."),
    "rewards_earning",
    """
    SELECT sale_id, sum(earned) AS earned, sum(issued) AS issued FROM (
        SELECT sale_id, points AS earned, 0 AS issued,
            CASE WHEN by_line OR points = base_minor * factor_bp / (minor_per_point * 10000) THEN 0 ELSE 1 END AS odd
        FROM rewards_earning
        UNION ALL
        SELECT e.document_id, 0, p.amount, 0
        FROM ledger_posting p
        JOIN ledger_account s ON s.id = p.source_id AND s.kind = 'points_issued'
        JOIN ledger_entry e ON e.id = p.entry_id AND e.kind = 'sale'
    ) both_sides GROUP BY sale_id HAVING sum(earned) <> sum(issued) OR sum(odd) > 0
    """,
)

CLAWBACKS = Claim(
    "rewards.clawbacks",
    gettext_noop(
        "What a return clawed back is what its entry took, but what lapsed, was forgiven or kept as"
        " money."
    ),
    "rewards_clawback",
    """
    SELECT return_id, sum(clawed) AS clawed, sum(taken) AS taken FROM (
        SELECT document_id AS return_id, points - lapsed - forgiven - kept AS clawed, 0 AS taken
        FROM rewards_clawback
        UNION ALL
        SELECT e.document_id, 0, p.amount
        FROM ledger_posting p
        JOIN ledger_account d ON d.id = p.destination_id AND d.kind = 'points_issued'
        JOIN ledger_entry e ON e.id = p.entry_id AND e.kind = 'return'
    ) both_sides GROUP BY return_id HAVING sum(clawed) <> sum(taken)
    """,
)

CLAWED = Claim(
    "rewards.clawed",
    gettext_noop("Returns claw back no more than their sale earned."),
    "rewards_earning",
    """
    SELECT c.sale_id, sum(c.points) AS clawed, max(e.points) AS earned
    FROM rewards_clawback c
    JOIN sales_return r ON r.id = c.document_id
    LEFT JOIN rewards_earning e ON e.sale_id = c.sale_id AND r.sale_id = c.sale_id
    GROUP BY c.sale_id
    HAVING sum(c.points) > coalesce(max(e.points), 0)
        OR min(c.lapsed) < 0 OR min(c.forgiven) < 0 OR min(c.kept) < 0
        OR sum(c.base_minor) > coalesce(max(e.base_minor), 0)
    """,
)

LINES = Claim(
    "rewards.earned_lines",
    gettext_noop("What the lines of a sale earned is what it earned, and each rule's part of it."),
    "rewards_earnedline",
    """
    SELECT e.sale_id, e.points, l.points AS by_lines, l.told
    FROM rewards_earning e
    LEFT JOIN (
        SELECT n.sale_id, sum(n.points) AS points, coalesce(sum(r.told), 0) AS told,
            sum(n.base_minor) AS base
        FROM rewards_earnedline n
        LEFT JOIN (
            SELECT x.id, sum(CAST(g.value ->> 'points' AS bigint)) AS told
            FROM rewards_earnedline x, json_items(x.reasons) g GROUP BY x.id
        ) r ON r.id = n.id
        GROUP BY n.sale_id
    ) l ON l.sale_id = e.sale_id
    WHERE e.by_line <> (l.sale_id IS NOT NULL)
        OR (e.by_line AND (e.points <> l.points OR e.points <> l.told OR e.base_minor <> l.base))
    """,
)

CLAIMS = (EARNINGS, CLAWBACKS, CLAWED, LINES)
