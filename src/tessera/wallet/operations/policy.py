"""The rows that hold how value works in the brand, locked for who changes them."""

from tessera.platform import single
from tessera.wallet.models import PointsPolicy, Policy


def policy_to_change() -> Policy:
    """How value is spent, for nobody else to change before the transaction ends: each story sets
    some columns and leaves the others as they are."""
    return single.to_change(Policy)


def points_policy_to_change() -> PointsPolicy:
    """The same for what holds for points."""
    return single.to_change(PointsPolicy, version=0)
