"""Where a promotion may begin: the kinds as shops call them, partly filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Start:
    """A way to begin: the kind behind it, what stands in the form, which parts are open."""

    kind: str
    title: str | Promise
    text: str | Promise
    icon: str
    initial: Mapping[str, Any] = field(default_factory=dict)
    opened: tuple[str, ...] = ()


STARTS: Mapping[str, Start] = {
    "off": Start(
        "limited_time",
        _("Discount for a time"),
        _("A percentage off, or a price, for some days."),
        "clock",
        {"gives": "off", "discount_bp": 20},
    ),
    "save": Start(
        "spend_save",
        _("Spend and save"),
        _("So much off from an amount on, in steps."),
        "wallet",
        {"threshold_minor_1": 300, "save_minor_1": 50},
    ),
    "percent": Start(
        "spend_percent",
        _("Spend and get a percentage"),
        _("A percentage off from an amount on."),
        "coupon",
        {"threshold_minor_1": 300, "off_bp_1": 10},
    ),
    "second": Start(
        "nth_piece",
        _("Second piece at half price"),
        _("Of every so many pieces the cheapest costs less."),
        "products",
        {"n": 2, "off_bp": 50},
    ),
    "buyget": Start(
        "buy_get",
        _("Buy some, get some"),
        _("Of so many pieces the cheapest are free."),
        "gift",
        {"buy": 2, "get": 1},
    ),
    "pieces": Start(
        "pieces_off",
        _("The more pieces, the cheaper"),
        _("Two pieces 10 percent off, three pieces 20 percent."),
        "tasks",
        {"pieces_1": 2, "off_bp_1": 10, "pieces_2": 3, "off_bp_2": 20},
    ),
    "bundle": Start(
        "bundle",
        _("Bundle"),
        _("Some pieces together for one price."),
        "sales",
        {"pieces_1": 3, "price_minor": 199},
    ),
    "gift": Start(
        "spend_gift",
        _("Spend and choose a gift"),
        _("From an amount on something is free, chosen from a list."),
        "heart",
        {"threshold_minor": 500, "choose": 1},
    ),
    "addon": Start(
        "add_on",
        _("Add-on"),
        _("From an amount on something may be added for little."),
        "plus",
        {"threshold_minor": 200, "price_minor": 19, "most": 1},
    ),
    "level": Start(
        "limited_time",
        _("Price for levels"),
        _("A percentage off, or a price, for members of some levels."),
        "points",
        {"gives": "off", "discount_bp": 10, "member_only": True},
        ("who",),
    ),
    "day": Start(
        "limited_time",
        _("Members' day"),
        _("Every week or month on the same day, for members."),
        "today",
        {"gives": "off", "discount_bp": 12, "member_only": True, "month_days": "8, 18, 28"},
        ("who", "when"),
    ),
    "birthday": Start(
        "limited_time",
        _("Birthday"),
        _("In the month, the week or on the day of the member's birthday."),
        "gift",
        {"gives": "off", "discount_bp": 15, "member_only": True, "birthday": "month"},
        ("who",),
    ),
    "new": Start(
        "limited_time",
        _("New members"),
        _("For who joined lately and has not bought yet."),
        "members",
        {
            "gives": "off",
            "discount_bp": 10,
            "member_only": True,
            "first_purchase": True,
            "joined_within_days": 30,
        },
        ("who",),
    ),
    "clearance": Start(
        "limited_time",
        _("Clearance of a season"),
        _("What is left of a season, at one discount."),
        "tag",
        {"gives": "off", "discount_bp": 40, "combines_with_level": "no"},
    ),
}
"""By the name in the address of the editor."""
