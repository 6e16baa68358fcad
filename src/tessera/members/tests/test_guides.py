"""A member's own guide: who it is, since when, and what becomes of the members of who leaves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from tessera.kernel.ids import uuid7
from tessera.members import jobs, operations, permissions, queries, rules, usecases
from tessera.members.models import GuideChange, HandOver, Member
from tessera.members.queries import MemberFilter
from tessera.members.rules import GuideSpell
from tessera.members.tests.conftest import AT, SYSTEM, Shop, worker
from tessera.members.usecases import guiding
from tessera.org import usecases as org
from tessera.org.queries import permissions_of
from tessera.platform.models import AuditRow

ANN, BEN = UUID(int=1), UUID(int=2)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("after", "guide"),
    [
        (-timedelta(microseconds=1), None),
        (timedelta(0), ANN),
        (2 * DAY - timedelta(microseconds=1), ANN),
        (2 * DAY, BEN),
        (3 * DAY, None),
        (400 * DAY, None),
    ],
)
def test_a_change_holds_from_its_own_instant_on(after: timedelta, guide: UUID | None) -> None:
    spells = [GuideSpell(AT, ANN), GuideSpell(AT + 2 * DAY, BEN), GuideSpell(AT + 3 * DAY, None)]
    assert rules.guide_at(spells, AT + after) == guide


def test_of_two_changes_at_one_instant_the_later_written_one_holds() -> None:
    assert rules.guide_at([GuideSpell(AT, ANN), GuideSpell(AT, BEN)], AT) == BEN
    assert rules.guide_at([], AT) is None


@given(st.lists(st.integers(0, 1000), unique=True, min_size=1), st.integers(-1, 1001))
def test_the_guide_is_whoever_began_last(days: list[int], asked: int) -> None:
    spells = [GuideSpell(AT + day * DAY, UUID(int=day)) for day in days]
    begun = [day for day in days if day <= asked]
    expected = UUID(int=max(begun)) if begun else None
    assert rules.guide_at(spells, AT + asked * DAY) == expected


@pytest.mark.parametrize(
    ("kind", "inviter", "role", "guide"),
    [
        ("guide", ANN, "guide", ANN),
        ("guide", ANN, "cashier", ANN),
        ("guide", ANN, "", ANN),
        ("member", None, "guide", BEN),
        ("store", None, "guide", BEN),
        (None, None, "guide", BEN),
        (None, None, "cashier", None),
        ("till", None, "", None),
    ],
)
def test_the_first_guide_is_who_brought_a_member_or_registers_one(
    kind: str | None, inviter: UUID | None, role: str, guide: UUID | None
) -> None:
    found = rules.first_guide(inviter_kind=kind, inviter_id=inviter, role=role, staff_id=BEN)
    assert found == guide


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("王芳", "芳"),
        ("王小芳", "小芳"),
        ("欧阳修", "修"),
        ("歐陽娜娜", "娜娜"),
        ("司马", "马"),
        ("芳", "芳"),
        ("Jane Wu", "Jane"),
        ("Jane", "Jane"),
        ("娜娜 王", "娜娜"),
        ("", ""),
    ],
)
def test_members_read_the_first_name_alone(name: str, called: str) -> None:
    assert rules.first_name(name) == called


def hire(shop: Shop, name: str, *, role: str = "guide", store: UUID | None = None) -> Actor:
    staff_id = org.hire(
        actor=system_actor("boss", permissions_of("owner")),
        at=AT,
        username=f"u{uuid7().hex[-12:]}",
        password="silk-and-brocade-88",
        name=name,
        role=role,
        store_ids=[store or shop.direct],
    )
    held = permissions_of(role)
    return Actor("staff", staff_id, name, role, held, store_ids=frozenset({store or shop.direct}))


def join(shop: Shop, number: int = 1, **more: Any) -> UUID:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "store_id": shop.direct, "name": "李娜"}
    return usecases.register(**(asked | {"phone": f"139{number:08d}"} | more)).id


def assign(member: UUID, to: Actor | None, **more: Any) -> None:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT + DAY, "reason": "调店"}
    staff_id = to.id if to else None
    usecases.assign_guide(**(asked | {"member_id": member, "staff_id": staff_id} | more))


def guide_of(member: UUID) -> str:
    found = queries.find_guide(member)
    return found.name if found else ""


def history(member: UUID) -> list[tuple[str, str, str]]:
    rows = GuideChange.objects.filter(member=member).order_by("at", "id")
    return [
        (row.before.name if row.before else "", row.after.name if row.after else "", row.cause)
        for row in rows.select_related("before", "after")
    ]


def unchanged(refused: type[DomainError], code: str, member: UUID, **asked: Any) -> None:
    before, audit = history(member), AuditRow.objects.count()
    with pytest.raises(refused) as caught:
        assign(member, asked.pop("to", None), **asked)
    assert caught.value.code == code
    assert (history(member), AuditRow.objects.count()) == (before, audit)


@pytest.mark.django_db
def test_who_registers_as_a_guide_has_a_member_of_their_own(shop: Shop) -> None:
    fang = hire(shop, "王芳")
    member = join(shop, actor=fang)
    assert guide_of(member) == "王芳"
    assert history(member) == [("", "王芳", "joined")]
    assert queries.guide_at(member, at=AT) == fang.id
    assert queries.guide_at(member, at=AT - DAY) is None
    assert guide_of(join(shop, 2, actor=hire(shop, "收银", role="cashier"))) == ""


@pytest.mark.django_db
def test_a_guides_poster_brings_members_of_their_own_unless_the_guide_has_left(shop: Shop) -> None:
    fang = hire(shop, "王芳")
    code = operations.invitation_of(kind="guide", staff_id=fang.id).code
    other = hire(shop, "陈静")
    assert guide_of(join(shop, actor=other, invitation_code=code)) == "王芳"
    assert fang.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=fang.id)
    assert guide_of(join(shop, 2, invitation_code=code)) == ""


@pytest.mark.django_db
def test_every_change_is_dated_and_says_who_and_why(shop: Shop) -> None:
    fang, jing, member = hire(shop, "王芳"), hire(shop, "陈静"), join(shop)
    manager = hire(shop, "店长", role="manager")
    assign(member, fang, actor=manager)
    assign(member, jing, at=AT + 2 * DAY)
    assign(member, None, at=AT + 3 * DAY)
    assert history(member) == [
        ("", "王芳", "hand"),
        ("王芳", "陈静", "hand"),
        ("陈静", "", "hand"),
    ]
    first = GuideChange.objects.order_by("at").first()
    assert first is not None
    assert (first.by_id, first.by_name, first.reason) == (manager.id, "店长", "调店")
    at = [queries.guide_at(member, at=AT + day * DAY) for day in range(4)]
    assert at == [None, fang.id, jing.id, None]
    rows = AuditRow.objects.filter(action="member.guide_changed").order_by("at")
    assert [row.data["after"] for row in rows] == ["王芳", "陈静", ""]


@pytest.mark.django_db
def test_a_change_that_may_not_be_changes_nothing(shop: Shop) -> None:
    fang, member = hire(shop, "王芳"), join(shop)
    away = hire(shop, "加盟", store=shop.franchise)
    assign(member, fang)
    near = worker(shop.direct)
    manager = Actor(
        "staff", uuid7(), "店长", "manager", permissions_of("manager"), store_ids=near.store_ids
    )
    unchanged(Conflict, "members.guide_same", member, to=fang)
    unchanged(Invalid, "members.reason_needed", member, to=None, reason=" ")
    unchanged(NotFound, "members.not_found", uuid7())
    unchanged(NotFound, "org.staff_not_found", member, to=away, actor=manager)
    far = worker(shop.franchise)
    unchanged(Forbidden, "permission.denied", member, actor=far)
    poor = worker(shop.direct, without=permissions.ASSIGN_GUIDE)
    unchanged(Forbidden, "permission.denied", member, actor=poor)
    assert away.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=away.id)
    unchanged(Conflict, "members.guide_gone", member, to=away)


def listed(actor: Actor = SYSTEM, **asked: Any) -> set[UUID]:
    found = queries.list_members(actor, wanted=MemberFilter(**asked), on=AT.date())
    return {one.id for one in found}


@pytest.mark.django_db
@pytest.mark.parametrize("few", [0, 2000])
def test_members_are_listed_by_guide_and_those_of_who_left_as_nobodys(
    shop: Shop, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tessera.members.queries.guides._FEW", few)
    fang, jing = hire(shop, "王芳"), hire(shop, "陈静")
    hers, other, free = join(shop, 1, actor=fang), join(shop, 2, actor=jing), join(shop, 3)
    assert listed(guide_id=fang.id) == listed(fang, guide_id=fang.id) == {hers}
    assert listed(unguided=True) == {free}
    assert jing.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=jing.id)
    assert listed(unguided=True) == {free, other}
    assert guide_of(other) == "陈静"
    rows = {
        row.member_id: row.guide
        for row in queries.list_export_rows(SYSTEM, None, on=AT.date(), whole_phones=False)
    }
    assert rows == {hers: "王芳", other: "陈静", free: ""}


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Two members in a piece; what the worker is asked to do."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(guiding, "PIECE", 2)
    monkeypatch.setattr("tessera.platform.jobs.enqueue", lambda *job: asked.append(job))
    return asked


def hand_over(before: Actor, after: Actor | None, **more: Any) -> UUID:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT + DAY, "reason": "离职"}
    ids = {"from_id": before.id, "to_id": after.id if after else None}
    return usecases.begin_hand_over(**(asked | ids | more))


@pytest.mark.django_db
def test_all_members_of_a_guide_go_to_another_in_pieces(
    shop: Shop, pieces: list[tuple[str, ...]]
) -> None:
    fang, jing = hire(shop, "王芳"), hire(shop, "陈静")
    members = [join(shop, number, actor=fang) for number in range(5)]
    assert fang.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=fang.id)
    order = hand_over(fang, jing)
    (facts,) = queries.list_hand_overs(SYSTEM)
    assert (facts.from_name, facts.to_name, facts.done_count, facts.total_count) == (
        "王芳",
        "陈静",
        2,
        5,
    )
    with pytest.raises(Conflict) as caught:
        hand_over(fang, None)
    assert caught.value.code == "members.hand_over_under_way"
    assert pieces == [("tessera.members.jobs.go_on_handing_over", str(order))]
    jobs.go_on_handing_over(str(order))
    assert {guide_of(one) for one in members} == {"陈静"}
    assert [history(one)[-1] for one in members] == 5 * [("王芳", "陈静", "hand_over")]
    assert set(GuideChange.objects.filter(cause="hand_over").values_list("reason", flat=True)) == {
        "离职"
    }
    assert queries.list_hand_overs(SYSTEM) == []


@pytest.mark.django_db
def test_a_hand_over_that_is_delivered_again_leaves_later_members_alone(
    shop: Shop, pieces: list[tuple[str, ...]]
) -> None:
    fang, jing = hire(shop, "王芳"), hire(shop, "陈静")
    join(shop, 1, actor=fang)
    order = hand_over(fang, jing)
    assert pieces == []
    late = join(shop, 2, actor=fang)
    jobs.go_on_handing_over(str(order))
    assert guide_of(late) == "王芳"


@pytest.mark.django_db
def test_who_is_let_go_meanwhile_gets_nobody(shop: Shop, pieces: list[tuple[str, ...]]) -> None:
    fang, jing = hire(shop, "王芳"), hire(shop, "陈静")
    for number in range(3):
        join(shop, number, actor=fang)
    order = hand_over(fang, jing)
    assert jing.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=jing.id)
    jobs.go_on_handing_over(str(order))
    assert len(pieces) == 1
    assert Member.objects.filter(guide=fang.id).count() == 0
    assert Member.objects.filter(guide=None).count() == 1


@pytest.mark.django_db
def test_a_hand_over_keeps_to_the_stores_of_who_orders_it(shop: Shop) -> None:
    fang, jing = hire(shop, "王芳"), hire(shop, "陈静")
    here, there = join(shop, 1, actor=fang), join(shop, 2, store_id=shop.franchise)
    assign(there, fang)
    hand_over(fang, jing, actor=hire(shop, "店长", role="manager"))
    assert (guide_of(here), guide_of(there)) == ("陈静", "王芳")


@pytest.mark.django_db
def test_a_hand_over_of_nobody_or_to_the_same_is_refused(shop: Shop) -> None:
    fang = hire(shop, "王芳")
    for asked, code in (({}, "members.nobody_to_hand_over"), ({"to": fang}, "members.guide_same")):
        with pytest.raises(Conflict) as caught:
            hand_over(fang, asked.get("to"))
        assert caught.value.code == code
    with pytest.raises(Forbidden):
        hand_over(fang, None, actor=worker(shop.direct, without=permissions.ASSIGN_GUIDE))
    assert not HandOver.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "others", "kept", "causes"),
    [
        ("王芳", "陈静", "王芳", ["joined"]),
        ("", "陈静", "陈静", ["merge"]),
        ("王芳", "", "王芳", ["joined"]),
        ("", "", "", []),
    ],
)
def test_case_14_who_stays_keeps_the_guide_or_has_the_duplicates(
    shop: Shop, own: str, others: str, kept: str, causes: list[str]
) -> None:
    guides = {name: hire(shop, name) for name in ("王芳", "陈静")}
    keep = join(shop, 1, actor=guides.get(own, SYSTEM))
    gone = join(shop, 2, actor=guides.get(others, SYSTEM))
    usecases.merge(actor=SYSTEM, at=AT + DAY, keep_id=keep, gone_id=gone, reason="同一人")
    assert guide_of(keep) == guide_of(gone) == kept
    assert [cause for _, _, cause in history(keep)] == causes


@pytest.mark.django_db
def test_another_holder_keeps_the_guide_and_leaving_keeps_the_dates_without_words(
    shop: Shop,
) -> None:
    fang, member = hire(shop, "王芳"), join(shop)
    assign(member, fang, reason="李娜的朋友")
    usecases.transfer_card(
        actor=SYSTEM, at=AT + DAY, member_id=member, name="赵云", phone="13700000000", reason="转让"
    )
    assert guide_of(member) == "王芳"
    operations.leave(Member.objects.get(id=member), at=AT + 2 * DAY)
    assert queries.guide_at(member, at=AT + DAY) == fang.id
    assert list(GuideChange.objects.values_list("reason", flat=True)) == [""]
    assert listed(guide_id=fang.id) == set()


@pytest.mark.django_db
def test_the_member_reads_the_first_name_unless_the_brand_hides_it(shop: Shop) -> None:
    fang = hire(shop, "王小芳")
    member = join(shop, actor=fang)
    own = Actor("member", member, "李娜", "member", frozenset({permissions.OWN}), store_ids=None)
    assert queries.find_own_guide(own) == "小芳"
    usecases.set_guide_policy(actor=SYSTEM, at=AT, shown_to_members=False)
    assert queries.find_own_guide(own) == ""
    usecases.set_guide_policy(actor=SYSTEM, at=AT, shown_to_members=True)
    assert fang.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=fang.id)
    assert queries.find_own_guide(own) == ""
    with pytest.raises(Forbidden):
        usecases.set_guide_policy(actor=worker(shop.direct), at=AT, shown_to_members=False)


@pytest.mark.django_db
def test_whom_one_may_choose_are_the_colleagues_who_work_here(shop: Shop) -> None:
    fang = hire(shop, "王芳")
    hire(shop, "加盟", store=shop.franchise)
    manager = hire(shop, "店长", role="manager")
    assert {name for _, name in queries.list_guides(manager)} == {"王芳", "店长"}
    assert fang.id is not None
    org.dismiss(actor=system_actor("boss", permissions_of("owner")), at=AT, staff_id=fang.id)
    assert {name for _, name in queries.list_guides(SYSTEM)} == {"加盟", "店长"}
    with pytest.raises(Forbidden):
        queries.list_guides(fang)
