"""The night of a chain that was made: its rules, and how long looking at everybody takes."""

import argparse
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bench import bulk, lives
from bench.chain import MEMBERS, bench_id
from tessera.campaigns import operations, queries, usecases
from tessera.campaigns.queries.pieces import piece_of
from tessera.campaigns.rules import conditions
from tessera.campaigns.rules.judging import Rule
from tessera.campaigns.rules.windows import Window
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import system_actor
from tessera.members import usecases as members
from tessera.members.models import MemberTag

YEAR, QUARTER, EVER = Window("months", 12), Window("days", 90), Window("ever", 0)

RULES: dict[str, tuple[conditions.Condition, ...]] = {
    "buys often": (conditions.Bought(YEAR, visits=4),),
    "buys much": (conditions.Bought(EVER, spent_minor=80_000),),
    "first to buy": (conditions.BoughtNew(EVER, within_days=30, products=1),),
    "at a discount": (conditions.BoughtReduced(YEAR, 20, share_percent=50, visits=2),),
    "evenings": (conditions.BoughtAt(YEAR, (), 18, 23, share_percent=60, visits=2),),
    "dresses": (conditions.BoughtGoods(QUARTER, "category", ("女装",), pieces=1),),
    "rich and young": (conditions.Holds("money", least=1), conditions.OfAge(18, 30)),
    "slipping away": (conditions.Stage(("marginal", "dormant")),),
}


def _command() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, required=True)
    parser.add_argument("--sales", type=int, required=True)
    parser.add_argument("--goal", type=int, required=True)
    options = parser.parse_args()
    begun = time.perf_counter()
    with transaction.atomic(), bulk.hurried():
        lives.purchases(options.sales, options.members)
    bulk.take_statistics()
    print(f"made {2 * options.sales:,} lines in {time.perf_counter() - begun:.0f} s", flush=True)
    by: dict[str, Any] = {"actor": system_actor("bench", EVERYTHING), "at": datetime.now(UTC)}
    for name, asked in RULES.items():
        tag_id = members.define_tag(**by, name=name, colour="rose")
        usecases.set_tag_rule(**by, tag_id=tag_id, rule=Rule("all", asked))
    print(f"{len(RULES)} rules, {options.members:,} members", flush=True)
    _night(by, "first night", options.goal)
    _night(by, "a night after it", options.goal)
    for count in (1, 100):
        _look(by, [bench_id(MEMBERS, 10 * n) for n in range(count)])


def _night(by: dict[str, Any], name: str, goal: int) -> None:
    begun, told = time.perf_counter(), 0
    run_id = usecases.begin_recompute(**by)
    while queries.find_running() is not None:
        usecases.go_on(**by, run_id=run_id)
        view = queries.find_last_run(by["actor"])
        if view is not None and view.percent // 10 > told:
            told = view.percent // 10
            passed = time.perf_counter() - begun
            print(f"  {view.done_count:>9,} members after {passed:5.0f} s", flush=True)
    seconds, tags = time.perf_counter() - begun, MemberTag.objects.filter(source="rule").count()
    verdict = "" if seconds < goal else "  MISSED"
    print(f"{name}: {seconds:.0f} s, {tags:,} tags (goal {goal}{verdict})", flush=True)


def _look(by: dict[str, Any], buyers: list[UUID]) -> None:
    """What the worker does of a minute's buyers."""
    begun = time.perf_counter()
    with transaction.atomic():
        operations.lock_watch()
        operations.look_again(
            queries.current_rules(),
            piece_of(buyers),
            at=by["at"],
            today=queries.brand_day(by["at"]),
        )
    milliseconds = (time.perf_counter() - begun) * 1000
    print(f"{len(buyers)} buyers looked at again in {milliseconds:.0f} ms", flush=True)


if __name__ == "__main__":
    _command()
