"""Two decide the same application at once; a fee is paid while it is withdrawn."""

from tessera.charters import usecases
from tessera.charters.models import Application, ApplicationStep
from tessera.messaging.models import Message
from tests.support.applying import open_desk
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.shop import NOON, Shop
from tests.support.till import hire


def test_of_two_who_decide_at_once_one_decides(shop: Shop) -> None:
    desk = open_desk(shop)
    application_id = desk.apply()
    desk.review(application_id)
    asked = {"at": NOON, "application_id": application_id}
    answers = at_once(
        [
            deed(usecases.approve, actor=desk.decider, **asked),
            deed(usecases.refuse, actor=hire(shop, "manager"), reason="不符", **asked),
        ]
    )
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "charters.step_not_allowed"], told(answers)
    decided = ApplicationStep.objects.filter(deed__in=("approve", "refuse"))
    assert (decided.count(), Message.objects.count()) == (1, 1)
    assert (broken(), deadlocks()) == ({}, 0)


def test_of_two_applications_at_once_for_one_level_one_is_taken(shop: Shop) -> None:
    desk = open_desk(shop)
    answers = at_once([deed(desk.apply), deed(desk.apply)])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "charters.open_already"], told(answers)
    assert Application.objects.count() == 1
    assert deadlocks() == 0


def test_the_fee_paid_while_the_member_withdraws_pays_or_does_not(shop: Shop) -> None:
    desk = open_desk(shop)
    application_id = desk.approved()
    answers = at_once(
        [
            deed(desk.pay),
            deed(usecases.withdraw, actor=desk.own, at=NOON, application_id=application_id),
        ]
    )
    sale, withdrawn = answers
    assert not sale.fault, told(answers)
    assert not sale.refused, told(answers)
    assert withdrawn.refused in {"", "charters.step_not_allowed"}, told(answers)
    paid = Application.objects.get(id=application_id).state == "paid"
    assert paid is bool(withdrawn.refused)
    assert (broken(), deadlocks()) == ({}, 0)
