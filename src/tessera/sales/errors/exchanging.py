"""Refusals of exchanges of goods."""

from tessera.kernel.errors import Conflict, Invalid, gettext_noop


def goods_only() -> Conflict:
    """What holds value on either side of an exchange."""
    return Conflict(
        "exchanges.goods_only",
        gettext_noop(
            "Goods and services are exchanged. Sell or take back top-ups and cards by themselves."
        ),
    )


def other_member() -> Invalid:
    """New goods for somebody else than who brings the old ones."""
    return Invalid(
        "exchanges.other_member",
        gettext_noop("An exchange stays with the member of the sale. Return, and sell anew."),
    )
