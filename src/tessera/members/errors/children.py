"""Refusals that guard children."""

from tessera.kernel.errors import Conflict, gettext_noop


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
