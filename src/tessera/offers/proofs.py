"""What must hold of coupons, to be proved from the rows alone."""

from tessera.kernel.errors import gettext_noop
from tessera.platform.proofs import Claim

USES = Claim(
    "offers.uses",
    gettext_noop("Every coupon counts its uses as they were, within its limit."),
    "offers_coupon",
    """
    SELECT c.id AS coupon_id, c.uses, coalesce(u.used, 0) AS used, c.uses_limit
    FROM offers_coupon c
    LEFT JOIN (
        SELECT coupon_id, count(*) AS used FROM offers_couponuse
        WHERE returned_at IS NULL GROUP BY coupon_id
    ) u ON u.coupon_id = c.id
    WHERE c.uses <> coalesce(u.used, 0) OR c.uses > c.uses_limit
    """,
)

LIMITS = Claim(
    "offers.limits",
    gettext_noop("Nobody got more of a coupon than a member might have of it then."),
    "offers_coupon",
    """
    SELECT coupon_id, kind_id, issued_to, nth, most FROM (
        SELECT id AS coupon_id, kind_id, issued_to, most,
            row_number() OVER (PARTITION BY kind_id, issued_to ORDER BY id) AS nth
        FROM offers_coupon WHERE issued_to IS NOT NULL AND uses_limit > 0
    ) c
    WHERE nth > most
    """,
)

TOTALS = Claim(
    "offers.totals",
    gettext_noop("Of no coupon more are out than there are to be."),
    "offers_coupon",
    """
    SELECT k.id AS kind_id, count(*) AS issued, k.total_limit
    FROM offers_couponkind k JOIN offers_coupon c ON c.kind_id = k.id AND c.uses_limit > 0
    WHERE k.total_limit IS NOT NULL
    GROUP BY k.id, k.total_limit
    HAVING count(*) > k.total_limit
    """,
)

CLAIMS = (USES, LIMITS, TOTALS)
