"""What a document says is what its entry in the ledger posts, at its own till, store and member.

A posting from or to somebody else's account counts for nothing here, so it shows as missing.
"""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

_BY_TENDER = """
        SELECT d.id,
            sum(CASE WHEN a.kind = 'tender.cash' AND a.owner = d.till_id
                THEN p.amount ELSE 0 END) AS cash,
            sum(CASE WHEN a.kind = 'tender.card' AND a.owner = d.till_id
                THEN p.amount ELSE 0 END) AS card,
            sum(CASE WHEN a.kind IN ('wallet.principal', 'wallet.bonus') AND a.owner = d.member_id
                THEN p.amount ELSE 0 END) AS wallet,
            sum(CASE WHEN a.kind = 'gift.value' THEN p.amount ELSE 0 END) AS gift,
            sum(CASE WHEN a.kind = 'points_as_money' AND a.owner = d.store_id
                THEN p.amount ELSE 0 END) AS points
        FROM sales_{document} d
        JOIN ledger_entry e ON e.document_id = d.id AND e.kind = '{document}'
        JOIN ledger_posting p ON p.entry_id = e.id
        JOIN ledger_account a ON a.id = p.{paying}_id
        GROUP BY d.id
    """
"""What each document's entry moves from or to the accounts that pay for it."""

_BY_PURPOSE = """
        SELECT d.id,
            sum(CASE WHEN a.kind = 'revenue' AND a.owner = d.store_id
                THEN p.amount ELSE 0 END) AS revenue,
            sum(CASE WHEN a.kind = 'wallet.principal' AND a.owner = d.member_id
                THEN p.amount ELSE 0 END) AS principal,
            sum(CASE WHEN a.kind = 'pass.deferred' AND c.sale_id = d.{sale}
                THEN p.amount ELSE 0 END) AS deferred,
            sum(CASE WHEN a.kind = 'gift.value' AND g.sale_id = d.{sale}
                THEN p.amount ELSE 0 END) AS gift,
            sum(CASE WHEN a.kind = 'points_redeemed' AND a.owner = d.store_id
                AND f.kind = 'points' AND f.owner = d.member_id
                THEN p.amount ELSE 0 END) AS points
        FROM sales_{document} d
        JOIN ledger_entry e ON e.document_id = d.id AND e.kind = '{document}'
        JOIN ledger_posting p ON p.entry_id = e.id
        JOIN ledger_account a ON a.id = p.{paid_for}_id
        JOIN ledger_account f ON f.id = p.{paying}_id
        LEFT JOIN wallet_heldcard c ON c.id = a.owner AND a.kind = 'pass.deferred'
        LEFT JOIN wallet_giftcard g ON g.id = a.owner AND a.kind = 'gift.value'
        GROUP BY d.id
    """
"""What each document's entry moves to or from the accounts of what is paid for."""


def _of_sales(posted: str) -> str:
    """A sale is paid from its tenders to its revenue."""
    return posted.format(document="sale", paying="source", paid_for="destination", sale="id")


def _of_returns(posted: str) -> str:
    """A return goes the other way."""
    return posted.format(document="return", paying="destination", paid_for="source", sale="sale_id")


ENTRIES = Claim(
    "sales.entries",
    gettext_noop("Every entry of a sale or return has its document, and a document one entry."),
    "ledger_entry WHERE kind IN ('sale', 'return')",
    """
    SELECT e.id AS entry_id, e.kind, e.document_id FROM ledger_entry e
    LEFT JOIN sales_sale s ON s.id = e.document_id AND s.store_id = e.store_id
        AND s.business_on = e.business_on AND s.at = e.at
    LEFT JOIN sales_return r ON r.id = e.document_id AND r.store_id = e.store_id
        AND r.business_on = e.business_on AND r.at = e.at
    LEFT JOIN ledger_entry sold ON sold.document_id = r.sale_id AND sold.kind = 'sale'
    WHERE (e.kind = 'sale' AND (s.id IS NULL OR e.reverses_id IS NOT NULL))
        OR (e.kind = 'return' AND (r.id IS NULL
            OR coalesce(e.reverses_id, e.id) <> coalesce(sold.id, e.id)))
    UNION ALL
    SELECT e.id, e.kind, e.document_id FROM ledger_entry e
    JOIN ledger_entry other ON other.document_id = e.document_id AND other.id <> e.id
    WHERE e.kind IN ('sale', 'return')
    """,
)

PAID = Claim(
    "sales.paid",
    gettext_noop("What each tender of a sale took is what its entry posts."),
    "sales_sale",
    """
    SELECT s.id AS sale_id, s.number, t.cash, p.cash AS posted_cash, t.card, p.card AS posted_card,
        t.wallet, p.wallet AS posted_wallet, t.gift, p.gift AS posted_gift, t.points,
        p.points AS posted_points
    FROM sales_sale s
    LEFT JOIN (
        SELECT sale_id,
            sum(CASE WHEN kind = 'cash' THEN amount_minor ELSE 0 END) AS cash,
            sum(CASE WHEN kind = 'card' THEN amount_minor ELSE 0 END) AS card,
            sum(CASE WHEN kind = 'wallet' THEN amount_minor ELSE 0 END) AS wallet,
            sum(CASE WHEN kind = 'gift' THEN amount_minor ELSE 0 END) AS gift,
            sum(CASE WHEN kind = 'points' THEN amount_minor ELSE 0 END) AS points
        FROM sales_tender GROUP BY sale_id
    ) t ON t.sale_id = s.id
    LEFT JOIN ({posted}) p ON p.id = s.id
    WHERE coalesce(t.cash, 0) <> coalesce(p.cash, 0) OR coalesce(t.card, 0) <> coalesce(p.card, 0)
        OR coalesce(t.wallet, 0) <> coalesce(p.wallet, 0)
        OR coalesce(t.gift, 0) <> coalesce(p.gift, 0)
        OR coalesce(t.points, 0) <> coalesce(p.points, 0)
    """.replace("{posted}", _of_sales(_BY_TENDER)),
)

