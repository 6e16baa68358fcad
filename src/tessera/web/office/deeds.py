"""The audit log in words: what each deed is called, what it was about, and where that can be seen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.insights.queries.trail import Deed
from tessera.kernel.errors import gettext_noop
from tessera.web.kit import currency, formats
from tessera.web.office import words

NAMES: words.Words = {
    "sale.completed": _("Sale"),
    "sale.returned": _("Return"),
    "payout.posted": _("Stored value paid out"),
    "shift.opened": _("Shift opened"),
    "shift.closed": _("Shift closed"),
    "member.registered": _("Member registered"),
    "member.ordered_online": _("Online order of a member"),
    "joining.policy_set": _("Rule of joining set"),
    "member.came_of_age": _("Member is 14, the guardian is forgotten"),
    "member.changed": _("Member changed"),
    "member.phone_revealed": _("Phone looked at"),
    "member.card_shown": _("Card shown"),
    "member.card_replaced": _("Card replaced"),
    "member.level_changed": _("Level of a member changed"),
    "member.level_moved": _("Level moved by itself"),
    "member.level_bought": _("Level bought"),
    "member.level_locked": _("Level locked"),
    "member.level_unlocked": _("Level unlocked"),
    "member.sign_in": _("Member signs in"),
    "member.signed_out": _("Member signed out"),
    "member.seen": _("Member's device used"),
    "member.confirmed": _("Member confirmed by a code"),
    "member.password_chosen": _("Member chose a password"),
    "member.phone_changed": _("Member changed their phone"),
    "member.data_taken": _("Member took a copy of their data"),
    "member.left": _("Member left"),
    "member.passkey_added": _("Member added a passkey"),
    "member.passkey_removed": _("Member removed a passkey"),
    "member.account_bound": _("Member bound an account elsewhere"),
    "member.account_unbound": _("Member removed an account elsewhere"),
    "member.invitation_made": _("Member's invitation made"),
    "member.profile_changed": _("Profile changed"),
    "member.birthday_set": _("Birthday set"),
    "member.photo_set": _("Picture set"),
    "member.answers_kept": _("Answers kept"),
    "member.family_linked": _("Family linked"),
    "member.family_unlinked": _("Family unlinked"),
    "member.noted": _("Note written"),
    "member.tagged": _("Tag set"),
    "member.untagged": _("Tag removed"),
    "member.merged": _("Members merged"),
    "member.merges_settled": _("Merges followed up"),
    "member.transferred": _("Membership transferred"),
    "members.filter_kept": _("Filter kept"),
    "members.filter_dropped": _("Filter dropped"),
    "members.import_begun": _("Import of members begun"),
    "members.import_mapped": _("Columns of an import chosen"),
    "members.import_checked": _("Rows of an import looked at"),
    "members.import_confirmed": _("Import of members confirmed"),
    "members.imported": _("Members imported"),
    "members.import_forgotten": _("File of an import forgotten"),
    "members.exported": _("Members exported"),
    "campaigns.tag_rule_set": _("Rule of a tag set"),
    "campaigns.tag_rule_stopped": _("Rule of a tag stopped"),
    "campaigns.recompute_begun": _("Looking at all members began"),
    "campaigns.recomputed": _("Tags by rule computed"),
    "campaigns.buyers_looked_at": _("Tags of buyers computed"),
    "campaigns.lifecycle_set": _("Lifecycle set"),
    "tag.defined": _("Tag defined"),
    "tag.changed": _("Tag changed"),
    "field.defined": _("Field defined"),
    "field.changed": _("Field changed"),
    "age_band.defined": _("Age band named"),
    "age_band.removed": _("Age band removed"),
    "member.guide_changed": _("Guide of a member changed"),
    "members.hand_over_begun": _("Members of a guide handed over"),
    "members.handed_over": _("More members handed over"),
    "guide.policy_set": _("Rule of guides set"),
    "member.staff_named": _("Own card of staff named"),
    "invitation.made": _("Invitation made"),
    "level.defined": _("Level defined"),
    "level.changed": _("Level changed"),
    "product.added": _("Product added"),
    "product.changed": _("Product changed"),
    "product.skus_added": _("Colours and sizes added"),
    "price.set": _("Price set"),
    "price.tag_set": _("Tag price set"),
    "stock.received": _("Goods received"),
    "stock.adjusted": _("Stock corrected"),
    "promotion.created": _("Promotion created"),
    "promotion.changed": _("Promotion changed"),
    "promotion.ended": _("Promotion ended"),
    "coupon_kind.created": _("Coupon kind created"),
    "coupon_kind.changed": _("Coupon kind changed"),
    "coupon.issued": _("Coupon issued"),
    "staff.hired": _("Staff hired"),
    "staff.changed": _("Staff changed"),
    "staff.dismissed": _("Staff dismissed"),
    "staff.password_reset": _("Password reset"),
    "staff.password_changed": _("Own password changed"),
    "staff.signed_in": _("Signed in"),
    "staff.sign_in_refused": _("Sign-in refused"),
    "till.opened": _("Till set up"),
    "till.signed_in": _("Till signed in"),
    "till.signed_out": _("Till signed out"),
    "till.locked": _("Till locked"),
    "store.opened": _("Store opened"),
    "store.changed": _("Store changed"),
    "brand.set_up": _("Brand set up"),
    "brand.changed": _("Brand changed"),
    "price_policy.set": _("Price policy set"),
    "ledger.sealed": _("Days of the ledger sealed"),
    "ops.proved": _("Books proved"),
    "rewards.rule_set": _("Earning rule set"),
    "rewards.level_rule_set": _("Rule of a level set"),
    "rewards.growth_rule_set": _("Growth value set"),
    "referral.program_set": _("Referral programme set"),
    "referral.hold_decided": _("Referral reward decided"),
    "referral.screened": _("Referral rewards screened"),
    "referral.settled": _("Referral reward settled"),
    "rewards.levels_reviewed": _("Levels reviewed"),
    "rewards.birthdays_kept": _("Birthday coupons given"),
    "rewards.drops_warned": _("Members warned of a lower level"),
    "charter.published": _("Charter published"),
    "level.way_set": _("Way to a level set"),
    "application.submitted": _("Application submitted"),
    "application.paper_added": _("Paper added to an application"),
    "application.paper_read": _("Paper of an application looked at"),
    "application.reviewed": _("Application reviewed"),
    "application.approved": _("Application approved"),
    "application.refused": _("Application refused"),
    "application.withdrawn": _("Application withdrawn"),
    "application.paid": _("Application paid"),
    "application.granted": _("Level given on application"),
    "application.issued": _("Card handed over"),
    "application.lapsed": _("Application ran out"),
    "application.returned": _("Fee of an application came back"),
    "application.level_taken": _("Level taken back with its fee"),
    "wallet.plan_set": _("Top-up plan set"),
    "wallet.points_expired": _("Points expired"),
    "wallet.carried_over": _("Carried over after a merge"),
    "wallet.policy_set": _("Wallet policy set"),
    "code.requested": _("Code asked for"),
    "code.tried": _("Code tried"),
    "message.settled": _("Result of a message"),
    "message.replied": _("Reply received"),
    "messaging.forgot": _("Codes forgotten"),
    "message.read": _("Member read messages"),
    "member.told": _("Member told"),
    "notice.chosen": _("Notice switched"),
    "task.planned": _("Task planned"),
    "task.finished": _("Task done"),
    "task.dismissed": _("Task dropped"),
    "consent.recorded": _("Consents recorded"),
    "consent.withdrawn": _("Consent withdrawn"),
    "consent.text_written": _("Text of a consent written"),
    "demo.begun": _("Demo begun"),
    "demo.filled": _("Demo filled"),
}
"""Every action that a use case notes; a test holds this list against the code."""


def name(action: str) -> str | Promise:
    """What an action is called."""
    return NAMES.get(action, action)


_DOORS: words.Words = {
    "sign-in": _("Sign-in page"),
    "replay": _("Import"),
    "member import": _("Import"),
    "children": _("Children who are 14"),
    "demo": _("Demo"),
    "courier": _("Sending of messages"),
    "applications": _("Applications"),
    "care": _("Notices and tasks"),
    "member door": _("Member's app"),
    "tags": _("Automatic tags"),
}
"""Actors behind whom nobody stands, by the names that the machinery gives them."""


def who(deed: Deed) -> str | Promise:
    """Who did it."""
    return deed.who if deed.by else _DOORS.get(deed.who, deed.who)


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())


def _signed(minor: int) -> str:
    """A difference: less than nothing is missing, more was found too much."""
    return formats.signed(_money(minor), minor)


def _worth(value: object) -> str:
    """What was and what is: a price, or the name of a level."""
    return _money(value) if isinstance(value, int) else _plain(value)


def _plain(value: object) -> str:
    return str(value)


def _labelled(label: str, tell: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: gettext(label) % {"value": tell(value)}


_TOLD: Mapping[str, Callable[[Any], str]] = {
    "number": _plain,
    "code": _plain,
    "till": _plain,
    "style": _plain,
    "sku": _plain,
    "name": _plain,
    "level": _plain,
    "from_name": _labelled(gettext_noop("before: %(value)s"), _plain),
    "tag": _plain,
    "username": _plain,
    "role": lambda role: str(words.role(role)),
    "total_minor": _money,
    "refund_minor": _labelled(gettext_noop("refunded %(value)s"), _money),
    "amount_minor": _money,
    "paid_minor": _money,
    "tag_minor": _money,
    "before": _labelled(gettext_noop("was %(value)s"), _worth),
    "after": _labelled(gettext_noop("now %(value)s"), _worth),
    "float_minor": _labelled(gettext_noop("float %(value)s"), _money),
    "variance_minor": _labelled(gettext_noop("difference %(value)s"), _signed),
    "sale_count": _labelled(gettext_noop("sales: %(value)s"), formats.count),
    "return_count": _labelled(gettext_noop("returns: %(value)s"), formats.count),
    "members": _labelled(gettext_noop("members: %(value)s"), formats.count),
    "quantity": _labelled(gettext_noop("pieces: %(value)s"), formats.count),
    "means": lambda means: str(words.means(means)),
    "entered": lambda entered: gettext("let in") if entered else gettext("kept out"),
    "reason": _plain,
    "note": _plain,
    "address": _labelled(gettext_noop("from %(value)s"), _plain),
}
"""What is told of the data that a use case noted, in this order. The rest is for machines."""


def details(deed: Deed) -> str:
    """What the deed was about."""
    return " · ".join(_clauses(deed))


_BY_SUBJECT = frozenset({"staff.sign_in_refused", "code.requested", "code.tried"})
"""Deeds about somebody who may be nobody here: what they gave themselves out for is told."""


def _clauses(deed: Deed) -> Iterator[str]:
    if deed.action in _BY_SUBJECT:
        yield deed.subject
    if deed.about:
        yield deed.about
    for key, tell in _TOLD.items():
        value = deed.data.get(key)
        if isinstance(value, str | int) and value != "":
            yield tell(value)


_PAGES = {
    "sale.completed": ("office:sale", None),
    "sale.returned": ("office:sale", "sale_id"),
    "payout.posted": ("office:member", "member_id"),
    "member.registered": ("office:member", None),
    "member.ordered_online": ("office:member", None),
    "member.changed": ("office:member", None),
    "member.phone_revealed": ("office:member", None),
    "member.card_shown": ("office:member", None),
    "member.card_replaced": ("office:member", None),
    "member.level_changed": ("office:member", None),
    "member.level_moved": ("office:member", None),
    "member.level_bought": ("office:member", None),
    "member.level_locked": ("office:member", None),
    "member.level_unlocked": ("office:member", None),
    "member.profile_changed": ("office:member", None),
    "member.birthday_set": ("office:member", None),
    "member.photo_set": ("office:member", None),
    "member.answers_kept": ("office:member", None),
    "member.family_linked": ("office:member", None),
    "member.family_unlinked": ("office:member", None),
    "member.noted": ("office:member", None),
    "member.tagged": ("office:member", None),
    "member.untagged": ("office:member", None),
    "member.told": ("office:member", None),
    "task.planned": ("office:member", None),
    "task.finished": ("office:member", None),
    "task.dismissed": ("office:member", None),
    "member.merged": ("office:member", None),
    "member.transferred": ("office:member", None),
    "application.submitted": ("office:application", None),
    "application.paper_added": ("office:application", None),
    "application.paper_read": ("office:application", None),
    "application.reviewed": ("office:application", None),
    "application.approved": ("office:application", None),
    "application.refused": ("office:application", None),
    "application.withdrawn": ("office:application", None),
    "application.paid": ("office:application", None),
    "application.granted": ("office:application", None),
    "application.issued": ("office:application", None),
    "application.lapsed": ("office:application", None),
    "application.returned": ("office:application", None),
    "application.level_taken": ("office:application", None),
    "shift.opened": ("office:shift", None),
    "shift.closed": ("office:shift", None),
    "product.added": ("office:product", None),
    "product.changed": ("office:product", None),
    "price.tag_set": ("office:product", "product_id"),
    "price.set": ("office:product", "product_id"),
}


def address(deed: Deed) -> str:
    """The page of what was done; empty where there is none."""
    route, key = _PAGES.get(deed.action, ("", None))
    try:
        subject = UUID(str(deed.data.get(key) if key else deed.subject))
    except ValueError:
        return ""
    return reverse(route, args=[subject]) if route else ""
