"""Refusals of guides and of handing members over."""

from tessera.kernel.errors import Conflict, gettext_noop


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
