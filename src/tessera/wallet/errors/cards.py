"""Refusals about kinds of card, and cards that members hold."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def terms_invalid(*, field: str) -> Invalid:
    """A kind of card that cannot work."""
    return Invalid(
        "cards.terms_invalid",
        gettext_noop("These terms of a card do not go together. Look at “%(field)s” again."),
        field=field,
    )


def name_needed() -> Invalid:
    """A card without a name."""
    return Invalid("cards.name_needed", gettext_noop("Give the card a name."))


def not_card(*, name: str) -> Invalid:
    """A kind of card for a product of another kind, whose price would be revenue."""
    return Invalid(
        "cards.not_card",
        gettext_noop("%(name)s is not a card. Choose a product of the kind card."),
        name=name,
    )


def kind_not_found() -> NotFound:
    """No such kind."""
    return NotFound("cards.kind_not_found", gettext_noop("There is no such kind of card."))


def kind_missing(*, name: str) -> Conflict:
    """A card is sold whose terms nobody has stated."""
    return Conflict(
        "cards.kind_missing",
        gettext_noop("Nobody has said yet what %(name)s promises. Set it up in the office first."),
        name=name,
    )


def not_found() -> NotFound:
    """No such card, or not for who asks."""
    return NotFound("cards.not_found", gettext_noop("There is no such card. Check its number."))


def lookups_limited() -> Conflict:
    """Too many unknown numbers from one till."""
    return Conflict(
        "cards.lookups_limited",
        gettext_noop(
            "Too many unknown card numbers came from this till. Call the member instead,"
            " or wait a quarter of an hour."
        ),
    )


def not_active(*, state: str) -> Conflict:
    """Paused, frozen or ended."""
    return Conflict(
        "cards.not_active",
        gettext_noop("This card cannot be used now: it is paused, frozen or ended."),
        state=state,
    )


def not_begun(*, starts_on: str) -> Conflict:
    """Too early."""
    return Conflict(
        "cards.not_begun",
        gettext_noop("This card is good from %(starts_on)s."),
        starts_on=starts_on,
    )


def over(*, ends_on: str) -> Conflict:
    """Too late."""
    return Conflict(
        "cards.over",
        gettext_noop("This card was good through %(ends_on)s. It can be extended in the office."),
        ends_on=ends_on,
    )


def uses_insufficient(*, left: int) -> Conflict:
    """Fewer uses are left."""
    return Conflict(
        "cards.uses_insufficient",
        gettext_noop("This card has %(left)s uses left. Take fewer."),
        left=left,
    )


def uses_invalid() -> Invalid:
    """Nothing, or too much at once, is used."""
    return Invalid("cards.uses_invalid", gettext_noop("Say how many uses: at least one."))


def item_needed() -> Invalid:
    """A card for several things is used and nobody said for which."""
    return Invalid("cards.item_needed", gettext_noop("Choose what the card is used for."))


def item_not_in_group(*, name: str) -> Conflict:
    """The card is not good for that."""
    return Conflict(
        "cards.item_not_in_group",
        gettext_noop("This card is not good for %(name)s. Choose one of its own items."),
        name=name,
    )


def member_only() -> Conflict:
    """Somebody else brings a personal card."""
    return Conflict(
        "cards.member_only", gettext_noop("Only the member may use this card: it is personal.")
    )


def until_invalid() -> Invalid:
    """No later day, or a card without an end."""
    return Invalid(
        "cards.until_invalid",
        gettext_noop(
            "Choose a day after the card's present last day that has not passed, within ten years."
        ),
    )


def not_transferable() -> Conflict:
    """The terms keep it with its member."""
    return Conflict(
        "cards.not_transferable",
        gettext_noop(
            "By its terms this card stays with its member. If the law lets them hand it on, say so."
        ),
    )


def used() -> Conflict:
    """What was used cannot come back by its receipt."""
    return Conflict(
        "cards.used",
        gettext_noop(
            "This card has been used. Refund it on its own page, which counts what was used."
        ),
    )


def together() -> Conflict:
    """The cards of one line come back at once."""
    return Conflict(
        "cards.together", gettext_noop("The cards of one line come back together. Choose all.")
    )


def handed_on() -> Conflict:
    """The card is another member's by now."""
    return Conflict(
        "cards.handed_on",
        gettext_noop(
            "This card was handed on to another member, who alone can give it back, on its own page."
        ),
    )


def only_sold(*, name: str) -> Conflict:
    """Stored value is paid for in money."""
    return Conflict(
        "cards.only_sold",
        gettext_noop("%(name)s brings stored value: it is sold for money, and never given away."),
        name=name,
    )
