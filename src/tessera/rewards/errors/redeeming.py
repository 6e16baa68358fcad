"""Refusals of redemptions and draws."""

from tessera.kernel.errors import Conflict, NotFound, gettext_noop


def redemption_not_found() -> NotFound:
    """No such redemption for this actor."""
    return NotFound(
        "rewards.redemption_not_found",
        gettext_noop("There is no such redemption. Check the code, or look at the list."),
    )


def redemption_over() -> Conflict:
    """A redemption that is not waiting any more."""
    return Conflict(
        "rewards.redemption_over",
        gettext_noop("This redemption is over: it was handed out, cancelled, or it lapsed."),
    )


def at_the_till() -> Conflict:
    """Goods that leave the stock are handed out by a sale."""
    return Conflict(
        "rewards.at_the_till",
        gettext_noop("This is handed out at the till: scan its code there."),
    )


def goods_not_back() -> Conflict:
    """A redemption cannot be taken back while its goods are with the member."""
    return Conflict(
        "rewards.goods_not_back",
        gettext_noop("Take the goods back at the till first, then give the points back here."),
    )


def not_drawn_yet() -> Conflict:
    """A draw before its day, or with nothing to draw."""
    return Conflict(
        "rewards.not_drawn_yet",
        gettext_noop("The winners can be drawn when the day has come and there are tickets."),
    )


def drawn_already() -> Conflict:
    """A draw is drawn once."""
    return Conflict(
        "rewards.drawn_already", gettext_noop("The winners of this draw were drawn already.")
    )
