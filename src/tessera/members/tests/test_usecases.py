from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tessera.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from tessera.kernel.ids import uuid7
from tessera.members import permissions, queries, usecases
from tessera.members.models import Level, Member
from tessera.members.queries import MemberView
from tessera.members.tests.conftest import AT, PHONE, SYSTEM, Shop, worker
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db


def register(store_id: UUID | None, phone: str | None = PHONE, **more: Any) -> MemberView:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "name": "王小明", "phone": phone}
    return usecases.register(**(asked | {"store_id": store_id} | more))


def test_a_member_begins_at_the_lowest_level_with_a_card_of_their_own(shop: Shop) -> None:
    member = register(shop.direct, birthday=date(1990, 5, 17))
    row = Member.objects.get(id=member.id)
    assert (row.phone, row.name, row.initials) == ("+8613812345678", "王小明", "wxm")
    assert (row.level_id, row.home_store_id) == (shop.levels[0], shop.direct)
    assert (row.birthday, row.joined_at) == (date(1990, 5, 17), AT)
    assert len(row.card_code) == 15
    assert member.phone_masked == "138****5678"
    assert row.card_code not in str(member)


def test_the_day_of_joining_is_the_stores_business_day(shop: Shop) -> None:
    late = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    assert register(shop.direct, at=late).joined_on == date(2026, 3, 3)


def test_the_audit_of_a_registration_hides_the_phone(shop: Shop) -> None:
    member = register(shop.direct)
    row = AuditRow.objects.get(action="member.registered")
    assert (row.subject, row.store_id) == (str(member.id), shop.direct)
    assert "12345678" not in str(row.data)


def test_one_phone_is_one_member_however_it_is_written(shop: Shop) -> None:
    first = register(shop.direct)
    with pytest.raises(Conflict) as refused:
        register(shop.franchise, phone="+86 138-1234-5678", name="Somebody")
    assert (refused.value.code, refused.value.data) == (
        "members.phone_taken",
        {"member_id": str(first.id)},
    )
    assert Member.objects.count() == 1


def test_who_may_not_find_members_does_not_learn_whose_phone_it_is(shop: Shop) -> None:
    register(shop.direct)
    actor = worker(shop.direct, without=permissions.FIND)
    with pytest.raises(Conflict) as refused:
        register(shop.direct, actor=actor)
    assert refused.value.data == {}


def test_the_same_request_twice_registers_once(shop: Shop) -> None:
    request_id = uuid7()
    first = register(shop.direct, request_id=request_id)
    assert register(shop.direct, request_id=request_id) == first
    assert Member.objects.count() == 1
    assert AuditRow.objects.filter(action="member.registered").count() == 1


def test_the_same_request_with_another_name_is_refused(shop: Shop) -> None:
    request_id = uuid7()
    register(shop.direct, request_id=request_id)
    with pytest.raises(Conflict, match=r"request\.reused"):
        register(shop.direct, request_id=request_id, name="Another")
    assert Member.objects.get().name == "王小明"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"phone": "123"}, "members.phone_invalid"),
        ({"phone": None}, "members.phone_needed"),
        ({"phone": "  "}, "members.phone_needed"),
        ({"name": " \x00 "}, "members.name_needed"),
        ({"name": "x" * 61}, "members.text_too_long"),
        ({"birthday": date(2027, 1, 1)}, "members.birthday_invalid"),
        ({"birthday": date(1850, 1, 1)}, "members.birthday_invalid"),
        ({"birthday": date(2015, 1, 1)}, "members.guardian_needed"),
        ({"referred_by_card": "M" + "2" * 14}, "members.referrer_not_found"),
        ({"referred_by_card": "somebody"}, "members.referrer_not_found"),
        ({"referred_by_card": "13812345678"}, "members.self_referral"),
        ({"store_id": uuid7()}, "org.store_not_found"),
    ],
)
def test_a_registration_that_cannot_be_leaves_nothing(
    shop: Shop, wrong: dict[str, Any], code: str
) -> None:
    rows = AuditRow.objects.count()
    with pytest.raises(DomainError) as refused:
        register(**({"store_id": shop.direct} | wrong))
    assert refused.value.code == code
    assert not Member.objects.exists()
    assert AuditRow.objects.count() == rows


