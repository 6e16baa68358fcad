"""A member's guide is changed by several at the same moment, or while all of a guide's members go."""

from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.members import usecases
from tessera.members.models import GuideChange, Member
from tests.support.arena import at_once, deed, told
from tests.support.shop import NOON, Shop
from tests.support.till import hire


def chain_of(member: UUID) -> list[UUID | None]:
    """Whose the member was, from the first on: each change begins where the one before ended."""
    rows = list(GuideChange.objects.filter(member=member))
    held: list[UUID | None] = [None]
    while rows:
        following = next((row for row in rows if row.before_id == held[-1]), None)
        assert following is not None, rows
        rows.remove(following)
        held.append(following.after_id)
    return held


def assigned(shop: Shop, member: UUID, guide: Actor) -> None:
    usecases.assign_guide(
        actor=shop.boss, at=NOON, member_id=member, staff_id=guide.id, reason="调店"
    )


def test_two_changes_at_once_leave_one_history(shop: Shop) -> None:
    member, guides = shop.join(), [hire(shop, "guide") for _ in range(4)]
    answers = at_once([deed(assigned, shop, member, guide) for guide in guides])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    held = chain_of(member)
    assert set(held) == {None, *(guide.id for guide in guides)}
    assert held[-1] == Member.objects.get(id=member).guide_id


def test_a_hand_over_and_a_change_at_once_leave_one_history(shop: Shop) -> None:
    old, new, other = (hire(shop, "guide") for _ in range(3))
    members = [shop.join() for _ in range(6)]
    for member in members:
        assigned(shop, member, old)
    goes = deed(
        usecases.begin_hand_over,
        actor=shop.boss,
        at=NOON,
        from_id=old.id,
        to_id=new.id,
        reason="离职",
    )
    answers = at_once([goes, *(deed(assigned, shop, member, other) for member in members[:3])])
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    for member in members:
        assert chain_of(member)[-1] == Member.objects.get(id=member).guide_id
    assert not Member.objects.filter(guide=old.id).exists()
