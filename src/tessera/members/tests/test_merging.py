"""Two members become one: by which everything of the duplicate finds who stays (CASES 14)."""

from datetime import date, timedelta
from typing import Any

import pytest

from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid
from tessera.kernel.ids import uuid7
from tessera.members import operations, queries, usecases
from tessera.members.models import Member, MemberPhone, Profile
from tessera.members.queries import MemberView
from tessera.members.rules import Birthday
from tessera.members.tests.conftest import AT, SYSTEM, Shop, worker
from tessera.platform import reads
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db

KEPT, GONE = "13900000001", "13900000002"


def register(shop: Shop, phone: str | None = KEPT, **more: Any) -> MemberView:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "name": "王小明", "store_id": shop.direct}
    return usecases.register(phone=phone, **(asked | more))


@pytest.fixture
def pair(shop: Shop) -> tuple[MemberView, MemberView]:
    return register(shop), register(shop, GONE, name="王晓明")


def merge(keep: MemberView, gone: MemberView, **more: Any) -> MemberView:
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "reason": "同一人"}
    return usecases.merge(**(asked | more), keep_id=keep.id, gone_id=gone.id)


def test_old_card_phone_and_number_find_who_stayed(pair: tuple[MemberView, MemberView]) -> None:
    keep, gone = pair
    card = Member.objects.get(id=gone.id).card_code
    merge(keep, gone)
    for text in (card, GONE, "0002", "王晓明", "wxm"):
        found = queries.search(actor=SYSTEM, at=AT, text=text)
        assert [one.id for one in found] == [keep.id], text
    by_card = queries.find_by_card(actor=SYSTEM, at=AT, code=card)
    assert by_card is not None
    assert by_card.id == keep.id
    assert queries.find_by_phone_or_card(GONE) == keep.id
    assert queries.get_member(SYSTEM, gone.id).id == keep.id
    assert queries.get_profile(SYSTEM, gone.id).member.id == keep.id
    assert [one.id for one in queries.list_members(SYSTEM)] == [keep.id]
    assert queries.list_ids_of(keep.id) == [keep.id, gone.id]


def test_the_duplicates_invitation_goes_on_inviting_for_who_stayed(
    pair: tuple[MemberView, MemberView],
) -> None:
    keep, gone = pair
    code = operations.invitation_of(kind="member", member_id=gone.id).code
    merge(keep, gone)
    found = queries.find_invitation(code)
    assert found is not None
    assert found.member_id == keep.id


def test_a_sale_for_the_duplicate_is_refused_so_that_the_till_looks_again(
    pair: tuple[MemberView, MemberView],
) -> None:
    keep, gone = pair
    merge(keep, gone)
    found = reads.gather({"member": queries.select_member(gone.id)})
    with pytest.raises(DomainError, match=r"members\.not_found"):
        queries.member_of(found["member"])


def test_who_stays_takes_over_a_phone_that_was_lacking(shop: Shop) -> None:
    keep, gone = register(shop, None, reference="OLD-1"), register(shop, GONE, reference="OLD-2")
    merge(keep, gone)
    row = Member.objects.get(id=keep.id)
    assert (row.phone, row.reference) == (f"+86{GONE}", "OLD-1")
    assert Member.objects.get(id=gone.id).reference == "OLD-2"


def test_who_stays_has_the_higher_level_the_older_date_and_what_was_told(shop: Shop) -> None:
    gone = register(shop, GONE, birthday=date(1990, 5, 17), at=AT - timedelta(days=300))
    keep = register(shop)
    Member.objects.filter(id=gone.id).update(level=shop.levels[2])
    usecases.change_profile(actor=SYSTEM, at=AT, member_id=gone.id, region="深圳", style="简约")
    usecases.change_profile(actor=SYSTEM, at=AT, member_id=keep.id, region="广州")
    tag = usecases.define_tag(actor=SYSTEM, at=AT, name="VIP", colour="rose")
    usecases.set_tag(actor=SYSTEM, at=AT, member_id=gone.id, tag_id=tag)
    usecases.write_note(actor=SYSTEM, at=AT, member_id=gone.id, text="likes linen")
    merged = merge(keep, gone)
    assert (merged.level_name, merged.birthday) == ("Jade", date(1990, 5, 17))
    assert merged.joined_on == gone.joined_on
    facts = queries.get_profile_facts(SYSTEM, keep.id, on=date(2026, 3, 2))
    assert (facts.region, facts.style) == ("广州", "简约")
    assert ([tag.name for tag in facts.tags], len(facts.notes)) == (["VIP"], 1)
    assert not Profile.objects.filter(member=gone.id).exists()


