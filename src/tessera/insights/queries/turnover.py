"""What was sold, less what came back.

Turnover counts goods, services and fees at what was asked for them, whether money, stored value or
points paid. Top-ups, gift cards and the stored value that other cards bring are not in it: their
money is owed until it is spent. An exchange of goods is one sale and one return (decision 30).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When

from tessera.catalog.rules import VALUE
from tessera.insights.window import Window
from tessera.sales.models import Return, ReturnLine, Sale, SaleLine


@dataclass(frozen=True, slots=True)
class Turnover:
    """Amounts in minor units, numbers of documents."""

    sold_minor: int = 0
    returned_minor: int = 0
    sale_count: int = 0
    return_count: int = 0

    @property
    def net_minor(self) -> int:
        """What remains of what was sold."""
        return self.sold_minor - self.returned_minor

    @property
    def ticket_minor(self) -> int:
        """What one sale came to, on average."""
        return self.sold_minor // self.sale_count if self.sale_count else 0


_VALUE = Q(kind__in=sorted(VALUE)) | Q(value_minor__gt=0)
_BROUGHT = Case(When(kind__in=sorted(VALUE), then=F("net_minor")), default=F("value_minor"))
"""The lines that sold stored value, and how much: what is no turnover until it is spent."""


def get_turnover(window: Window) -> Turnover:
    """The turnover of ``window``."""
    return by(window).get((), Turnover())


def by(window: Window, *keys: str) -> dict[tuple[Any, ...], Turnover]:
    """The turnover of ``window`` by ``keys``, fields that sales and returns share."""
    sold = _sums(
        Sale.objects.filter(window.where()), keys, "", F("total_minor") + F("points_minor")
    )
    back = _sums(
        Return.objects.filter(window.where()), keys, "", F("refund_minor") + F("points_minor")
    )
    topped = _sums(
        SaleLine.objects.filter(_VALUE, window.where("sale__")),
        keys,
        "sale__",
        _BROUGHT,
    )
    undone = _sums(
        ReturnLine.objects.filter(_VALUE, window.where("document__")),
        keys,
        "document__",
        _BROUGHT,
    )
    return {
        key: Turnover(
            sold_minor=_amount(sold, key) - _amount(topped, key),
            returned_minor=_amount(back, key) - _amount(undone, key),
            sale_count=sold.get(key, (0, 0))[1],
            return_count=back.get(key, (0, 0))[1],
        )
        for key in sold.keys() | back.keys()
    }


Sums = Mapping[tuple[Any, ...], tuple[int, int]]


def _sums(found: QuerySet[Any], keys: tuple[str, ...], prefix: str, amount: Any) -> Sums:
    named = [prefix + key for key in keys]
    if not named:
        whole = found.aggregate(amount=Sum(amount), rows=Count("pk"))
        return {(): (whole["amount"] or 0, whole["rows"])}
    grouped = found.order_by().values_list(*named).annotate(amount=Sum(amount), rows=Count("pk"))
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in grouped}


def _amount(sums: Sums, key: tuple[Any, ...]) -> int:
    return sums.get(key, (0, 0))[0]
