"""The rows that hold how value works in the brand, locked for who changes them."""

from uuid import UUID

from tessera.wallet.models import PointsPolicy, Policy

_ONLY = UUID(int=1)
"""The key of the one row: who makes it at once meets whoever else does."""


def policy_to_change() -> Policy:
    """How value is spent, for nobody else to change before the transaction ends: each story sets
    some columns and leaves the others as they are."""
    return Policy.objects.select_for_update(no_key=True).first() or Policy(id=_ONLY)


def points_policy_to_change() -> PointsPolicy:
    """The same for what holds for points."""
    rows = PointsPolicy.objects.select_for_update(no_key=True)
    return rows.first() or PointsPolicy(id=_ONLY, version=0)