def test_a_lunar_birthday_of_the_duplicate_is_not_lost(
    pair: tuple[MemberView, MemberView],
) -> None:
    keep, gone = pair
    moon = Birthday(8, 15, lunar=True)
    usecases.set_birthday(actor=SYSTEM, at=AT, member_id=gone.id, birthday=moon)
    merge(keep, gone)
    assert queries.birthdays_of([keep.id]) == {keep.id: moon}


def test_families_and_referrals_follow(shop: Shop, pair: tuple[MemberView, MemberView]) -> None:
    keep, gone = pair
    child = register(shop, "13900000003", name="王小小", referred_by_card=GONE)
    for phone, relation in (("13900000003", "child"), (KEPT, "sibling")):
        usecases.link_family(
            actor=SYSTEM, at=AT, member_id=gone.id, relative=phone, relation=relation
        )
    merge(keep, gone)
    family = queries.get_profile_facts(SYSTEM, keep.id, on=date(2026, 3, 2)).family
    assert [(one.member.id, one.relation) for one in family] == [(child.id, "child")]
    assert Member.objects.get(id=child.id).referred_by_id == keep.id


def test_what_was_merged_into_the_duplicate_before_follows_too(shop: Shop) -> None:
    first, second, third = (register(shop, f"1390000000{n}") for n in range(3))
    merge(second, first)
    merge(third, second)
    assert queries.survivor_of(first.id) == third.id
    assert queries.find_by_phone_or_card("13900000000") == third.id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "members.reason_needed"),
        ({"gone_id": uuid7()}, "members.not_found"),
    ],
)
def test_a_merge_that_cannot_be_leaves_both(
    pair: tuple[MemberView, MemberView], change: dict[str, Any], code: str
) -> None:
    keep, gone = pair
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "reason": "x", "keep_id": keep.id}
    with pytest.raises(DomainError) as refused:
        usecases.merge(**(asked | {"gone_id": gone.id} | change))
    assert refused.value.code == code
    assert not Member.objects.filter(merged_into__isnull=False).exists()
    assert not AuditRow.objects.filter(action="member.merged").exists()


def test_nobody_merges_beyond_their_stores_twice_or_with_itself(
    shop: Shop, pair: tuple[MemberView, MemberView]
) -> None:
    keep, gone = pair
    there = register(shop, "13900000009", store_id=shop.franchise)
    with pytest.raises(Forbidden):
        merge(keep, there, actor=worker(shop.direct))
    with pytest.raises(Conflict, match=r"members\.merge_same"):
        merge(keep, keep)
    merge(keep, gone)
    for one, other in ((keep, gone), (gone, keep)):
        with pytest.raises(Conflict, match=r"members\.merged_already"):
            merge(one, other)
    assert Member.objects.filter(merged_into__isnull=False).count() == 1


def test_duplicates_are_found_by_name_and_birthday_and_by_phones_in_another_form(
    shop: Shop,
) -> None:
    born = date(1990, 5, 17)
    same = [register(shop, f"1390000000{n}", birthday=born).id for n in range(2)]
    numbered = register(shop, None, name="李娜", reference="13800000001")
    phoned = register(shop, "13800000001", name="李 娜")
    abroad = register(shop, "13700000005", name="张三")
    written = register(shop, None, name="张三三", reference="X")
    Member.objects.filter(id=written.id).update(phone="13700000005")
    register(shop, "13600000001", name="王小明")
    found = {
        (one.reason, frozenset(m.id for m in one.members))
        for one in queries.list_duplicates(SYSTEM)
    }
    assert found == {
        ("name", frozenset(same)),
        ("phone", frozenset({numbered.id, phoned.id})),
        ("phone", frozenset({abroad.id, written.id})),
    }