SOLD = Claim(
    "sales.sold",
    gettext_noop(
        "What the lines of a sale come to is revenue, owed for cards or topped up in its entry."
    ),
    "sales_sale",
    """
    SELECT s.id AS sale_id, s.number, l.goods, p.revenue, p.deferred, l.topup, p.principal,
        l.gift, p.gift AS posted_gift,
        s.points_used, p.points AS posted_points
    FROM sales_sale s
    LEFT JOIN (
        SELECT sale_id,
            sum(CASE WHEN kind IN ('topup', 'gift') THEN 0 ELSE net_minor - value_minor END) AS goods,
            sum(CASE WHEN kind = 'topup' THEN net_minor ELSE value_minor END) AS topup,
            sum(CASE WHEN kind = 'gift' THEN net_minor ELSE 0 END) AS gift
        FROM sales_saleline GROUP BY sale_id
    ) l ON l.sale_id = s.id
    LEFT JOIN ({posted}) p ON p.id = s.id
    WHERE coalesce(l.goods, 0) <> coalesce(p.revenue, 0) + coalesce(p.deferred, 0)
        OR coalesce(l.topup, 0) <> coalesce(p.principal, 0)
        OR coalesce(l.gift, 0) <> coalesce(p.gift, 0)
        OR s.points_used <> coalesce(p.points, 0)
    """.replace("{posted}", _of_sales(_BY_PURPOSE)),
)

REFUNDED = Claim(
    "returns.refunded",
    gettext_noop("What a return refunds by each tender is what its entry posts."),
    "sales_return",
    """
    SELECT r.id AS return_id, r.number, t.cash, p.cash AS posted_cash, t.card,
        p.card AS posted_card, t.wallet, p.wallet AS posted_wallet, t.gift,
        p.gift AS posted_gift,
        r.points_minor + r.kept_minor AS points, p.points AS posted_points
    FROM sales_return r
    LEFT JOIN (
        SELECT document_id,
            sum(CASE WHEN kind = 'cash' THEN amount_minor ELSE 0 END) AS cash,
            sum(CASE WHEN kind = 'card' THEN amount_minor ELSE 0 END) AS card,
            sum(CASE WHEN kind = 'wallet' THEN amount_minor ELSE 0 END) AS wallet,
            sum(CASE WHEN kind = 'gift' THEN amount_minor ELSE 0 END) AS gift
        FROM sales_refund GROUP BY document_id
    ) t ON t.document_id = r.id
    LEFT JOIN ({posted}) p ON p.id = r.id
    WHERE coalesce(t.cash, 0) <> coalesce(p.cash, 0) OR coalesce(t.card, 0) <> coalesce(p.card, 0)
        OR coalesce(t.wallet, 0) <> coalesce(p.wallet, 0)
        OR coalesce(t.gift, 0) <> coalesce(p.gift, 0)
        OR r.points_minor + r.kept_minor <> coalesce(p.points, 0)
    """.replace("{posted}", _of_returns(_BY_TENDER)),
)

TAKEN_BACK = Claim(
    "returns.taken_back",
    gettext_noop("What the lines of a return come to leaves revenue, cards and topped-up value."),
    "sales_return",
    """
    SELECT r.id AS return_id, r.number, l.goods, p.revenue, p.deferred, l.topup, p.principal,
        l.gift, p.gift AS posted_gift,
        r.points_back, p.points AS posted_points
    FROM sales_return r
    LEFT JOIN (
        SELECT document_id,
            sum(CASE WHEN kind IN ('topup', 'gift') THEN 0 ELSE net_minor - value_minor END) AS goods,
            sum(CASE WHEN kind = 'topup' THEN net_minor ELSE value_minor END) AS topup,
            sum(CASE WHEN kind = 'gift' THEN net_minor ELSE 0 END) AS gift
        FROM sales_returnline GROUP BY document_id
    ) l ON l.document_id = r.id
    LEFT JOIN ({posted}) p ON p.id = r.id
    WHERE coalesce(l.goods, 0) <> coalesce(p.revenue, 0) + coalesce(p.deferred, 0)
        OR coalesce(l.topup, 0) <> coalesce(p.principal, 0)
        OR coalesce(l.gift, 0) <> coalesce(p.gift, 0)
        OR r.points_back <> coalesce(p.points, 0)
    """.replace("{posted}", _of_returns(_BY_PURPOSE)),
)

CLAIMS = (ENTRIES, PAID, SOLD, REFUNDED, TAKEN_BACK)
