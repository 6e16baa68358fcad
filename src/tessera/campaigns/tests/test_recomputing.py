"""Rules by which tags come and go: on saving, at night in pieces, after a sale, and when stopped."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests.support.shop import NOON, Shop

from tessera.campaigns import jobs, queries, usecases
from tessera.campaigns.models import TagCount, TagRule, TagRun, Watch
from tessera.campaigns.rules.conditions import Bought, Holds, Stage
from tessera.campaigns.rules.judging import Rule
from tessera.campaigns.tests.conftest import (
    buy,
    give,
    join,
    look_again,
    rule,
    run_through,
    tagged,
    told,
)
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.members import usecases as members
from tessera.members.models import MemberTag
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db

ONCE = Bought(visits=1)
TWICE = Bought(visits=2)
LATER = NOON + timedelta(minutes=1)


def test_a_rule_gives_its_tag_with_what_counted_and_the_version_of_the_rule(
    shop: Shop, tag: UUID
) -> None:
    member, _ = join(shop, 2)
    buy(shop, member)
    give(shop, tag, ONCE)
    row = MemberTag.objects.get(tag=tag)
    assert row.member_id == member
    assert row.reason == {
        "rule": str(TagRule.objects.get().id),
        "met": [{"condition": 0, "kind": "bought", "have": {"visits": 1}}],
    }
    assert TagCount.objects.get(tag=tag).held_count == 1


def test_a_new_version_takes_the_place_of_the_one_before(shop: Shop, tag: UUID) -> None:
    one, two = join(shop, 2)
    for member in (one, two, two):
        buy(shop, member)
    give(shop, tag, ONCE)
    since = MemberTag.objects.get(tag=tag, member=two).since
    give(shop, tag, TWICE, at=LATER)
    assert tagged(tag) == {two}
    assert MemberTag.objects.get(tag=tag, member=two).since == since
    assert told(tag, two) == [{"visits": 2}]
    assert [row.version for row in TagRule.objects.order_by("version")] == [1, 2]
    deeds = AuditRow.objects.filter(action="campaigns.tag_rule_set").order_by("id")
    assert [row.data for row in deeds] == [
        {"name": "常客", "version": 1},
        {"name": "常客", "version": 2},
    ]


def test_a_rule_that_is_stopped_takes_its_tags_away_and_leaves_those_by_hand(
    shop: Shop, tag: UUID
) -> None:
    member, other = join(shop, 2)
    buy(shop, member)
    give(shop, tag, ONCE)
    members.set_tag(actor=shop.boss, at=NOON, member_id=other, tag_id=tag)
    usecases.stop_tag_rule(actor=shop.boss, at=LATER, tag_id=tag)
    run_through(shop, at=LATER)
    assert list(MemberTag.objects.values_list("member", "source")) == [(other, "hand")]
    assert TagCount.objects.get(tag=tag).held_count == 0
    assert queries.list_rules(shop.boss) == []
    with pytest.raises(NotFound, match=r"campaigns\.rule_not_found"):
        usecases.stop_tag_rule(actor=shop.boss, at=LATER, tag_id=tag)


def test_everybody_is_looked_at_in_pieces_and_how_far_can_be_seen(shop: Shop, tag: UUID) -> None:
    people = join(shop, 5)
    for member in people[:3]:
        buy(shop, member)
    usecases.set_tag_rule(actor=shop.boss, at=NOON, tag_id=tag, rule=rule(ONCE))
    run_id = queries.find_running()
    assert run_id is not None
    usecases.go_on(actor=shop.boss, at=LATER, run_id=run_id, size=2)
    view = queries.find_last_run(shop.boss)
    assert view is not None
    assert (view.is_running, view.percent, view.done_count, view.total_count) == (True, 40, 2, 5)
    assert (view.tag_name, view.added_count) == ("常客", 2)
    run_through(shop)
    view = queries.find_last_run(shop.boss)
    assert view is not None
    assert (view.is_running, view.percent, view.done_count, view.added_count) == (False, 100, 5, 3)
    assert tagged(tag) == set(people[:3])
    with pytest.raises(NotFound, match=r"campaigns\.run_not_found"):
        usecases.go_on(actor=shop.boss, at=LATER, run_id=run_id)


def test_a_run_whose_worker_died_is_taken_up_where_it_was(
    shop: Shop, tag: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = join(shop, 4)
    for member in people:
        buy(shop, member)
    usecases.set_tag_rule(actor=shop.boss, at=NOON, tag_id=tag, rule=rule(ONCE))
    run_id = queries.find_running()
    assert run_id is not None
    usecases.go_on(actor=shop.boss, at=NOON, run_id=run_id, size=2)
    queued: list[str] = []
    monkeypatch.setattr("tessera.platform.jobs.enqueue", queued.append)
    for minutes, expected in ((5, []), (7, ["tessera.campaigns.jobs.recompute"])):
        at = NOON + timedelta(minutes=minutes)
        monkeypatch.setattr("tessera.kernel.clock.utc_now", lambda at=at: at)
        jobs.watch()
        assert queued == expected
    jobs.recompute()
    assert tagged(tag) == set(people)
    assert TagRun.objects.get().done_count == 4


def test_the_night_begins_anew_what_was_not_finished(shop: Shop, tag: UUID) -> None:
    [member] = join(shop, 1)
    buy(shop, member)
    usecases.set_tag_rule(actor=shop.boss, at=NOON, tag_id=tag, rule=rule(ONCE))
    usecases.begin_recompute(actor=shop.boss, at=LATER)
    assert [run.state for run in TagRun.objects.order_by("begun_at")] == ["replaced", "running"]
    run_through(shop)
    assert tagged(tag) == {member}


def test_a_job_stops_in_time_and_another_goes_on(
    shop: Shop, tag: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(shop, 1)
    usecases.set_tag_rule(actor=shop.boss, at=NOON, tag_id=tag, rule=rule(ONCE))
    queued: list[str] = []
    monkeypatch.setattr("tessera.platform.jobs.enqueue", queued.append)
    monkeypatch.setattr(jobs, "SECONDS", -1)
    jobs.recompute()
    assert queued == ["tessera.campaigns.jobs.recompute"]
    assert TagRun.objects.get().done_count == 0


def test_who_bought_or_brought_back_is_looked_at_again_and_nobody_else(
    shop: Shop, tag: UUID
) -> None:
    buyer, other = join(shop, 2)
    give(shop, tag, Bought(visits=1))
    MemberTag.objects.create(member_id=other, tag_id=tag, source="rule", since=NOON)
    sale = buy(shop, buyer, at=LATER)
    assert queries.list_buyers(at=LATER) == [buyer]
    usecases.look_at_buyers(actor=shop.boss, at=LATER)
    assert tagged(tag) == {buyer, other}  # whom the night, not this, would take it from
    much_later = LATER + timedelta(minutes=10)
    assert usecases.look_at_buyers(actor=shop.boss, at=LATER + timedelta(minutes=5)) == 1
    assert queries.list_buyers(at=much_later) == []
    shop.give_back(sale, 1, at=much_later)
    usecases.look_at_buyers(actor=shop.boss, at=much_later)
    assert tagged(tag) == {other}


def test_before_the_first_look_and_without_rules_nobody_is_looked_at(shop: Shop) -> None:
    [buyer] = join(shop, 1)
    buy(shop, buyer)
    assert queries.list_buyers(at=LATER) == []
    jobs.watch()
    jobs.begin_recompute()
    assert not AuditRow.objects.filter(action__startswith="campaigns.").exists()


def test_too_many_buyers_are_everybody(
    shop: Shop, tag: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = join(shop, 3)
    give(shop, tag, ONCE)
    for member in people:
        buy(shop, member, at=LATER)
    monkeypatch.setattr("tessera.campaigns.queries.buyers.AT_MOST", 1)
    monkeypatch.setattr("tessera.campaigns.usecases.recomputing.AT_MOST", 1)
    usecases.look_at_buyers(actor=shop.boss, at=LATER)
    assert tagged(tag) == set()
    run_through(shop, at=LATER)
    assert tagged(tag) == set(people)
    assert Watch.objects.get().seen_at == LATER


def test_a_retired_tag_stays_and_goes_nowhere_new(shop: Shop, tag: UUID) -> None:
    one, two = join(shop, 2)
    buy(shop, one)
    give(shop, tag, ONCE)
    members.change_tag(
        actor=shop.boss, at=NOON, tag_id=tag, name="常客", colour="rose", is_active=False
    )
    buy(shop, two)
    look_again(shop, at=LATER)
    assert tagged(tag) == {one}
    with pytest.raises(Conflict, match=r"campaigns\.tag_retired"):
        usecases.set_tag_rule(actor=shop.boss, at=LATER, tag_id=tag, rule=rule(TWICE))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (rule(), "rule_empty"),
        (rule(Bought()), "rule_invalid"),
        (rule(ONCE, match="some"), "rule_invalid"),
        (rule(ONCE, Holds(least=2, most=1)), "rule_invalid"),
        (rule(Stage(stages=("睡着",))), "rule_invalid"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_and_changes_nothing(
    shop: Shop, tag: UUID, asked: Rule, code: str
) -> None:
    with pytest.raises(Invalid, match=rf"campaigns\.{code}"):
        usecases.set_tag_rule(actor=shop.boss, at=NOON, tag_id=tag, rule=asked)
    assert not TagRule.objects.exists()
    assert not TagRun.objects.exists()


def test_rules_are_the_whole_brands(shop: Shop, tag: UUID) -> None:
    local = replace(shop.boss, store_ids=frozenset({shop.store_id}))
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.set_tag_rule(actor=local, at=NOON, tag_id=tag, rule=rule(ONCE))
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.begin_recompute(actor=local, at=NOON)
    assert not TagRule.objects.exists()


def test_a_preview_counts_and_names_without_changing_anything(
    shop: Shop, tag: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = join(shop, 8)
    for member in people[:4]:
        buy(shop, member)
    shown = queries.preview(shop.boss, rule(ONCE), at=NOON)
    assert (shown.count, shown.total_count, shown.is_reckoned) == (4, 8, False)
    assert {one.id for one in shown.some} <= set(people[:4])
    monkeypatch.setattr("tessera.campaigns.queries.previewing.ALL_OF", 4)
    monkeypatch.setattr("tessera.campaigns.queries.previewing.PLACES", 2)
    shown = queries.preview(shop.boss, rule(ONCE), at=NOON)
    assert shown.is_reckoned
    assert 0 <= shown.count <= 8
    assert not MemberTag.objects.exists()
