"""Doors at which codes are asked for: too many unknown ones end it for a while (CASES 20)."""

from datetime import UTC, datetime, timedelta

import pytest

from tessera.kernel.errors import Conflict, NotFound
from tessera.platform import attempts

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 20, 4, 0, tzinfo=UTC)


def door(name: str, *, keeps_shut: bool = False) -> attempts.Door:
    return attempts.Door(
        name=name,
        thing="编码",
        most=2,
        refusal=lambda: Conflict("codes.limited", "Wait."),
        told={"member": "李雷"},
        missed=frozenset({"codes.not_found"}),
        keeps_shut=keeps_shut,
    )


def ask(one: attempts.Door, refusal: NotFound | None = None, at: datetime = AT) -> None:
    with attempts.seeking(one, at=at):
        if refusal:
            raise refusal


def guess(one: attempts.Door, code: str = "codes.not_found") -> None:
    with pytest.raises(NotFound):
        ask(one, NotFound(code, "No."))


def test_what_is_found_is_never_counted() -> None:
    for _ in range(5):
        ask(door("a"))
    assert attempts.count_failures(name="a", at=AT) == 0


def test_who_asks_in_vain_too_often_is_turned_away_until_the_count_is_old() -> None:
    for _ in range(2):
        guess(door("b"))
    with pytest.raises(Conflict, match=r"codes\.limited"):
        ask(door("b"))
    ask(door("somebody else"))
    ask(door("b"), at=AT + timedelta(minutes=31))


def test_another_refusal_than_an_unknown_code_does_not_count() -> None:
    for _ in range(3):
        guess(door("c"), "stores.not_found")
    ask(door("c"))


def test_only_a_door_that_keeps_shut_is_remembered_by_the_process() -> None:
    for _ in range(2):
        guess(door("d"))
        guess(door("e", keeps_shut=True))
    shut = [attempts.is_shut(name=name, at=AT) for name in ("d", "e")]
    assert shut == [False, True]
