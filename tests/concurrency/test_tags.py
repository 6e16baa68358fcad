"""Several workers on the tags of rules, and members who buy meanwhile."""

from uuid import UUID

from tessera.campaigns import queries, usecases
from tessera.campaigns.models import TagRun
from tessera.campaigns.rules.conditions import Bought
from tessera.campaigns.rules.judging import Rule
from tessera.members import usecases as members
from tessera.members.models import MemberTag
from tests.support.arena import at_once, deed, told
from tests.support.shop import NOON, Shop


def _begin(shop: Shop) -> tuple[UUID, UUID]:
    """A rule for who bought once; the tag, and the run that began."""
    tag = members.define_tag(actor=shop.boss, at=NOON, name="买过", colour="rose")
    rule = Rule("all", (Bought(visits=1),))
    usecases.set_tag_rule(actor=shop.boss, at=NOON, tag_id=tag, rule=rule)
    run = queries.find_running()
    assert run is not None
    return tag, run


def _tagged(tag: UUID) -> set[UUID]:
    return set(MemberTag.objects.filter(tag=tag).values_list("member", flat=True))


def test_workers_on_one_run_look_at_each_member_once(shop: Shop) -> None:
    people = {shop.join() for _ in range(6)}
    for member in people:
        shop.sell(shop.order((shop.dress, 1), member_id=member))
    tag, run = _begin(shop)
    piece = deed(usecases.go_on, actor=shop.boss, at=NOON, run_id=run, size=2)
    answers = at_once([piece] * 3)
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    usecases.go_on(actor=shop.boss, at=NOON, run_id=run, size=2)
    row = TagRun.objects.get()
    assert (row.state, row.done_count, row.added_count) == ("done", 6, 6)
    assert _tagged(tag) == people


def test_a_purchase_beside_the_night_is_not_lost(shop: Shop) -> None:
    people = [shop.join() for _ in range(3)]
    order = [shop.order((shop.dress, 1), member_id=member) for member in people]
    tag, run = _begin(shop)
    usecases.look_at_buyers(actor=shop.boss, at=NOON)
    tills = [shop, *(shop.another_till(f"T{number}") for number in range(2, 4))]
    answers = at_once(
        [
            deed(usecases.go_on, actor=shop.boss, at=NOON, run_id=run, size=10),
            *(deed(till.sell, one, total=29900) for till, one in zip(tills, order, strict=True)),
            deed(usecases.look_at_buyers, actor=shop.boss, at=NOON),
        ]
    )
    assert not any(answer.refused or answer.fault for answer in answers), told(answers)
    usecases.look_at_buyers(actor=shop.boss, at=NOON)
    assert _tagged(tag) == set(people)