def test_who_works_in_one_store_is_told_which_duplicates_reach_beyond_it(shop: Shop) -> None:
    born = date(1990, 5, 17)
    register(shop, "13900000001", birthday=born)
    register(shop, "13900000002", birthday=born, store_id=shop.franchise)
    [group] = queries.list_duplicates(worker(shop.direct))
    assert not group.mergeable
    assert queries.list_duplicates(worker(uuid7())) == []


def test_an_earlier_phone_is_remembered_and_finds_nobody(shop: Shop) -> None:
    member = register(shop)
    usecases.change(actor=SYSTEM, at=AT, member_id=member.id, name="x", birthday=None, phone=GONE)
    kept = MemberPhone.objects.get()
    assert (kept.member_id, kept.phone, kept.until) == (member.id, f"+86{KEPT}", AT)
    assert queries.find_by_phone_or_card(KEPT) is None
    stranger = register(shop, KEPT, name="another")
    assert queries.find_by_phone_or_card(KEPT) == stranger.id


def test_a_phone_of_the_duplicate_can_be_taken_up_again_and_belongs_to_nobody_else(
    shop: Shop, pair: tuple[MemberView, MemberView]
) -> None:
    keep, gone = pair
    merge(keep, gone)
    with pytest.raises(Conflict, match=r"members\.phone_taken") as refused:
        register(shop, GONE)
    assert refused.value.data == {"member_id": str(keep.id)}
    usecases.change(actor=SYSTEM, at=AT, member_id=keep.id, name="x", birthday=None, phone=GONE)
    assert Member.objects.get(id=keep.id).phone == f"+86{GONE}"


def test_a_membership_handed_to_another_person_keeps_nothing_of_the_former(shop: Shop) -> None:
    member = register(shop, birthday=date(1990, 5, 17))
    old_card = Member.objects.get(id=member.id).card_code
    usecases.change_profile(actor=SYSTEM, at=AT, member_id=member.id, region="深圳")
    usecases.write_note(actor=SYSTEM, at=AT, member_id=member.id, text="likes linen")
    handed = usecases.transfer_card(
        actor=SYSTEM, at=AT, member_id=member.id, name="李娜", phone=GONE, reason="赠予女儿"
    )
    assert (handed.id, handed.name, handed.birthday) == (member.id, "李娜", None)
    facts = queries.get_profile_facts(SYSTEM, member.id, on=date(2026, 3, 2))
    assert (facts.region, facts.notes) == ("", ())
    assert queries.find_by_phone_or_card(KEPT) is None
    assert queries.find_by_phone_or_card(old_card) is None
    row = AuditRow.objects.get(action="member.transferred")
    assert (row.subject, row.data) == (
        str(member.id),
        {"from_name": "王**", "reason": "赠予女儿"},
    )


def test_a_membership_is_not_handed_to_who_is_a_member_or_without_a_reason(
    pair: tuple[MemberView, MemberView],
) -> None:
    keep, _ = pair
    asked: dict[str, Any] = {"actor": SYSTEM, "at": AT, "member_id": keep.id, "name": "x"}
    with pytest.raises(Conflict, match=r"members\.phone_taken"):
        usecases.transfer_card(**asked, phone=GONE, reason="x")
    with pytest.raises(Invalid, match=r"members\.reason_needed"):
        usecases.transfer_card(**asked, phone="13900000007", reason="")
    assert Member.objects.get(id=keep.id).name == "王小明"
    assert not MemberPhone.objects.exists()


def test_a_handed_membership_forgets_the_names_of_merged_duplicates_too(
    pair: tuple[MemberView, MemberView],
) -> None:
    keep, gone = pair
    card = Member.objects.get(id=gone.id).card_code
    merge(keep, gone)
    usecases.transfer_card(
        actor=SYSTEM, at=AT, member_id=keep.id, name="李娜", phone="13900000008", reason="x"
    )
    assert not Member.objects.filter(name__in=("王小明", "王晓明")).exists()
    assert queries.find_by_phone_or_card(GONE) is None
    assert queries.find_by_phone_or_card(card) is None
