"""What tills do without the server: numbers for it beforehand, and recording it afterwards."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day, day_period
from tessera.kernel.ids import uuid7
from tessera.org import queries as org
from tessera.platform import audit, numbering, reads, work
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow, RequestRecord
from tessera.platform.usecases import usecase
from tessera.sales import completing, permissions, recording
from tessera.sales import context as contexts
from tessera.sales.errors import offline as refusals
from tessera.sales.models import NumberBlock, Sale
from tessera.sales.recording import Coming
from tessera.sales.rules.offline import Remark, SaleMade

BLOCK = 1_000
"""So many numbers are given at once."""

DAYS_AHEAD = 14
"""For so many days ahead numbers are given."""


@dataclass(frozen=True, slots=True)
class GivenBlock:
    """Numbers that a till may give by itself on one business day, from ``starts_at`` until before
    ``ends_at``; each is printed after ``prefix``, with four digits at least."""

    business_on: date
    first: int
    last: int
    prefix: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedSale:
    """What became of a sale that was made offline; ``remarks`` are the codes of what is odd about it."""

    sale_id: UUID
    number: str
    business_on: date
    total_minor: int
    points_earned: int
    remarks: tuple[str, ...]


@usecase(permission=permissions.COMPLETE, audit="numbers.given")
def give_numbers(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    business_on: date | None = None,
) -> GivenBlock:
    """Give the till a block of numbers for a business day, today's unless another is named.

    What the server numbers itself runs in another series, so it never takes one of them. Raises
    Invalid ``offline.block_day``; NotFound as ``org`` does.
    """
    store, till = org.get_store(store_id), org.get_till(till_id)
    today = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    on, ahead = business_on or today, today + timedelta(days=DAYS_AHEAD)
    if not today <= on <= ahead:
        raise refusals.block_day(first=today, last=ahead)
    series = contexts.offline_series(till_id)
    numbering.queue(series=series, day=on)
    found = reads.gather({"counter": numbering.select(series=series, day=on)})["counter"]
    batch = Batch()
    last = numbering.take(batch, series=series, day=on, found=found, count=BLOCK)
    first = last - BLOCK + 1
    block_id, day = uuid7(), {"till_id": till_id, "business_on": on, "made_at": at}
    batch.insert(NumberBlock, {"id": block_id, **day, "first": first, "last": last})
    period = day_period(on, zone=store.zone, cutover_hour=store.cutover_hour)
    prefix = recording.prefix_of(store_id, till_id, on)
    result = GivenBlock(on, first, last, prefix, period.start, period.end)
    row = audit.row(
        actor=actor,
        at=at,
        action="numbers.given",
        subject=block_id,
        store_id=store_id,
        data={"till": till.name, "day": on.isoformat(), "first": first, "last": last},
    )
    batch.insert(AuditRow, row)
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
    batch.flush()
    return result


@usecase(permission=permissions.COMPLETE, audit="sale.recorded_offline")
def record_offline_sale(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    store_id: UUID,
    till_id: UUID,
    made: SaleMade,
) -> RecordedSale:
    """Post a sale exactly as the till made it while the server was out of reach.

    What the server would have done otherwise is remarked for a manager. Where the till had tried
    the same sale before and it had come through after all, it stands, and is remarked as well.
    Raises what ``recording.draft_made`` raises: nothing but what can be true of no sale, and
    Conflict ``sales.shift_closed`` until a shift is open.
    """
    batch, coming = Batch(), Coming(actor, at, request_id, store_id, till_id)
    result = _tried(batch, coming, made)
    if result is None:
        result = _post(batch, coming, made)
    if (kept := work.request_row(result)) is not None:
        batch.insert(RequestRecord, kept)
    batch.flush()
    return result


def _post(batch: Batch, coming: Coming, made: SaleMade) -> RecordedSale:
    draft, remarks = recording.draft_made(batch, coming, made)
    done = completing.carry_out(batch, draft)
    recording.note(
        batch,
        coming,
        made.number,
        made_at=draft.seen.at,
        amount_minor=done.total_minor,
        remarks=remarks,
        sale_id=done.sale_id,
    )
    result = RecordedSale(
        sale_id=done.sale_id,
        number=done.number,
        business_on=done.business_on,
        total_minor=done.total_minor,
        points_earned=done.points_earned,
        remarks=tuple(remark.code for remark in remarks),
    )
    if made.instead_of:
        _claim(batch, made.instead_of, result, coming.at)
    return result


def _claim(batch: Batch, tried: UUID, result: RecordedSale, at: datetime) -> None:
    """Take the request by which the till had tried before, so that it does nothing when it still
    comes."""
    row = {"request_id": tried, "action": "sale.recorded_offline", "fingerprint": "", "at": at}
    batch.insert(RequestRecord, {**row, "result": {"sale_id": str(result.sale_id)}})


def _tried(batch: Batch, coming: Coming, made: SaleMade) -> RecordedSale | None:
    """The sale that the till had sent before, where it had come through: nothing more is posted."""
    if made.instead_of is None:
        return None
    found = RequestRecord.objects.filter(pk=made.instead_of, action="sale.completed").first()
    if found is None:
        return None
    recording.block_of(coming.till_id, made.number)
    sale = Sale.objects.filter(id=found.result["sale_id"], till_id=coming.till_id).first()
    if sale is None:
        raise refusals.number_unknown(number=made.number.value)
    recording.note(
        batch,
        coming,
        made.number,
        made_at=min(made.made_at, coming.at),
        amount_minor=sale.total_minor,
        remarks=[Remark("sold_online", {"number": sale.number})],
        sale_id=sale.id,
    )
    row = audit.row(
        actor=coming.actor,
        at=coming.at,
        action="sale.recorded_offline",
        subject=sale.id,
        store_id=coming.store_id,
        data={"number": sale.number, "total_minor": sale.total_minor},
    )
    batch.insert(AuditRow, row)
    return RecordedSale(
        sale_id=sale.id,
        number=sale.number,
        business_on=sale.business_on,
        total_minor=sale.total_minor,
        points_earned=found.result["points_earned"],
        remarks=("sold_online",),
    )
