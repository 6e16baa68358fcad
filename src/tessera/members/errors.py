"""Refusals about members and levels."""

from uuid import UUID

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def not_found() -> NotFound:
    """No such member, or not for this actor."""
    return NotFound(
        "members.not_found",
        gettext_noop("No member was found. Check the number, or register the member."),
    )


def level_not_found() -> NotFound:
    """No such level."""
    return NotFound(
        "members.level_not_found", gettext_noop("There is no such level. Choose another.")
    )


def referrer_not_found() -> NotFound:
    """Nobody has the card or phone of the person who is said to have referred."""
    return NotFound(
        "members.referrer_not_found",
        gettext_noop("Nobody has the card or phone of who referred. Check it, or leave it out."),
    )


def self_referral() -> Conflict:
    """People do not refer themselves."""
    return Conflict(
        "members.self_referral", gettext_noop("Nobody refers themselves. Leave the referrer out.")
    )


def invitation_not_found() -> NotFound:
    """No invitation has this code."""
    return NotFound(
        "members.invitation_not_found",
        gettext_noop("There is no such invitation. Check the code, or leave it out."),
    )


def invitation_invalid() -> Invalid:
    """An invitation without who invites."""
    return Invalid(
        "members.invitation_invalid",
        gettext_noop("Choose the store, till, guide, member or campaign that invites."),
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


def text_too_long(*, field: str, limit: int) -> Invalid:
    """Longer than can be kept."""
    return Invalid(
        "members.text_too_long",
        gettext_noop("Shorten %(field)s to %(limit)s characters."),
        field=field,
        limit=limit,
    )


def reason_needed() -> Invalid:
    """A change that is made by hand says why."""
    return Invalid("members.reason_needed", gettext_noop("Write down why."))


def birthday_invalid() -> Invalid:
    """A birthday that nobody alive has."""
    return Invalid(
        "members.birthday_invalid",
        gettext_noop("This is nobody's birthday. Check the year."),
    )


def guardian_needed() -> Conflict:
    """Under 14, a guardian's separate consent is needed (domain handbook, section 2)."""
    return Conflict(
        "members.guardian_needed",
        gettext_noop("Under 14, a guardian must consent and prove their phone by a code first."),
    )


def level_missing() -> Conflict:
    """Nobody has defined a level."""
    return Conflict("members.level_missing", gettext_noop("Define a level first."))


def level_taken() -> Conflict:
    """Two levels may not share a name or a rank."""
    return Conflict(
        "members.level_taken",
        gettext_noop("Another level has this name or rank. Choose another."),
    )


def level_same() -> Conflict:
    """A move to where the member is."""
    return Conflict("members.level_same", gettext_noop("The member has this level already."))


def discount_invalid() -> Invalid:
    """Not a share."""
    return Invalid(
        "members.discount_invalid", gettext_noop("A discount lies between 0 and 100 per cent.")
    )


def rank_invalid() -> Invalid:
    """Not a rank."""
    return Invalid("members.rank_invalid", gettext_noop("A rank lies between 1 and 99."))


def lookups_limited() -> Conflict:
    """Somebody tries card codes (CASES 20)."""
    return Conflict(
        "members.lookups_limited",
        gettext_noop("Too many unknown cards. Wait a quarter of an hour, or find by phone."),
    )
