"""After three codes a stranger's browser first does some work, whoever the phone belongs to."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import altcha
import pytest
import time_machine

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.messaging import jobs, queries, usecases
from tessera.messaging.models import Message, OneTimeCode, SolvedChallenge
from tessera.messaging.tests.conftest import AT, HERE, PHONE

NEEDED = "messaging.challenge_needed"
MANY = AT.replace(minute=1)
"""Early in an hour."""


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    settings.CODE_LIMITS = dataclasses.replace(
        settings.CODE_LIMITS, challenge_cost=10, seconds_between=0
    )
    with time_machine.travel(MANY, tick=False) as traveller:
        yield traveller


Ask = Callable[..., str]


@pytest.fixture
def ask(door: Actor) -> Ask:
    """Ask for a code; the refusal's code, empty where there is none."""

    def run(**given: Any) -> str:
        asked: dict[str, Any] = {
            "at": MANY,
            "phone": PHONE,
            "purpose": "sign_in",
            "address": HERE,
            "device": "one",
            "solution": "",
        }
        before = Message.objects.count(), OneTimeCode.objects.count()
        try:
            usecases.request_code(actor=door, **(asked | given))
        except DomainError as refusal:
            assert (Message.objects.count(), OneTimeCode.objects.count()) == before
            return refusal.code
        return ""

    return run


def solved(at: datetime = MANY, **more: Any) -> str:
    """A challenge of this house and its solution, as a browser sends both."""
    challenge = altcha.Challenge.from_dict(json.loads(queries.new_challenge(at)) | more)
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def easier() -> str:
    """Our challenge, made easier by who is to solve it."""
    told = json.loads(queries.new_challenge(MANY))
    told["parameters"] |= {"cost": 1, "keyPrefix": "0"}
    challenge = altcha.Challenge.from_dict(told)
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def guessed() -> str:
    challenge = altcha.Challenge.from_dict(json.loads(queries.new_challenge(MANY)))
    return altcha.Payload(challenge, altcha.Solution(1, "00" * 32)).to_base64()


def phone(number: int) -> str:
    return f"+86139000000{number:02}"


def test_three_codes_are_free_and_the_fourth_asks_for_work(ask: Ask) -> None:
    assert [ask() for _ in range(4)] == ["", "", "", NEEDED]
    assert ask(solution=solved()) == ""
    assert ask() == NEEDED


@pytest.mark.parametrize("same", ["phone", "address", "device"])
def test_phone_address_and_device_are_counted_each_for_itself(ask: Ask, same: str) -> None:
    others = [
        {"phone": phone(number), "address": f"10.0.0.{number}", "device": f"d{number}"}
        for number in range(4)
    ]
    for one in others:
        one[same] = others[0][same]

    assert [ask(**one) for one in others] == ["", "", "", NEEDED]


def test_a_stranger_learns_nothing_of_who_is_a_member(
    ask: Ask, make_member: Callable[..., UUID]
) -> None:
    make_member(phone=phone(1))
    for number in (1, 2):
        told = [ask(phone=phone(number), address="", device="") for _ in range(4)]
        assert told == ["", "", "", NEEDED]


def test_the_next_hour_begins_anew(ask: Ask, clock: time_machine.Traveller) -> None:
    for _ in range(3):
        ask()
    clock.shift(3600)

    assert ask(at=MANY + timedelta(hours=1)) == ""


def test_of_whom_we_know_no_work_is_asked(ask: Ask) -> None:
    assert [ask(solution=None) for _ in range(4)] == [""] * 4


def test_a_solution_is_good_once_also_for_another_phone(ask: Ask) -> None:
    for number in range(3):
        ask(phone=phone(number))
    once = solved()

    assert ask(solution=once) == ""
    assert ask(solution=once) == NEEDED
    assert ask(solution=once, phone=phone(9)) == NEEDED
    assert SolvedChallenge.objects.count() == 1


def test_a_solution_that_was_not_needed_is_not_used_up(ask: Ask) -> None:
    early = solved()
    for number in range(3):
        assert ask(phone=phone(number), solution=early) == ""

    assert ask(solution=early) == ""


def test_a_limit_counts_whatever_is_solved(ask: Ask) -> None:
    for _ in range(5):
        assert ask(solution=solved()) == ""

    kept = solved()
    assert ask(solution=kept) == "messaging.code_limit"
    assert ask(solution=kept, phone=phone(1)) == ""


@pytest.mark.parametrize(
    "make",
    [
        lambda: "",
        lambda: "x" * 5000,
        lambda: "é",
        lambda: "bm9uc2Vuc2U=",
        lambda: solved(signature="0" * 64),
        lambda: solved(at=MANY - timedelta(minutes=11)),
        easier,
        guessed,
    ],
    ids=["none", "long", "letters", "nonsense", "unsigned", "old", "easier", "guessed"],
)
def test_nothing_but_work_that_we_asked_for_counts(ask: Ask, make: Callable[[], str]) -> None:
    for _ in range(3):
        ask()

    assert ask(solution=make()) == NEEDED
    assert not SolvedChallenge.objects.exists()


def test_solutions_are_forgotten_after_days(ask: Ask, clock: time_machine.Traveller) -> None:
    for _ in range(3):
        ask()
    ask(solution=solved())
    clock.shift(timedelta(days=3))

    jobs.forget()

    assert not SolvedChallenge.objects.exists()
