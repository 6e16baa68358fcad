"""Go through the file business day by business day, and over what is done already at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID, uuid5

from tessera.kernel.clock import business_day
from tessera.kernel.errors import DomainError
from tessera.ops.replay import errors, posting, shop
from tessera.ops.replay.shop import Shop
from tessera.ops.replay.source import ZONE, Invoice, Source
from tessera.ops.replay.treatment import Treated, treat
from tessera.platform.models import RequestRecord
from tessera.sales import usecases as sales
from tessera.sales.models import Shift

Advance = Callable[[int], None]
"""Told how many lines of the file have been dealt with."""

Invoices = Sequence[tuple[Invoice, Treated]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the file was posted, and how many of its lines were set aside, by reason."""

    store_id: UUID
    set_aside: Counter[str]


def run(source: Source, advance: Advance) -> Outcome:
    """Post all of ``source`` that is not posted yet.

    It may be killed at any moment and run again: every document has a request id that follows
    from the file. Raises what ``shop.prepare`` raises, and Conflict
    ``replay.invoice_refused``, with all before that invoice posted.
    """
    into = shop.prepare(source)
    drawer = _Drawer(into, source.id)
    set_aside: Counter[str] = Counter()
    for day, invoices in _days(source):
        done = _done(source.id, invoices)
        with_work = [invoice for invoice, treated in invoices if treated.is_posted]
        if any(invoice.number not in done for invoice in with_work):
            drawer.open(day, invoices[0][0])
        for invoice, treated in invoices:
            if treated.is_posted and invoice.number not in done:
                _post(into, source.id, invoice, treated)
            set_aside.update(reason.value for _, reason in treated.aside)
            advance(len(invoice.lines))
        drawer.close(day, invoices[-1][0])
    return Outcome(into.store_id, set_aside)


def _days(source: Source) -> Iterator[tuple[date, Invoices]]:
    def day_of(invoice: Invoice) -> date:
        return business_day(invoice.at, zone=ZONE)

    for day, invoices in groupby(source.invoices, key=day_of):
        yield day, [(invoice, treat(invoice)) for invoice in invoices]


def _done(source_id: UUID, invoices: Invoices) -> set[str]:
    """The numbers of the invoices that are posted as a whole."""
    numbers = {posting.request_id(source_id, i.number): i.number for i, _ in invoices}
    found: set[str] = set()
    ids = list(numbers)
    for start in range(0, len(ids), 500):
        known = RequestRecord.objects.filter(request_id__in=ids[start : start + 500])
        found |= {numbers[request_id] for request_id in known.values_list("request_id", flat=True)}
    return found


def _post(into: Shop, source_id: UUID, invoice: Invoice, treated: Treated) -> None:
    try:
        posting.post(into, source_id, invoice, treated)
    except DomainError as error:
        raise errors.invoice_refused(invoice.number, invoice.lines[0].number) from error


@dataclass(slots=True)
class _Shifts:
    """The shifts of one business day."""

    count: int = 0
    is_open: bool = False


class _Drawer:
    """The till's shifts: one a business day, with nothing in the drawer, for no cash is taken."""

    def __init__(self, into: Shop, source_id: UUID) -> None:
        self._shop = into
        self._source_id = source_id
        self._days: dict[date, _Shifts] = {}
        shifts = Shift.objects.filter(till_id=into.till_id)
        for day, is_open in shifts.values_list("business_on", "is_open"):
            shift = self._days.setdefault(day, _Shifts())
            shift.count += 1
            shift.is_open |= is_open

    def open(self, day: date, first: Invoice) -> None:
        """Open a shift for ``day`` at its ``first`` invoice, unless it is open."""
        shift = self._days.setdefault(day, _Shifts())
        if not shift.is_open:
            sales.open_shift(
                actor=self._shop.actor,
                at=first.at,
                request_id=uuid5(self._source_id, f"open {day} {shift.count}"),
                store_id=self._shop.store_id,
                till_id=self._shop.till_id,
                float_minor=0,
            )
            shift.count, shift.is_open = shift.count + 1, True

    def close(self, day: date, last: Invoice) -> None:
        """Close the shift of ``day`` at its ``last`` invoice, if one is open."""
        shift = self._days.get(day)
        if shift and shift.is_open:
            sales.close_shift(
                actor=self._shop.actor,
                at=last.at,
                request_id=uuid5(self._source_id, f"close {day} {shift.count}"),
                store_id=self._shop.store_id,
                till_id=self._shop.till_id,
                counted_minor=0,
            )
            shift.is_open = False
