"""Refusals of merging members."""

from tessera.kernel.errors import Conflict, gettext_noop


def merge_same() -> Conflict:
    """Merging one with itself."""
    return Conflict("members.merge_same", gettext_noop("These are one member already. Choose two."))


def merged_already() -> Conflict:
    """One of the two was merged meanwhile."""
    return Conflict(
        "members.merged_already",
        gettext_noop("One of the two was merged meanwhile. Look at the list again."),
    )
