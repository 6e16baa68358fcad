"""Refusals of charters."""

from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound, gettext_noop


def not_found() -> NotFound:
    """No such application for this actor."""
    return NotFound(
        "charters.not_found", gettext_noop("There is no such application. Look at the list.")
    )


def step_not_allowed(*, state: str) -> Conflict:
    """The application has moved on, or is not that far yet."""
    return Conflict(
        "charters.step_not_allowed",
        gettext_noop("The application has moved on. Look at it again."),
        state=state,
    )


def second_person_needed() -> Forbidden:
    """Whoever reviewed an application does not decide it."""
    return Forbidden(
        "charters.second_person_needed",
        gettext_noop("You reviewed this application. Somebody else has to decide it."),
    )


def not_applied_for() -> Conflict:
    """The level is not given on application."""
    return Conflict(
        "charters.not_applied_for",
        gettext_noop("Nobody applies for this level. See how it is got."),
    )


def level_not_above() -> Conflict:
    """The member has the level, or a higher one."""
    return Conflict(
        "charters.level_not_above",
        gettext_noop("The member has this level or a higher one already."),
    )


def open_already() -> Conflict:
    """One application for a level at a time."""
    return Conflict(
        "charters.open_already",
        gettext_noop("An application for this level is under way already. Look at the list."),
    )


def fee_needed() -> Invalid:
    """A way by a fee without the fee."""
    return Invalid("charters.fee_needed", gettext_noop("Choose the fee that is paid at the till."))


def not_a_fee() -> Invalid:
    """Something else than a fee on sale."""
    return Invalid(
        "charters.not_a_fee", gettext_noop("This is no fee that is on sale. Choose another.")
    )


def days_invalid() -> Invalid:
    """So many days make no sense."""
    return Invalid(
        "charters.days_invalid", gettext_noop("Give 1 to 365 days, or none for a month.")
    )


def way_invalid(*, kind: str) -> Invalid:
    """No such way, or not for this level."""
    return Invalid(
        "charters.way_invalid",
        gettext_noop("Members begin at the lowest level; every other one has a way of its own."),
        kind=kind,
    )


def texts_missing(*, language: str) -> Invalid:
    """The charter is written in every language that is spoken here."""
    return Invalid(
        "charters.texts_missing",
        gettext_noop("Write title, conditions and rights in every language."),
        language=language,
    )


def words_needed(*, field: str) -> Invalid:
    """Something has to be said."""
    return Invalid(
        "charters.words_needed", gettext_noop("Say it in up to 300 characters."), field=field
    )


def paper_invalid() -> Invalid:
    """Bytes that are neither a picture nor a PDF."""
    return Invalid(
        "charters.paper_invalid", gettext_noop("Choose a photo (JPEG, PNG, WebP) or a PDF.")
    )


def paper_too_large() -> Invalid:
    """More than is kept of one paper."""
    return Invalid("charters.paper_too_large", gettext_noop("Choose a file of at most 8 MB."))


def papers_full() -> Conflict:
    """Enough papers for one application."""
    return Conflict(
        "charters.papers_full",
        gettext_noop("There are six papers already. Bring the rest to the store."),
    )


def paper_not_found() -> NotFound:
    """No such paper for this actor."""
    return NotFound(
        "charters.paper_not_found", gettext_noop("There is no such paper. Look at the list.")
    )
