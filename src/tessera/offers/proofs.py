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
    LEFT JOIN (SELECT coupon_id, count(*) AS used FROM offers_couponuse GROUP BY coupon_id) u
        ON u.coupon_id = c.id
    WHERE c.uses <> coalesce(u.used, 0) OR c.uses > c.uses_limit
    """,
)

CLAIMS = (USES,)
