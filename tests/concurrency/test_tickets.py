"""Tickets that were put aside, while several tills want them."""

from uuid import UUID, uuid4

from tessera.org import usecases as org
from tessera.platform.models import AuditRow
from tessera.sales import usecases
from tessera.sales.models import ParkedTicket
from tests.support.arena import at_once, deed, told
from tests.support.parking import park
from tests.support.shop import NOON, Shop


def take(shop: Shop, parked_id: UUID, till_id: UUID) -> UUID:
    taken = usecases.take_ticket(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=till_id,
        parked_id=parked_id,
    )
    return taken.ticket_id


def drop(shop: Shop, parked_id: UUID) -> UUID:
    return usecases.drop_ticket(
        actor=shop.boss,
        at=NOON,
        request_id=uuid4(),
        store_id=shop.store_id,
        till_id=shop.till_id,
        parked_id=parked_id,
    ).id


def test_of_many_tills_that_take_or_drop_one_ticket_at_once_one_does(shop: Shop) -> None:
    tills = [
        org.open_till(
            actor=shop.boss, at=NOON, store_id=shop.store_id, code=f"T{n}", name=f"{n}号台"
        )
        for n in (2, 3)
    ]
    for _ in range(3):
        parked = park(shop)
        deeds = [deed(take, shop, parked, till) for till in (shop.till_id, *tills)]
        answers = at_once([*deeds, deed(drop, shop, parked)])
        codes = sorted(answer.fault or answer.refused for answer in answers)
        assert codes[0] == "", told(answers)
        assert set(codes[1:]) <= {"sales.ticket_taken", "sales.ticket_dropped"}, told(answers)
        assert len([code for code in codes if code == ""]) == 1, told(answers)
        row = ParkedTicket.objects.get(id=parked)
        endings = AuditRow.objects.filter(subject=str(parked)).exclude(action="ticket.parked")
        assert [audit.action for audit in endings] == [f"ticket.{row.ending}"], told(answers)