def test_before_a_level_is_defined_nobody_becomes_a_member(shop: Shop) -> None:
    Level.objects.all().delete()
    with pytest.raises(Conflict, match=r"members\.level_missing"):
        register(shop.direct)


def test_who_referred_is_named_by_card_or_phone(shop: Shop) -> None:
    first = register(shop.direct)
    code = Member.objects.get(id=first.id).card_code
    by_card = register(shop.direct, phone="13900000001", referred_by_card=code.lower())
    by_phone = register(shop.direct, phone="13900000002", referred_by_card=PHONE)
    brought = Member.objects.filter(referred_by=first.id).values_list("id", flat=True)
    assert set(brought) == {by_card.id, by_phone.id}
    profile = queries.get_profile(SYSTEM, first.id)
    assert profile.referred_count == 2


def test_a_customer_of_another_system_needs_no_phone_and_is_one_member(shop: Shop) -> None:
    register(shop.direct, phone=None, reference="17850", name="17850")
    with pytest.raises(Conflict, match=r"members\.reference_taken"):
        register(shop.direct, phone=None, reference="17850", name="Again")
    assert Member.objects.count() == 1


def test_nobody_registers_for_another_store_or_for_none(shop: Shop) -> None:
    local = worker(shop.franchise)
    for store_id in (shop.direct, None):
        with pytest.raises(Forbidden, match=r"permission\.denied"):
            register(store_id, actor=local)
    assert not Member.objects.exists()
    assert register(shop.franchise, actor=local).home_store_id == shop.franchise


def test_a_changed_name_and_phone_are_found_at_once(shop: Shop) -> None:
    member = register(shop.direct, birthday=date(1990, 5, 17))
    usecases.change(
        actor=worker(shop.direct),
        at=AT,
        member_id=member.id,
        name="李小明",
        birthday=None,
        phone="139 0000 0001",
    )
    row = Member.objects.get(id=member.id)
    assert (row.name, row.initials, row.phone) == ("李小明", "lxm", "+8613900000001")
    assert row.birthday is None
    changed = AuditRow.objects.get(action="member.changed")
    assert changed.data["fields"] == ["name", "birthday", "phone"]


def test_a_phone_that_is_not_given_stays(shop: Shop) -> None:
    member = register(shop.direct)
    usecases.change(actor=SYSTEM, at=AT, member_id=member.id, name="王小明", birthday=None)
    assert Member.objects.get().phone == "+8613812345678"


def test_a_change_to_anothers_phone_is_refused(shop: Shop) -> None:
    register(shop.direct)
    second = register(shop.direct, phone="13900000001")
    with pytest.raises(Conflict, match=r"members\.phone_taken"):
        usecases.change(
            actor=SYSTEM, at=AT, member_id=second.id, name="X", birthday=None, phone=PHONE
        )
    row = Member.objects.get(id=second.id)
    assert (row.name, row.phone) == ("王小明", "+8613900000001")


def test_a_franchise_changes_reveals_and_replaces_nothing_of_anothers_member(shop: Shop) -> None:
    member = register(shop.direct)
    before = Member.objects.filter(id=member.id).values().get()
    mine: dict[str, Any] = {"actor": worker(shop.franchise), "at": AT, "member_id": member.id}
    for attempt in (
        lambda: usecases.change(**mine, name="X", birthday=None),
        lambda: usecases.replace_card(**mine, reason="lost"),
        lambda: usecases.show_card(**mine),
        lambda: usecases.reveal_phone(**mine),
    ):
        with pytest.raises(Forbidden, match=r"permission\.denied"):
            attempt()
    assert Member.objects.filter(id=member.id).values().get() == before
    assert not AuditRow.objects.exclude(action__in=["member.registered"]).filter(
        subject=str(member.id)
    )


def test_a_member_of_no_store_is_the_head_offices(shop: Shop) -> None:
    member = register(None)
    with pytest.raises(Forbidden):
        usecases.reveal_phone(actor=worker(shop.direct), at=AT, member_id=member.id)
    assert usecases.reveal_phone(actor=SYSTEM, at=AT, member_id=member.id) == "+8613812345678"


