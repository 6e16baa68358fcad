"""The fee at the till: paid in time, late, or given back."""

from datetime import UTC, date, datetime, timedelta

from tests.support.applying import Desk, work
from tests.support.books import broken
from tests.support.shop import NOON

from tessera.charters import handlers, jobs, usecases
from tessera.charters.models import Application
from tessera.identity.events import MemberLeft
from tessera.members import usecases as members
from tessera.members.events import MemberHandedOver
from tessera.messaging.models import Message
from tessera.platform.batch import Batch
from tessera.rewards import usecases as rewards
from tessera.rewards.models import LevelMove, Standing
from tessera.rewards.usecases import LevelTerms


def test_apply_review_decide_pay_and_the_next_sale_has_the_discount(desk: Desk) -> None:
    application_id = desk.approved()
    dress = desk.shop.order((desk.shop.dress, 1), member_id=desk.member)
    assert desk.shop.total_of(dress) == 29900
    sale = desk.pay(NOON + timedelta(days=5))
    assert desk.state(application_id) == "paid"
    assert work(NOON + timedelta(days=5)) == 1
    assert (desk.state(application_id), desk.level()) == ("granted", desk.silver)
    move = LevelMove.objects.get()
    assert (move.cause, move.document_id) == ("bought", sale)
    assert Standing.objects.get(member=desk.member).since == date(2026, 3, 15)
    assert desk.shop.total_of(dress) == 26910
    assert not broken()


def test_the_last_day_still_counts_and_the_night_after_it_lapses(desk: Desk) -> None:
    application_id = desk.approved()
    last = datetime(2026, 4, 10, 15, 59, tzinfo=UTC)  # one minute to midnight in Shanghai
    jobs.lapse(last)
    assert desk.state(application_id) == "due"
    jobs.lapse(last + timedelta(minutes=1))
    assert desk.state(application_id) == "lapsed"
    message = Message.objects.latest("id")
    assert (message.template, dict(message.params)["day"]) == ("application_lapsed", "2026-04-10")
    desk.pay(last + timedelta(hours=2))
    assert (work(), desk.level()) == (0, desk.shop.level_id)


def test_the_fee_is_taken_on_the_last_day(desk: Desk) -> None:
    application_id = desk.approved(datetime(2026, 1, 31, 4, tzinfo=UTC))
    assert Application.objects.get(id=application_id).due_on == date(2026, 2, 28)
    desk.pay(datetime(2026, 2, 28, 10, tzinfo=UTC))
    assert desk.state(application_id) == "paid"


def test_a_fee_after_the_last_day_pays_nothing_even_before_the_night_job_ran(desk: Desk) -> None:
    application_id = desk.approved(datetime(2026, 1, 31, 4, tzinfo=UTC))
    desk.pay(datetime(2026, 3, 1, 4, tzinfo=UTC))
    assert (desk.state(application_id), work()) == ("due", 0)


def test_another_fee_and_another_member_pay_nothing(desk: Desk) -> None:
    application_id = desk.approved()
    desk.shop.sell(desk.shop.order((desk.shop.fee, 1), member_id=desk.member))
    desk.shop.sell(desk.shop.order((desk.fee, 1), member_id=desk.shop.join("李娜")))
    desk.shop.sell(desk.shop.order((desk.fee, 1)))
    assert (desk.state(application_id), work()) == ("due", 0)


def test_the_fee_that_comes_back_takes_the_level_back(desk: Desk) -> None:
    application_id = desk.approved()
    sale = desk.pay()
    work()
    desk.shop.give_back(sale, 1)
    work()
    assert (desk.state(application_id), desk.level()) == ("returned", desk.shop.level_id)
    assert LevelMove.objects.latest("id").cause == "returned"
    assert not broken()


def test_the_fee_takes_the_level_back_also_where_goods_of_the_sale_stay(desk: Desk) -> None:
    application_id = desk.approved()
    sale = desk.pay(NOON, (desk.shop.dress, 1))
    work()
    desk.shop.give_back(sale, 0, 1)
    work()
    assert (desk.state(application_id), desk.level()) == ("granted", desk.silver)
    desk.shop.give_back(sale, 1, 0)
    assert work() == 1
    assert (desk.state(application_id), desk.level()) == ("returned", desk.shop.level_id)


def test_the_fee_that_comes_back_before_the_worker_came_gives_no_level(desk: Desk) -> None:
    application_id = desk.approved()
    desk.shop.give_back(desk.pay(), 1)
    assert work() == 2
    assert (desk.state(application_id), desk.level()) == ("returned", desk.shop.level_id)
    assert not LevelMove.objects.exists()


def test_who_rose_higher_in_the_meantime_stays_there(desk: Desk) -> None:
    gold = members.define_level(
        actor=desk.shop.boss, at=NOON, name="金卡", rank=3, discount_bp=2000
    )
    rewards.set_level_rule(
        actor=desk.shop.boss, at=NOON, level_id=gold, terms=LevelTerms(purchase_minor=29900)
    )
    application_id = desk.approved()
    desk.pay(NOON, (desk.shop.dress, 1))  # which raises to gold by itself
    assert work() == 1
    assert (desk.state(application_id), desk.level()) == ("granted", gold)
    assert LevelMove.objects.count() == 1


def test_the_application_of_a_duplicate_goes_to_who_stays(desk: Desk) -> None:
    application_id = desk.approved()
    keep = desk.shop.join("王芳")
    members.merge(actor=desk.shop.boss, at=NOON, keep_id=keep, gone_id=desk.member, reason="同一人")
    desk.member = keep
    desk.pay()
    work()
    assert (desk.state(application_id), desk.level()) == ("granted", desk.silver)


def test_of_two_applications_for_one_level_the_survivors_goes_on(desk: Desk) -> None:
    twice = desk.apply()
    keep = desk.shop.join("王芳")
    own = usecases.apply_for(actor=desk.shop.boss, at=NOON, member_id=keep, level_id=desk.silver)
    members.merge(actor=desk.shop.boss, at=NOON, keep_id=keep, gone_id=desk.member, reason="同一人")
    assert (desk.state(own), desk.state(twice)) == ("submitted", "withdrawn")
    assert not Application.objects.exclude(member=keep).exists()


def test_a_paid_application_of_a_duplicate_wins_over_an_unpaid_one(desk: Desk) -> None:
    paid = desk.approved()
    desk.pay()
    keep = desk.shop.join("王芳")
    own = usecases.apply_for(actor=desk.shop.boss, at=NOON, member_id=keep, level_id=desk.silver)
    members.merge(actor=desk.shop.boss, at=NOON, keep_id=keep, gone_id=desk.member, reason="同一人")
    desk.member = keep
    work()
    assert (desk.state(own), desk.state(paid)) == ("withdrawn", "granted")
    assert desk.level() == desk.silver


def test_who_leaves_applies_for_nothing_more_and_what_was_written_goes(desk: Desk) -> None:
    application_id = desk.approved()
    handlers.forget(MemberLeft(desk.member, NOON), Batch())
    row = Application.objects.get(id=application_id)
    assert (row.state, row.documents, row.note, row.visit_note) == ("withdrawn", "", "", "")
    steps = row.steps.order_by("at", "id")
    assert [step.deed for step in steps][-1] == "withdraw"
    assert {step.note for step in steps if step.deed != "notify"} == {""}
    assert "王芳" not in {step.by_name for step in steps}


def test_what_one_person_applied_for_does_not_go_to_another(desk: Desk) -> None:
    application_id = desk.apply()
    handlers.close_for_another(MemberHandedOver(desk.member, NOON), Batch())
    assert desk.state(application_id) == "withdrawn"
