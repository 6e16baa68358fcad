"""Refusals about who somebody is: phone, number, name, card."""

from uuid import UUID

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def not_found() -> NotFound:
    """No such member, or not for this actor."""
    return NotFound(
        "members.not_found",
        gettext_noop("No member was found. Check the number, or register the member."),
    )


def phone_taken(*, member_id: UUID | None) -> Conflict:
    """One phone is one member. ``member_id`` is told to who may find members."""
    return Conflict(
        "members.phone_taken",
        gettext_noop("This phone belongs to a member already. Find the member by it instead."),
        **({"member_id": str(member_id)} if member_id else {}),
    )


def reference_taken(*, reference: str) -> Conflict:
    """One customer of another system is one member."""
    return Conflict(
        "members.reference_taken",
        gettext_noop("%(reference)s is a member already. Find the member instead."),
        reference=reference,
    )


def phone_invalid() -> Invalid:
    """Not the number of any phone."""
    return Invalid(
        "members.phone_invalid",
        gettext_noop(
            "This is no phone number. Check the digits; begin numbers of other countries with +."
        ),
    )


def phone_needed() -> Invalid:
    """A member without any number could never be found again."""
    return Invalid("members.phone_needed", gettext_noop("Ask for the member's phone number."))


def name_needed() -> Invalid:
    """A member without a name."""
    return Invalid("members.name_needed", gettext_noop("Ask for the member's name."))


def reason_needed() -> Invalid:
    """A change that is made by hand says why."""
    return Invalid("members.reason_needed", gettext_noop("Write down why."))


def lookups_limited() -> Conflict:
    """Somebody tries card codes (CASES 20)."""
    return Conflict(
        "members.lookups_limited",
        gettext_noop("Too many unknown cards. Wait a quarter of an hour, or find by phone."),
    )


def code_run_out() -> Conflict:
    """A code that a phone showed in another minute, or a picture of one."""
    return Conflict(
        "members.code_run_out",
        gettext_noop("This code has run out. Ask for the one that the phone shows now."),
    )


def somebody_elses() -> Conflict:
    """A card that another person on staff has named."""
    return Conflict(
        "members.somebody_elses",
        gettext_noop("This is the own card of somebody else who works here. Look at both."),
    )


def own_card_named() -> Forbidden:
    """Somebody who would give up the own card that was named."""
    return Forbidden(
        "members.own_card_named",
        gettext_noop("Your own card is named already. Somebody else has to name another."),
    )


def card_blocked() -> Conflict:
    """A card that its member has lost."""
    return Conflict(
        "members.card_blocked",
        gettext_noop("This card is reported lost. Give the member a new one, or unblock it."),
    )


def own_card() -> Conflict:
    """Nobody puts what is another's on the own card."""
    return Conflict(
        "members.own_card",
        gettext_noop("This is for your own card. Somebody else must look at it."),
    )


def phone_unproved() -> Forbidden:
    """The phone was not proved just now."""
    return Forbidden("members.phone_unproved", gettext_noop("Prove your phone by a code first."))
