"""Rows whose day has come, each by the day of its own store."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q


def due_by(
    days: Mapping[UUID, date], column: str, *, store: str = "store_id", after_days: int = 0
) -> Q:
    """Rows whose ``column`` is before the present business day of their ``store``, by ``days``, or
    so many days before it. One condition for each day that it is anywhere, not for each store: a
    chain has thousands of stores, and two days at most."""
    stores: dict[date, list[UUID]] = {}
    for store_id, day in days.items():
        stores.setdefault(day, []).append(store_id)
    due = Q()
    for day, there in stores.items():
        last = day - timedelta(days=after_days)
        due |= Q(**{f"{store}__in": there, f"{column}__lt": last})
    return due or Q(pk__in=())
