"""What members are told of their level, of those they brought, of coupons and of stored value."""

from tessera.care import rules
from tessera.kernel.errors import gettext_noop
from tessera.messaging.rules import Template

TEMPLATES = {
    rules.RISEN: Template(
        name="level_risen",
        source=gettext_noop("You are %(level)s now, because %(reason)s."),
        params=("level", "reason"),
    ),
    rules.FALLEN: Template(
        name="level_fallen",
        source=gettext_noop("Your level is %(level)s from now on, because %(reason)s."),
        params=("level", "reason"),
    ),
    rules.ENDING: Template(
        name="level_ending",
        source=gettext_noop(
            "You will drop to %(level)s on %(day)s. To stay %(present)s you need %(missing)s more before that."
        ),
        params=("level", "day", "present", "missing"),
    ),
    rules.THANKS: Template(
        name="referral_thanks",
        source=gettext_noop("Thank you for bringing %(name)s. %(amount)s is yours."),
        params=("name", "amount"),
    ),
    rules.WELCOME: Template(
        name="referral_welcome",
        source=gettext_noop(
            "Thank you for your first purchase. As a friend brought you, %(amount)s is yours."
        ),
        params=("amount",),
    ),
    rules.POINTS_ENDING: Template(
        name="points_ending",
        source=gettext_noop("%(points)s of yours count through %(day)s. After that they are gone."),
        params=("points", "day"),
    ),
    rules.COUPON_ENDING: Template(
        name="coupon_ending",
        source=gettext_noop("Your coupon %(coupon)s counts through %(day)s."),
        params=("coupon", "day"),
    ),
    rules.LOW: Template(
        name="value_low",
        source=gettext_noop("Your stored value is down to %(amount)s."),
        params=("amount",),
    ),
    rules.CLOSING: Template(
        name="store_closing",
        source=gettext_noop(
            "%(store)s closes; its last day is %(day)s. %(amount)s of your stored value is from there: spend it in any of our stores, or have it paid out."
        ),
        params=("store", "day", "amount"),
    ),
}
"""By kind of notice. A provider knows each under its name (``TESSERA_SMS_TEMPLATES``)."""
