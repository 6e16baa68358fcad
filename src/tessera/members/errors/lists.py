"""Refusals of tags, age bands and kept filters."""

from tessera.kernel.errors import Invalid, NotFound, gettext_noop


def age_invalid() -> Invalid:
    """Nobody's age."""
    return Invalid("members.age_invalid", gettext_noop("An age lies between 0 and 120."))


def band_not_found() -> NotFound:
    """No such age band."""
    return NotFound("members.band_not_found", gettext_noop("There is no such age band."))


def tag_not_found() -> NotFound:
    """No such tag."""
    return NotFound("members.tag_not_found", gettext_noop("There is no such tag."))


def filter_not_found() -> NotFound:
    """No such filter of one's own."""
    return NotFound("members.filter_not_found", gettext_noop("There is no such filter."))