def test_a_lost_card_finds_nobody_and_the_new_one_does(shop: Shop) -> None:
    member = register(shop.direct)
    old = usecases.show_card(actor=SYSTEM, at=AT, member_id=member.id)
    usecases.replace_card(actor=SYSTEM, at=AT, member_id=member.id, reason="lost")
    new = usecases.show_card(actor=SYSTEM, at=AT, member_id=member.id)
    assert queries.search(actor=SYSTEM, at=AT, text=old) == []
    assert [found.id for found in queries.search(actor=SYSTEM, at=AT, text=new)] == [member.id]
    assert old not in str(list(AuditRow.objects.values("data")))


def test_seeing_a_phone_or_card_whole_leaves_a_row(shop: Shop) -> None:
    member = register(shop.direct)
    actor = worker(shop.direct)
    assert usecases.reveal_phone(actor=actor, at=AT, member_id=member.id) == "+8613812345678"
    usecases.show_card(actor=actor, at=AT, member_id=member.id)
    rows = AuditRow.objects.filter(subject=str(member.id), actor_id=actor.id)
    assert set(rows.values_list("action", flat=True)) == {
        "member.phone_revealed",
        "member.card_shown",
    }


def test_a_phone_is_not_shown_without_the_permission(shop: Shop) -> None:
    member = register(shop.direct)
    actor = worker(shop.direct, without=permissions.SEE_PHONE)
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.reveal_phone(actor=actor, at=AT, member_id=member.id)
    assert not AuditRow.objects.filter(action="member.phone_revealed").exists()


def test_what_nobody_is_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound, match=r"members\.not_found"):
        usecases.reveal_phone(actor=SYSTEM, at=AT, member_id=uuid7())


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "Gold"}, "members.level_taken"),
        ({"rank": 3}, "members.level_taken"),
        ({"rank": 0}, "members.rank_invalid"),
        ({"discount_bp": 10_001}, "members.discount_invalid"),
        ({"discount_bp": -1}, "members.discount_invalid"),
        ({"name": ""}, "members.name_needed"),
        ({"name": "x" * 41}, "members.text_too_long"),
    ],
)
def test_a_level_that_cannot_be_is_not_defined(
    shop: Shop, wrong: dict[str, Any], code: str
) -> None:
    asked: dict[str, Any] = {"name": "Pearl", "rank": 4, "discount_bp": 1500}
    with pytest.raises(DomainError) as refused:
        usecases.define_level(actor=SYSTEM, at=AT, **(asked | wrong))
    assert refused.value.code == code
    assert Level.objects.count() == 3


def test_a_changed_level_is_known_at_once(shop: Shop) -> None:
    assert [level.discount_bp for level in queries.list_levels()] == [0, 500, 1000]
    usecases.redefine_level(
        actor=SYSTEM, at=AT, level_id=shop.levels[1], name="Gold", discount_bp=800
    )
    assert [level.discount_bp for level in queries.list_levels()] == [0, 800, 1000]


def test_levels_belong_to_the_whole_brand(shop: Shop) -> None:
    with pytest.raises(Forbidden):
        usecases.define_level(actor=worker(shop.direct), at=AT, name="Pearl", rank=4, discount_bp=0)
    assert Level.objects.count() == 3


def test_a_member_finds_a_home_in_another_store_of_whoever_sees_both(shop: Shop) -> None:
    member = register(shop.direct)

    def move(actor: Any, to: UUID) -> None:
        usecases.change(
            actor=actor, at=AT, member_id=member.id, name="王芳", birthday=None, home_store_id=to
        )

    with pytest.raises(Forbidden):
        move(worker(shop.direct), shop.franchise)
    assert Member.objects.get(id=member.id).home_store_id == shop.direct
    move(worker(shop.direct, shop.franchise), shop.franchise)
    assert Member.objects.get(id=member.id).home_store_id == shop.franchise
    row = AuditRow.objects.get(action="member.changed")
    assert row.data["fields"] == ["name", "home_store"]
