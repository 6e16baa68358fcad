"""Tickets that are put aside: one till has them again, and old ones are forgotten."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support.parking import park
from tests.support.shop import NOON, Shop
from tests.support.till import hire

from tessera.kernel.actor import system_actor
from tessera.kernel.errors import DomainError
from tessera.org import usecases as org
from tessera.platform.models import AuditRow
from tessera.sales import queries, usecases
from tessera.sales.models import ParkedTicket
from tessera.wallet import permissions as wallet

WORKER = system_actor("tickets", {wallet.EXPIRE})


def end(shop: Shop, parked_id: UUID, doing: Any = usecases.take_ticket, **more: Any) -> Any:
    asked = {"store_id": shop.store_id, "till_id": shop.till_id, "request_id": uuid4()}
    return doing(**{"actor": shop.boss, "at": NOON, "parked_id": parked_id, **asked, **more})


def waiting(shop: Shop, at: datetime = NOON) -> list[str]:
    found = queries.list_waiting(actor=shop.boss, at=at, store_id=shop.store_id)
    return [ticket.note for ticket in found]


def refused(doing: Any) -> str:
    """The code of the refusal of ``doing``, which must leave no trace."""
    before = (AuditRow.objects.count(), list(ParkedTicket.objects.order_by("id").values()))
    with pytest.raises(DomainError) as refusal:
        doing()
    assert before == (
        AuditRow.objects.count(),
        list(ParkedTicket.objects.order_by("id").values()),
    )
    return refusal.value.code


def test_a_ticket_waits_with_all_that_was_on_it_and_any_till_of_the_store_takes_it(
    shop: Shop,
) -> None:
    parked = park(shop, note="穿红衣服的女士")
    other = org.open_till(
        actor=shop.boss, at=NOON, store_id=shop.store_id, code="T2", name="二号台"
    )
    (shown,) = queries.list_waiting(actor=shop.boss, at=NOON, store_id=shop.store_id)
    assert (shown.pieces, shown.total_minor, shown.till_name) == (1, 29900, "一号台")
    taken = end(shop, parked, till_id=other)
    (line,) = taken.cart["lines"]
    assert (taken.ticket_id, line["sku_id"], taken.note) == (
        UUID(int=9),
        str(next(iter(shop.skus.values()))),
        "穿红衣服的女士",
    )
    assert waiting(shop) == []
    kept = AuditRow.objects.filter(action__startswith="ticket.").order_by("id")
    assert [(row.action, row.data["till"]) for row in kept] == [
        ("ticket.parked", "一号台"),
        ("ticket.taken", "二号台"),
    ]
    assert not [row for row in kept if "红衣服" in str(row.data)]


def test_what_was_taken_or_thrown_away_says_where(shop: Shop) -> None:
    taken, dropped = park(shop), park(shop)
    end(shop, taken)
    end(shop, dropped, usecases.drop_ticket)
    assert refused(lambda: end(shop, taken)) == "sales.ticket_taken"
    assert refused(lambda: end(shop, taken, usecases.drop_ticket)) == "sales.ticket_taken"
    assert refused(lambda: end(shop, dropped)) == "sales.ticket_dropped"
    assert refused(lambda: end(shop, uuid4())) == "sales.ticket_not_found"


def test_asked_again_it_answers_the_same_and_nothing_waits_twice(shop: Shop) -> None:
    name, taking = uuid4(), uuid4()
    assert park(shop, request_id=name) == park(shop, request_id=name) == name
    assert end(shop, name, request_id=taking) == end(shop, name, request_id=taking)
    assert park(shop, request_id=name) == name
    assert waiting(shop) == []


def test_another_store_neither_sees_nor_takes_it(shop: Shop) -> None:
    parked = park(shop)
    there = org.open_store(actor=shop.boss, at=NOON, code="F1", name="加盟店", kind="franchise")
    assert queries.list_waiting(actor=shop.boss, at=NOON, store_id=there) == []
    assert refused(lambda: end(shop, parked, store_id=there)) == "sales.ticket_not_found"
    stranger = hire(shop, "cashier", there)
    asked = {"store_id": shop.store_id, "till_id": shop.till_id, "request_id": uuid4()}
    assert (
        refused(lambda: usecases.take_ticket(actor=stranger, at=NOON, parked_id=parked, **asked))
        == "permission.denied"
    )


def test_it_waits_for_a_colleague_of_this_store_only(shop: Shop) -> None:
    guide = hire(shop, "guide")
    park(shop, for_staff_id=guide.id)
    (shown,) = queries.list_waiting(actor=shop.boss, at=NOON, store_id=shop.store_id)
    assert shown.for_name == guide.name
    assert refused(lambda: park(shop, for_staff_id=uuid4())) == "sales.nobody_to_wait_for"


def test_an_empty_ticket_is_not_put_aside(shop: Shop) -> None:
    asked = {"store_id": shop.store_id, "till_id": shop.till_id, "request_id": uuid4()}
    empty = usecases.ParkWish(ticket_id=uuid4(), cart={"lines": []}, pieces=0, total_minor=0)
    assert (
        refused(lambda: usecases.park_ticket(actor=shop.boss, at=NOON, wish=empty, **asked))
        == "sales.empty"
    )


def test_a_store_keeps_so_many_and_no_more(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tessera.sales.usecases.parking.MOST_WAITING", 2)
    first = park(shop)
    park(shop)
    assert refused(lambda: park(shop)) == "sales.tickets_full"
    end(shop, first)
    park(shop)


def test_after_the_days_that_the_brand_set_it_is_gone_to_the_second(shop: Shop) -> None:
    parked = park(shop, note="旧")
    usecases.set_till_policy(actor=shop.boss, at=NOON, ticket_days=1)
    day = timedelta(days=1)
    assert waiting(shop, NOON + day) == ["旧"]
    assert usecases.lapse_tickets(actor=WORKER, at=NOON + day) == 0
    late = NOON + day + timedelta(seconds=1)
    assert waiting(shop, late) == []
    assert refused(lambda: end(shop, parked, at=late)) == "sales.ticket_not_found"
    assert [usecases.lapse_tickets(actor=WORKER, at=late) for _ in range(2)] == [1, 0]
    assert not ParkedTicket.objects.exists()


@pytest.mark.parametrize("days", [0, 91])
def test_tickets_are_kept_for_a_day_to_three_months(shop: Shop, days: int) -> None:
    def set_it() -> None:
        usecases.set_till_policy(actor=shop.boss, at=NOON, ticket_days=days)

    assert refused(set_it) == "sales.ticket_days_invalid"


def test_only_who_sets_rules_everywhere_sets_how_long(shop: Shop) -> None:
    manager = hire(shop, "manager")
    assert (
        refused(lambda: usecases.set_till_policy(actor=manager, at=NOON, ticket_days=3))
        == "permission.denied"
    )
