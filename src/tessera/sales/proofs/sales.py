"""A sale agrees with its own lines and tenders."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

LINES = Claim(
    "sales.lines",
    gettext_noop("Every line is its tag price times pieces, less what each rule took off."),
    "sales_saleline",
    """
    SELECT * FROM (
        SELECT l.id AS line_id, l.sale_id, l.gross_minor, l.net_minor, l.points_share_minor,
            l.quantity * l.unit_tag_minor AS priced_minor,
            (SELECT coalesce(sum(CAST(r.value ->> 'amount_minor' AS bigint)), 0)
                FROM json_items(l.reasons) r) AS reduced_minor
        FROM sales_saleline l
    ) line
    WHERE gross_minor <> priced_minor OR gross_minor - reduced_minor <> net_minor
        OR points_share_minor < 0 OR points_share_minor > net_minor
    """,
)

TOTALS = Claim(
    "sales.totals",
    gettext_noop("Every sale is the sum of its lines: gross, reduction, rounding, points, total."),
    "sales_sale",
    """
    SELECT s.id AS sale_id, s.number, s.gross_minor, s.total_minor, s.points_minor,
        l.gross AS lines_gross, l.net AS lines_net, l.points AS lines_points
    FROM sales_sale s
    LEFT JOIN (
        SELECT sale_id, sum(gross_minor) AS gross, sum(net_minor) AS net,
            sum(points_share_minor) AS points
        FROM sales_saleline GROUP BY sale_id
    ) l ON l.sale_id = s.id
    WHERE l.sale_id IS NULL OR s.gross_minor <> l.gross OR s.points_minor <> l.points
        OR s.total_minor + s.points_minor <> l.net
        OR s.gross_minor - s.reduction_minor + s.rounding_minor <> l.net
        OR s.change_minor < 0
    """,
)

TENDERS = Claim(
    "sales.tenders",
    gettext_noop("Every sale is paid by its tenders to the last minor unit."),
    "sales_tender",
    """
    SELECT s.id AS sale_id, s.number, s.total_minor, s.points_minor, t.paid, t.points
    FROM sales_sale s
    LEFT JOIN (
        SELECT sale_id,
            sum(CASE WHEN kind = 'points' THEN 0 ELSE amount_minor END) AS paid,
            sum(CASE WHEN kind = 'points' THEN amount_minor ELSE 0 END) AS points
        FROM sales_tender GROUP BY sale_id
    ) t ON t.sale_id = s.id
    WHERE s.total_minor <> coalesce(t.paid, 0) OR s.points_minor <> coalesce(t.points, 0)
    """,
)

COUPONS = Claim(
    "sales.coupons",
    gettext_noop("Every use of a coupon belongs to a sale."),
    "offers_couponuse",
    """
    SELECT u.id AS use_id, u.coupon_id, u.document_id, u.amount_minor
    FROM offers_couponuse u LEFT JOIN sales_sale s ON s.id = u.document_id
    WHERE s.id IS NULL OR u.amount_minor < 0 OR u.amount_minor > s.reduction_minor
    """,
)

CLAIMS = (LINES, TOTALS, TENDERS, COUPONS)
