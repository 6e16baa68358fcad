"""Refusals of what a profile says: fields, texts, birthdays, pictures, relations."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def text_too_long(*, field: str, limit: int) -> Invalid:
    """Longer than can be kept."""
    return Invalid(
        "members.text_too_long",
        gettext_noop("Shorten %(field)s to %(limit)s characters."),
        field=field,
        limit=limit,
    )


def birthday_invalid() -> Invalid:
    """A birthday that nobody alive has."""
    return Invalid(
        "members.birthday_invalid",
        gettext_noop("This is nobody's birthday. Check the year."),
    )


def birthday_fixed() -> Conflict:
    """A birthday gives something every year: who has told it does not move it."""
    return Conflict(
        "members.birthday_fixed",
        gettext_noop("Your birthday is noted already. Is it wrong? A store corrects it."),
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


def picture_invalid() -> Invalid:
    """Not a picture that a browser shows."""
    return Invalid(
        "members.picture_invalid",
        gettext_noop("This is no picture. Choose a JPEG, PNG or WebP file."),
    )


def picture_too_large() -> Invalid:
    """More than is kept."""
    return Invalid("members.picture_too_large", gettext_noop("Choose a picture of less than 3 MB."))


def own_family() -> Conflict:
    """Nobody is their own relative."""
    return Conflict("members.own_family", gettext_noop("Choose somebody else."))


def relation_unknown() -> Invalid:
    """Neither spouse, parent, child, sibling nor other."""
    return Invalid("members.relation_unknown", gettext_noop("Choose what they are to each other."))
