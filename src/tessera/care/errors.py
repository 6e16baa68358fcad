"""Refusals of care."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def task_not_found() -> NotFound:
    """No such task for this actor."""
    return NotFound("care.task_not_found", gettext_noop("There is no such task. Look at the list."))


def task_closed() -> Conflict:
    """Somebody was faster."""
    return Conflict("care.task_closed", gettext_noop("A colleague has closed this task already."))


def note_needed(*, most: int) -> Invalid:
    """A task is not dropped without a word, and not closed with a novel."""
    return Invalid(
        "care.note_needed",
        gettext_noop("Say in a few words why, in at most %(most)s letters."),
        most=most,
    )


def notice_unknown(*, kind: str) -> Invalid:
    """No such kind of notice."""
    return Invalid(
        "care.notice_unknown", gettext_noop("There is no such kind of notice."), kind=kind
    )
