"""What is known of a member: who may tell, who may see, and what is kept."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from tessera.kernel.ids import uuid7
from tessera.members import permissions, queries, usecases
from tessera.members.models import FamilyLink, FieldValue, Member, Profile
from tessera.members.queries import MemberView, ProfileFacts
from tessera.members.rules import Birthday
from tessera.members.tests.conftest import AT, PHONE, SYSTEM, Shop, worker
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + bytes(40) + b"IEND\xaeB`\x82"


@pytest.fixture
def member(shop: Shop) -> MemberView:
    return usecases.register(actor=SYSTEM, at=AT, name="王小明", phone=PHONE, store_id=shop.direct)


def known(member: MemberView, actor: Actor = SYSTEM) -> ProfileFacts:
    return queries.get_profile_facts(actor, member.id, on=ON)


def tell(member: MemberView, **facts: Any) -> None:
    usecases.change_profile(actor=SYSTEM, at=AT, member_id=member.id, **facts)


def test_who_told_nothing_has_an_empty_profile_and_no_row(member: MemberView) -> None:
    facts = known(member)
    assert (facts.gender, facts.sizes, facts.birthday, facts.age) == ("", {}, None, None)
    assert not Profile.objects.exists()


def test_what_a_member_tells_is_kept_and_the_audit_names_only_what_changed(
    member: MemberView,
) -> None:
    tell(member, gender="female", income_band="to_10000", region=" 深圳 ", sizes={"鞋": "37"})
    tell(member, gender="female", income_band="to_10000", region="广州", sizes={"鞋": "37"})
    facts = known(member)
    assert (facts.gender, facts.region, facts.sizes) == ("female", "广州", {"鞋": "37"})
    rows = AuditRow.objects.filter(action="member.profile_changed").order_by("id")
    assert [row.data["fields"] for row in rows] == [
        ["gender", "income_band", "region", "sizes"],
        ["region"],
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"gender": "x"},
        {"income_band": "much"},
        {"region": "x" * 61},
        {"sizes": {"shoe": "x" * 21}},
        {"sizes": {str(n): "1" for n in range(13)}},
    ],
)
def test_what_cannot_be_kept_changes_nothing(member: MemberView, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        tell(member, **wrong)
    assert not Profile.objects.exists()


def test_a_franchise_does_not_change_or_see_another_stores_member(
    shop: Shop, member: MemberView
) -> None:
    stranger = worker(shop.franchise)
    with pytest.raises(Forbidden):
        usecases.change_profile(actor=stranger, at=AT, member_id=member.id, region="x")
    with pytest.raises(NotFound, match=r"members\.not_found"):
        known(member, stranger)
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("birthday", "solar", "age"),
    [
        (Birthday(5, 17, 1990), date(1990, 5, 17), 35),
        (Birthday(5, 17), None, None),
        (Birthday(8, 15, 1990, lunar=True), None, 35),
        (Birthday(6, 1, lunar=True, leap=True), None, None),
    ],
)
def test_only_a_whole_solar_birthday_is_the_members_own_column(
    member: MemberView, birthday: Birthday, solar: date | None, age: int | None
) -> None:
    usecases.set_birthday(actor=SYSTEM, at=AT, member_id=member.id, birthday=birthday)
    facts = known(member)
    assert (facts.birthday, facts.age) == (birthday, age)
    assert Member.objects.get(id=member.id).birthday == solar
    assert queries.birthdays_of([member.id]) == {member.id: birthday}


def test_a_later_birthday_takes_the_place_of_the_earlier_in_either_direction(
    member: MemberView,
) -> None:
    moon = Birthday(8, 15, lunar=True)
    usecases.change(actor=SYSTEM, at=AT, member_id=member.id, name="x", birthday=date(1990, 1, 1))
    usecases.set_birthday(actor=SYSTEM, at=AT, member_id=member.id, birthday=moon)
    assert known(member).birthday == moon
    usecases.change(actor=SYSTEM, at=AT, member_id=member.id, name="x", birthday=None)
    assert known(member).birthday == moon
    usecases.change(actor=SYSTEM, at=AT, member_id=member.id, name="x", birthday=date(1991, 1, 1))
    assert known(member).birthday == Birthday(1, 1, 1991)
    usecases.set_birthday(actor=SYSTEM, at=AT, member_id=member.id, birthday=None)
    assert known(member).birthday is None


def test_a_lunar_birthday_of_a_child_needs_a_guardian_too(member: MemberView) -> None:
    child = Birthday(8, 15, 2015, lunar=True)
    with pytest.raises(Conflict, match=r"members\.guardian_needed"):
        usecases.set_birthday(actor=SYSTEM, at=AT, member_id=member.id, birthday=child)
    assert not Profile.objects.exists()


def test_the_brand_names_the_ages_and_a_member_belongs_to_the_band_below(
    member: MemberView,
) -> None:
    for from_age, name in ((18, "young"), (35, "middle-aged"), (60, "senior")):
        usecases.define_age_band(actor=SYSTEM, at=AT, from_age=from_age, name=name)
    usecases.set_birthday(actor=SYSTEM, at=AT, member_id=member.id, birthday=Birthday(3, 2, 1991))
    assert known(member).age_band == "middle-aged"
    middle = next(band for band in queries.list_age_bands() if band.from_age == 35)
    usecases.remove_age_band(actor=SYSTEM, at=AT, band_id=middle.id)
    assert known(member).age_band == "young"


def field(**more: Any) -> Any:
    asked: dict[str, Any] = {"name": "车牌", "kind": "text", "changed_by": ["manager"]}
    return usecases.define_field(actor=SYSTEM, at=AT, **(asked | more))


def test_an_answer_is_seen_by_the_roles_that_may_and_found_alike(
    shop: Shop, member: MemberView
) -> None:
    plate = field(seen_by=["cashier"])
    usecases.answer_fields(actor=SYSTEM, at=AT, member_id=member.id, answers={plate: "粤B·12345"})
    manager = worker(shop.direct)
    cashier = Actor(
        "staff", uuid7(), "c", "cashier", permissions.ALL, store_ids=frozenset({shop.direct})
    )
    guide = Actor(
        "staff", uuid7(), "g", "guide", permissions.ALL, store_ids=frozenset({shop.direct})
    )
    assert [(a.value, a.changeable) for a in known(member, manager).answers] == [
        ("粤B·12345", True)
    ]
    assert [(a.value, a.changeable) for a in known(member, cashier).answers] == [
        ("粤B·12345", False)
    ]
    assert known(member, guide).answers == ()
    assert FieldValue.objects.get().text == "粤b12345"
    with pytest.raises(Forbidden, match=r"members\.field_closed"):
        usecases.answer_fields(actor=cashier, at=AT, member_id=member.id, answers={plate: "x"})
    assert known(member).answers[0].value == "粤B·12345"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", "12.5", "many"),
        ("date", "2026-02-28", "2026-02-30"),
        ("choice", "A", "C"),
        ("yes_no", "yes", "perhaps"),
        ("text", "anything", "x" * 121),
    ],
)
def test_an_answer_fits_the_kind_of_its_field_or_nothing_is_kept(
    member: MemberView, kind: str, good: str, bad: str
) -> None:
    asked = field(kind=kind, choices=["A", "B"])
    with pytest.raises(Invalid, match=r"members\.answer_invalid"):
        usecases.answer_fields(actor=SYSTEM, at=AT, member_id=member.id, answers={asked: bad})
    assert known(member).answers[0].value == ""
    usecases.answer_fields(actor=SYSTEM, at=AT, member_id=member.id, answers={asked: good})
    assert known(member).answers[0].value == good
    usecases.answer_fields(actor=SYSTEM, at=AT, member_id=member.id, answers={asked: " "})
    assert known(member).answers[0].value == ""
    assert not FieldValue.objects.exists()


def test_a_retired_field_is_neither_shown_nor_answered(member: MemberView) -> None:
    asked = field()
    usecases.change_field(
        actor=SYSTEM, at=AT, field_id=asked, name="车牌", changed_by=["manager"], is_active=False
    )
    assert known(member).answers == ()
    with pytest.raises(NotFound, match=r"members\.field_not_found"):
        usecases.answer_fields(actor=SYSTEM, at=AT, member_id=member.id, answers={asked: "x"})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "colour"}, "members.answer_invalid"),
        ({"kind": "choice", "choices": ["A", " A "]}, "members.choices_needed"),
        ({"name": " "}, "members.name_needed"),
        ({"name": "Taken"}, "members.name_taken"),
    ],
)
def test_a_field_that_asks_nothing_sensible_is_refused(
    shop: Shop, more: dict[str, Any], code: str
) -> None:
    field(name="Taken")
    with pytest.raises(DomainError) as refused:
        field(**more)
    assert refused.value.code == code
    assert len(queries.list_fields()) == 1


def test_who_works_in_one_store_defines_nothing_for_the_brand(shop: Shop) -> None:
    with pytest.raises(Forbidden):
        usecases.define_tag(actor=worker(shop.direct), at=AT, name="VIP", colour="rose")
    assert queries.list_tags() == ()


def test_a_picture_is_kept_as_a_file_and_the_old_one_goes(
    member: MemberView, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(MEDIA_ROOT=tmp_path):
        for data in (PNG, PNG + PNG, None):
            with django_capture_on_commit_callbacks(execute=True):
                usecases.set_photo(actor=SYSTEM, at=AT, member_id=member.id, data=data)
            kept = [file.read_bytes() for file in tmp_path.rglob("*.png")]
            assert kept == ([data] if data else [])
    assert known(member).photo == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg/>", "members.picture_invalid"),
        (b"", "members.picture_invalid"),
        (b"\xff\xd8\xff" + bytes(100), "members.picture_invalid"),
        (PNG[:30], "members.picture_invalid"),
        (PNG + bytes(3 * 1024 * 1024), "members.picture_too_large"),
    ],
)
def test_what_is_no_picture_is_not_kept(
    member: MemberView, tmp_path: Path, data: bytes, code: str
) -> None:
    with override_settings(MEDIA_ROOT=tmp_path), pytest.raises(Invalid) as refused:
        usecases.set_photo(actor=SYSTEM, at=AT, member_id=member.id, data=data)
    assert refused.value.code == code
    assert not list(tmp_path.rglob("*.*"))


def test_a_family_link_reads_right_from_both_sides(shop: Shop, member: MemberView) -> None:
    child = usecases.register(
        actor=SYSTEM, at=AT, name="王小小", phone="13900000001", store_id=shop.direct
    )
    usecases.link_family(
        actor=SYSTEM, at=AT, member_id=member.id, relative="13900000001", relation="child"
    )
    assert [(r.member.id, r.relation) for r in known(member).family] == [(child.id, "child")]
    assert [(r.member.id, r.relation) for r in known(child).family] == [(member.id, "parent")]
    usecases.link_family(
        actor=SYSTEM, at=AT, member_id=child.id, relative=PHONE, relation="sibling"
    )
    assert [r.relation for r in known(member).family] == ["sibling"]
    usecases.unlink_family(actor=SYSTEM, at=AT, member_id=child.id, relative_id=member.id)
    assert not FamilyLink.objects.exists()


@pytest.mark.parametrize(
    ("relative", "relation", "code"),
    [
        (PHONE, "spouse", "members.own_family"),
        ("13900000009", "spouse", "members.not_found"),
        ("13900000001", "enemy", "members.relation_unknown"),
    ],
)
def test_a_link_that_means_nothing_is_refused(
    shop: Shop, member: MemberView, relative: str, relation: str, code: str
) -> None:
    usecases.register(actor=SYSTEM, at=AT, name="x", phone="13900000001", store_id=shop.direct)
    with pytest.raises(DomainError) as refused:
        usecases.link_family(
            actor=SYSTEM, at=AT, member_id=member.id, relative=relative, relation=relation
        )
    assert refused.value.code == code
    assert not FamilyLink.objects.exists()


def test_a_note_for_managers_is_read_by_managers_only(shop: Shop, member: MemberView) -> None:
    for text, for_managers in (("likes linen", False), ("complained", True)):
        usecases.write_note(
            actor=SYSTEM, at=AT, member_id=member.id, text=text, for_managers=for_managers
        )
    clerk = worker(shop.direct, without=permissions.SEE_MANAGERS_NOTES)
    assert [note.text for note in known(member).notes] == ["complained", "likes linen"]
    assert [note.text for note in known(member, clerk).notes] == ["likes linen"]
