"""Who applies, who reviews, who decides; each step dated."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.support.applying import Desk, member_actor, open_desk
from tests.support.shop import NOON, Shop
from tests.support.till import hire

from tessera.charters import queries, usecases
from tessera.charters.models import Application, ApplicationStep
from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from tessera.messaging.models import Message
from tessera.org import usecases as org
from tessera.platform.models import AuditRow
from tessera.rewards.models import LevelMove


def code_of(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def test_every_step_is_dated_with_who_took_it(desk: Desk) -> None:
    application_id = desk.apply()
    later = NOON + timedelta(days=2)
    desk.review(application_id, later)
    desk.approve(application_id, later + timedelta(days=1))
    view = queries.get_application(desk.decider, application_id)
    assert [(step.deed, step.by_kind) for step in view.steps] == [
        ("submit", "member"),
        ("review", desk.reviewer.kind),
        ("approve", desk.decider.kind),
        ("notify", desk.decider.kind),
    ]
    assert [step.at for step in view.steps][:2] == [NOON, later]
    assert (view.state, view.due_on) == ("due", date(2026, 4, 13))
    assert (view.documents, view.visit_on) == ("身份证、营业执照", date(2026, 3, 9))
    [message] = Message.objects.filter(member=desk.member)
    assert (message.template, dict(message.params)["day"]) == ("application_due", "2026-04-13")
    told = set(AuditRow.objects.values_list("action", flat=True))
    assert {f"application.{name}" for name in ("submitted", "reviewed", "approved")} <= told


def test_whoever_reviewed_does_not_decide(desk: Desk) -> None:
    application_id = desk.apply()
    desk.review(application_id)
    before = ApplicationStep.objects.count()
    for decide in (usecases.approve, usecases.refuse):
        more = {"reason": "不符"} if decide is usecases.refuse else {}
        with pytest.raises(Forbidden) as refused:
            decide(actor=desk.reviewer, at=NOON, application_id=application_id, **more)
        assert code_of(refused) == "charters.second_person_needed"
    assert desk.state(application_id) == "reviewed"
    assert (ApplicationStep.objects.count(), Message.objects.count()) == (before, 0)


def test_a_refusal_says_why_and_ends_it(desk: Desk) -> None:
    application_id = desk.apply()
    desk.review(application_id)
    usecases.refuse(actor=desk.decider, at=NOON, application_id=application_id, reason="资料不全")
    assert desk.state(application_id) == "refused"
    assert "资料不全" in Message.objects.get().text
    with pytest.raises(Conflict) as refused:
        desk.approve(application_id)
    assert code_of(refused) == "charters.step_not_allowed"
    assert desk.apply() != application_id  # and may be tried again


def test_without_a_fee_the_level_is_given_at_once(desk: Desk) -> None:
    usecases.set_way(actor=desk.shop.boss, at=NOON, level_id=desk.silver, kind="application")
    application_id = desk.approved()
    assert (desk.state(application_id), desk.level()) == ("granted", desk.silver)
    assert LevelMove.objects.get().cause == "applied"
    assert Message.objects.get().template == "application_granted"
    usecases.issue_card(actor=desk.reviewer, at=NOON, application_id=application_id)
    assert desk.state(application_id) == "issued"


def test_a_level_by_a_fee_needs_no_review(shop: Shop) -> None:
    desk = open_desk(shop, kind="fee", days=7)
    application_id = desk.apply()
    view = queries.get_application(shop.boss, application_id)
    assert (view.state, view.due_on) == ("due", date(2026, 3, 17))
    assert [step.deed for step in view.steps] == ["submit", "admit", "notify"]


def test_terms_that_change_later_do_not_touch_what_is_under_way(desk: Desk) -> None:
    application_id = desk.apply()
    usecases.set_way(actor=desk.shop.boss, at=NOON, level_id=desk.silver, kind="purchase")
    desk.review(application_id)
    desk.approve(application_id)
    assert desk.state(application_id) == "due"


def test_a_level_is_applied_for_once_at_a_time_and_only_upwards(desk: Desk) -> None:
    application_id = desk.apply()
    for level_id, code in (
        (desk.silver, "charters.open_already"),
        (desk.shop.level_id, "charters.not_applied_for"),
        (uuid4(), "charters.not_applied_for"),
    ):
        with pytest.raises(Conflict) as refused:
            usecases.apply(actor=desk.own, at=NOON, level_id=level_id)
        assert code_of(refused) == code
    assert Application.objects.count() == 1
    usecases.withdraw(actor=desk.own, at=NOON, application_id=application_id)
    assert desk.state(application_id) == "withdrawn"
    usecases.set_way(actor=desk.shop.boss, at=NOON, level_id=desk.silver, kind="application")
    desk.approved()
    with pytest.raises(Conflict) as refused:
        desk.apply()
    assert code_of(refused) == "charters.level_not_above"


def test_nobody_withdraws_what_is_not_theirs(desk: Desk) -> None:
    application_id = desk.apply()
    stranger = member_actor(desk.shop.join("李娜"))
    with pytest.raises(NotFound):
        usecases.withdraw(actor=stranger, at=NOON, application_id=application_id)
    assert desk.state(application_id) == "submitted"


def test_members_neither_review_nor_decide_and_a_cashier_only_applies(desk: Desk) -> None:
    cashier = hire(desk.shop, "cashier")
    application_id = usecases.apply_for(
        actor=cashier, at=NOON, member_id=desk.member, level_id=desk.silver
    )
    for actor in (cashier, desk.own):
        with pytest.raises(Forbidden):
            usecases.review(actor=actor, at=NOON, application_id=application_id, documents="身份证")
        with pytest.raises(Forbidden):
            usecases.approve(actor=actor, at=NOON, application_id=application_id)
    with pytest.raises(Forbidden):
        usecases.apply_for(actor=desk.own, at=NOON, member_id=desk.member, level_id=desk.silver)
    assert desk.state(application_id) == "submitted"


def test_another_store_sees_nothing_of_it(desk: Desk) -> None:
    application_id = desk.apply()
    elsewhere = org.open_store(actor=desk.shop.boss, at=NOON, code="S2", name="二店")
    stranger = hire(desk.shop, "manager", elsewhere)
    assert queries.list_applications(stranger) == []
    with pytest.raises(NotFound):
        usecases.review(actor=stranger, at=NOON, application_id=application_id, documents="身份证")
    assert desk.state(application_id) == "submitted"


def test_the_charter_has_versions_and_is_written_in_every_language(shop: Shop) -> None:
    words = usecases.Words("会员章程", "年满十四周岁", "九折")
    texts = dict.fromkeys(("zh-hans", "zh-hant", "en"), words)
    assert usecases.publish_charter(actor=shop.boss, at=NOON, texts=texts) == 1
    assert usecases.publish_charter(actor=shop.boss, at=NOON, texts=texts) == 2
    with pytest.raises(Invalid) as refused:
        usecases.publish_charter(actor=shop.boss, at=NOON, texts={"en": words})
    assert code_of(refused) == "charters.texts_missing"
    newest = queries.find_charter()
    assert newest is not None
    assert (newest.version, newest.words) == (2, words)
    assert [one.version for one in queries.list_charters()] == [2, 1]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"kind": "fee"}, "charters.fee_needed"),
        ({"kind": "registration"}, "charters.way_invalid"),
        ({"kind": "wish"}, "charters.way_invalid"),
        ({"kind": "fee", "days": 0}, "charters.days_invalid"),
    ],
)
def test_a_way_that_cannot_work_is_refused(desk: Desk, terms: dict[str, Any], code: str) -> None:
    more: dict[str, Any] = {"fee_sku_id": desk.fee} if "days" in terms else {}
    with pytest.raises(Invalid) as refused:
        usecases.set_way(actor=desk.shop.boss, at=NOON, level_id=desk.silver, **terms, **more)
    assert code_of(refused) == code
    way = queries.find_way(desk.silver)
    assert way is not None
    assert (way.kind, way.fee and way.fee.sku_id) == ("application", desk.fee)


def test_goods_are_no_fee(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        usecases.set_way(
            actor=desk.shop.boss,
            at=NOON,
            level_id=desk.silver,
            kind="fee",
            fee_sku_id=desk.shop.dress,
        )
    assert code_of(refused) == "charters.not_a_fee"
