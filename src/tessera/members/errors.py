"""Refusals about members and levels."""

from uuid import UUID

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


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


def child_not_asked() -> Conflict:
    """Nothing but the membership is agreed to for a child (domain handbook, section 2)."""
    return Conflict(
        "members.child_not_asked",
        gettext_noop("Until the 14th birthday we ask nothing more. The card works as it is."),
    )


def birthday_fixed() -> Conflict:
    """A birthday gives something every year: who has told it does not move it."""
    return Conflict(
        "members.birthday_fixed",
        gettext_noop("Your birthday is noted already. Is it wrong? A store corrects it."),
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


def code_run_out() -> Conflict:
    """A code that a phone showed in another minute, or a picture of one."""
    return Conflict(
        "members.code_run_out",
        gettext_noop("This code has run out. Ask for the one that the phone shows now."),
    )


def something_unnamed() -> Invalid:
    """A level, tag, field or band without a name."""
    return Invalid("members.name_needed", gettext_noop("Give it a name."))


def name_taken() -> Conflict:
    """Two tags, fields, bands or filters may not share a name."""
    return Conflict(
        "members.name_taken", gettext_noop("This name is taken already. Choose another.")
    )


def note_needed() -> Invalid:
    """An empty note."""
    return Invalid("members.note_needed", gettext_noop("Write the note first."))


def answer_invalid() -> Invalid:
    """An answer that is none to the question."""
    return Invalid(
        "members.answer_invalid",
        gettext_noop("This does not fit. Check the kind of the field, and choose from its list."),
    )


def field_not_found() -> NotFound:
    """No such field of the brand's."""
    return NotFound("members.field_not_found", gettext_noop("There is no such field."))


def field_closed(*, name: str) -> Forbidden:
    """A field that other roles may change."""
    return Forbidden(
        "members.field_closed",
        gettext_noop("%(name)s is not yours to change. Ask whoever may."),
        name=name,
    )


def choices_needed() -> Invalid:
    """A choice between nothing."""
    return Invalid("members.choices_needed", gettext_noop("Write down at least two choices."))


def age_invalid() -> Invalid:
    """Nobody's age."""
    return Invalid("members.age_invalid", gettext_noop("An age lies between 0 and 120."))


def band_not_found() -> NotFound:
    """No such age band."""
    return NotFound("members.band_not_found", gettext_noop("There is no such age band."))


def picture_invalid() -> Invalid:
    """Not a picture that a browser shows."""
    return Invalid(
        "members.picture_invalid",
        gettext_noop("This is no picture. Choose a JPEG, PNG or WebP file."),
    )


def picture_too_large() -> Invalid:
    """More than is kept."""
    return Invalid("members.picture_too_large", gettext_noop("Choose a picture of less than 3 MB."))


def tag_not_found() -> NotFound:
    """No such tag."""
    return NotFound("members.tag_not_found", gettext_noop("There is no such tag."))


def own_family() -> Conflict:
    """Nobody is their own relative."""
    return Conflict("members.own_family", gettext_noop("Choose somebody else."))


def relation_unknown() -> Invalid:
    """Neither spouse, parent, child, sibling nor other."""
    return Invalid("members.relation_unknown", gettext_noop("Choose what they are to each other."))


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


def merge_same() -> Conflict:
    """Merging one with itself."""
    return Conflict("members.merge_same", gettext_noop("These are one member already. Choose two."))


def merged_already() -> Conflict:
    """One of the two was merged meanwhile."""
    return Conflict(
        "members.merged_already",
        gettext_noop("One of the two was merged meanwhile. Look at the list again."),
    )


def filter_not_found() -> NotFound:
    """No such filter of one's own."""
    return NotFound("members.filter_not_found", gettext_noop("There is no such filter."))


def guide_gone() -> Conflict:
    """Somebody who works here no more looks after nobody."""
    return Conflict(
        "members.guide_gone",
        gettext_noop("This person works here no more. Choose somebody else."),
    )


def guide_same() -> Conflict:
    """The guide is the guide already, or the hand-over goes to where the members are."""
    return Conflict("members.guide_same", gettext_noop("It is so already. Choose somebody else."))


def hand_over_under_way() -> Conflict:
    """Somebody's members are being handed over already."""
    return Conflict(
        "members.hand_over_under_way",
        gettext_noop("The members of this person are being handed over already. Wait a moment."),
    )


def nobody_to_hand_over() -> Conflict:
    """The person looks after nobody in the reader's stores."""
    return Conflict(
        "members.nobody_to_hand_over",
        gettext_noop("No member of your stores has this guide: there is nothing to hand over."),
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
