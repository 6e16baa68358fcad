"""The member's app: how each page answers a member, a member who names what is somebody else's, and
everybody who is not signed in as a member, staff of every role included.

A dot: nothing in the address belongs to somebody. Statuses as in ``table``.
"""

from dataclasses import dataclass

TEXT = """
#                            own  another's  no member
GET   member:card            200      .      302
GET   member:holdings        200      .      302
GET   member:exchanges       200      .      302
GET   member:exchange        200      .      302
POST  member:exchange        422      .      302
GET   member:give-points     200      .      302
POST  member:give-points     422      .      302
GET   member:gift-card       200      .      302
POST  member:gift-card       422      .      302
GET   member:rewards         200      .      302
GET   member:reward          200      .      302
GET   member:redeem          200      .      302
POST  member:redeem          200      .      302
POST  member:wish            302      .      302
GET   member:redemptions     200      .      302
GET   member:redemption      200     404     302
POST  member:redemption-cancel 302   404     302
GET   member:value           200      .      302
GET   member:value-give      200      .      302
POST  member:value-give      422      .      302
GET   member:value-transfer  200      .      302
POST  member:value-transfer  422      .      302
GET   member:coupons         200      .      302
GET   member:coupon          200     404     302
POST  member:coupon-give     302     404     302
POST  member:coupon-back     302     404     302
POST  member:coupon-take     302      .      302
GET   member:coupon-gift     200      .      302
POST  member:coupon-gift     422      .      302
GET   member:gift            200      .      302
POST  member:gift            422      .      302
GET   member:value-pin       200      .      302
POST  member:value-pin       422      .      302
GET   member:value-mark      302      .      302
POST  member:value-mark      302      .      302
GET   member:value-contract  200      .      302
POST  member:value-contract  404      .      302
GET   member:value-contract-text 404  .      302
POST  member:card-block      302      .      302
POST  member:card-unblock    302      .      302
GET   member:earn            200      .      302
POST  member:earn-check-in   302      .      302
GET   member:earn-profile    302      .      302
POST  member:earn-profile    302      .      302
POST  member:earn-share      302      .      302
GET   member:earn-wechat     204      .      302
GET   member:earn-review     200     404     302
POST  member:earn-review     422     404     302
GET   member:earn-survey     200      .      302
POST  member:earn-survey     422      .      302
GET   member:purchases       200      .      302
GET   member:purchase        200     404     302
GET   member:history         200      .      302
GET   member:level           200      .      302
POST  member:apply           409      .      302
POST  member:withdraw        302     404     302
POST  member:paper-add       302     404     302
GET   member:paper           200     404     302
GET   member:charter         200      .      200
GET   member:invite          200      .      302
GET   member:poster          200      .      302
GET   member:me              200      .      302
GET   member:profile         200      .      302
POST  member:profile         422      .      302
GET   member:messages        200      .      302
POST  member:messages-read   204      .      302
GET   member:phone           200      .      302
POST  member:phone           200      .      302
GET   member:password        200      .      302
POST  member:password        422      .      302
GET   member:confirm         200      .      302
POST  member:confirm         200      .      302
POST  member:consents        422      .      302
POST  member:end-device      302     302     302
GET   member:passkey         200      .      302
POST  member:passkey-begin   200      .      302
POST  member:passkey-finish  403      .      302
POST  member:passkey-remove  302     302     302
POST  member:by-passkey-begin 200     .      200
POST  member:by-passkey      403      .      403
GET   member:outside         302      .      404
GET   member:outside-back    302      .      404
GET   member:outside-bind    404      .      302
POST  member:outside-remove  302     302     302
GET   member:data-json       200      .      302
GET   member:data-csv        200      .      302
GET   member:leave           200      .      302
POST  member:leave           200      .      302
GET   member:sign-in         302      .      200
POST  member:sign-in         422      .      422
GET   member:by-password     200      .      200
POST  member:by-password     422      .      422
POST  member:sign-out        302      .      302
GET   member:join            302      .      200
POST  member:join            422      .      422
GET   member:join-by         302      .      200
POST  member:join-by         422      .      422
GET   member:manifest        200      .      200
GET   member:icon            200      .      200
GET   member:tiles           200      .      200
GET   member:worker          200      .      200
"""


@dataclass(frozen=True)
class Row:
    """One method of one page; ``others`` is None where nothing in the address is anybody's."""

    method: str
    name: str
    own: int
    others: int | None
    outside: int

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def _row(line: str) -> Row:
    method, name, own, others, outside = line.split()
    return Row(method, name, int(own), None if others == "." else int(others), int(outside))


ROWS = [_row(line) for line in TEXT.splitlines() if line and not line.startswith("#")]
