"""One-time codes: sent sparingly, kept as digests, tried a few times, used once (CASES 20)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import time_machine

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid
from tessera.messaging import queries, rules, usecases
from tessera.messaging.models import Message, OneTimeCode
from tessera.messaging.tests.conftest import AT, HERE, PHONE, code_in, sent_code
from tessera.platform.models import AuditRow

Ask = Callable[..., usecases.CodeSent]


@pytest.fixture
def ask(door: Actor) -> Ask:
    def run(**given: Any) -> usecases.CodeSent:
        asked: dict[str, Any] = {"at": AT, "phone": PHONE, "purpose": "sign_in", "address": HERE}
        return usecases.request_code(actor=door, **(asked | given))

    return run


def prove(door: Actor, code: str, at: datetime = AT, purpose: str = "sign_in") -> usecases.Outcome:
    return usecases.prove_phone(actor=door, at=at, phone=PHONE, purpose=purpose, code=code)


def refused(outcome: usecases.Outcome) -> str:
    assert not outcome.proof
    assert outcome.refusal is not None
    return outcome.refusal.code


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_right_code_proves_the_phone_for_its_purpose(door: Actor, ask: Ask) -> None:
    sent = ask(phone="138 1234 5678")

    outcome = prove(door, sent_code())

    assert sent.expires_at == AT + timedelta(minutes=5)
    assert outcome.refusal is None
    assert queries.phone_of(outcome.proof, "sign_in") == PHONE


def test_a_code_has_six_digits_and_is_kept_as_a_digest_only(ask: Ask) -> None:
    ask()

    code, row = sent_code(), OneTimeCode.objects.get()

    assert len(code) == 6
    assert code.isdecimal()
    assert code not in "".join(str(value) for value in vars(row).values() if isinstance(value, str))


def test_the_message_is_signed_and_says_the_code(ask: Ask) -> None:
    ask()

    message = Message.objects.get()

    assert message.text.startswith("【锦绣】")
    assert code_in(message) in message.text
    assert message.parts == rules.parts(message.text)
    assert (message.purpose, message.state) == ("code", "queued")


def test_a_code_serves_once(door: Actor, ask: Ask) -> None:
    ask()
    prove(door, sent_code())

    assert refused(prove(door, sent_code())) == "messaging.code_expired"


def test_a_code_serves_its_own_purpose_and_phone(door: Actor, ask: Ask) -> None:
    ask(purpose="join")

    assert refused(prove(door, sent_code())) == "messaging.code_expired"
    assert OneTimeCode.objects.get().tries_left == 5


def test_wrong_codes_are_counted_and_the_sixth_try_finds_it_closed(door: Actor, ask: Ask) -> None:
    ask()
    code = sent_code()

    outcomes = [prove(door, other_than(code)) for _ in range(5)]

    assert [one.refusal and one.refusal.data["left"] for one in outcomes] == [4, 3, 2, 1, 0]
    assert refused(prove(door, code)) == "messaging.code_expired"
    assert AuditRow.objects.filter(action="code.tried").count() == 6


def test_the_fifth_try_may_still_be_right(door: Actor, ask: Ask) -> None:
    ask()
    code = sent_code()
    for _ in range(4):
        prove(door, other_than(code))

    assert prove(door, code).proof


def test_a_code_lives_for_five_minutes(door: Actor, ask: Ask) -> None:
    ask()

    late = prove(door, sent_code(), AT + timedelta(minutes=5))
    in_time = prove(door, sent_code(), AT + timedelta(minutes=4, seconds=59))

    assert refused(late) == "messaging.code_expired"
    assert in_time.proof


def test_a_newer_code_takes_the_older_ones_place(door: Actor, ask: Ask) -> None:
    ask()
    first = sent_code()
    ask(at=AT + timedelta(minutes=1))
    second = sent_code()

    if first != second:  # one in a million
        assert refused(prove(door, first, AT + timedelta(minutes=1))) == "messaging.code_wrong"
    assert prove(door, second, AT + timedelta(minutes=1)).proof


def test_another_code_is_refused_for_a_minute_whatever_the_purpose(ask: Ask) -> None:
    ask()

    with pytest.raises(Conflict) as refusal:
        ask(at=AT + timedelta(seconds=20), purpose="join")

    assert refusal.value.code == "messaging.code_too_soon"
    assert refusal.value.data == {"seconds": 40}
    assert OneTimeCode.objects.count() == Message.objects.count() == 1
    assert AuditRow.objects.filter(action="code.requested").count() == 1


def test_a_phone_gets_five_codes_in_an_hour_of_the_clock_and_ten_in_a_day(ask: Ask) -> None:
    hour = AT.replace(minute=0)
    for number in range(10):
        ask(at=hour + timedelta(hours=number // 5, minutes=number % 5), address=f"10.0.0.{number}")
        if number == 4:
            with pytest.raises(Conflict) as refusal:
                ask(at=hour + timedelta(minutes=50))
            assert refusal.value.code == "messaging.code_limit"
            assert refusal.value.data == {"seconds": 600, "minutes": 10}

    with pytest.raises(Conflict) as refusal:
        ask(at=hour + timedelta(hours=5))
    assert refusal.value.data["seconds"] == 19 * 3600
    ask(at=hour + timedelta(days=1))


@pytest.mark.parametrize(
    ("same", "most"), [({"address": HERE}, 20), ({"device": "d" * 100, "address": ""}, 10)]
)
def test_an_address_or_device_gets_a_number_of_codes_an_hour_for_whatever_phones(
    ask: Ask, same: dict[str, str], most: int
) -> None:
    for number in range(most):
        ask(phone=f"138000000{number:02}", **same)

    with pytest.raises(Conflict) as refusal:
        ask(phone="13900000000", **same)

    assert refusal.value.code == "messaging.code_limit"
    ask(phone="13900000000", **(same | {"address": "198.51.100.1", "device": ""}))
    ask(phone="13900000001", at=AT + timedelta(minutes=50), **same)


def test_limits_are_the_brands_to_set(ask: Ask, settings: Any) -> None:
    settings.CODE_LIMITS = rules.CodeLimits(seconds_between=5, digits=4)
    ask()
    ask(at=AT + timedelta(seconds=5))

    assert len(sent_code()) == 4


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"phone": "12"}, "members.phone_invalid"),
        ({"purpose": "fun"}, "messaging.purpose_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(ask: Ask, given: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(**given)

    assert refusal.value.code == code
    assert not Message.objects.exists()


def test_nobody_learns_whether_a_phone_is_a_members(
    door: Actor, ask: Ask, make_member: Callable[..., UUID]
) -> None:
    make_member("+8613900000001")
    answers: list[object] = []
    for phone in ("+8613900000001", "+8613900000002"):
        asked = ask(phone=phone)
        wrong = usecases.prove_phone(
            actor=door, at=AT, phone=phone, purpose="sign_in", code=other_than(sent_code())
        )
        again = said(partial(ask, phone=phone))
        answers.append((asked, wrong.refusal and str(wrong.refusal), again))

    assert answers[0] == answers[1]


def said(deed: Callable[[], object]) -> str:
    try:
        return str(deed())
    except DomainError as refusal:
        return str(refusal)


def test_a_phone_that_was_sent_nothing_answers_like_a_code_that_is_too_old(door: Actor) -> None:
    assert refused(prove(door, "123456")) == "messaging.code_expired"


def test_the_audit_log_holds_neither_code_nor_phone(door: Actor, ask: Ask) -> None:
    ask()
    code = sent_code()
    prove(door, code)

    rows = AuditRow.objects.filter(action__startswith="code.")
    told = " ".join(f"{row.subject} {row.data}" for row in rows)

    assert rows.count() == 2
    assert code not in told
    assert "138****5678" in told
    assert "12345678" not in told


def test_a_proof_ends_after_ten_minutes_and_serves_no_other_purpose(door: Actor, ask: Ask) -> None:
    ask()
    with time_machine.travel(AT, tick=False) as clock:
        proof = prove(door, sent_code()).proof
        clock.shift(600)
        assert queries.phone_of(proof, "sign_in") == PHONE
        with pytest.raises(Forbidden):
            queries.phone_of(proof, "join")
        clock.shift(1)
        with pytest.raises(Forbidden) as refusal:
            queries.phone_of(proof, "sign_in")

    assert refusal.value.code == "messaging.proof_expired"


@pytest.mark.parametrize("proof", ["", "x", "a:b:c"])
def test_a_proof_of_ones_own_making_proves_nothing(proof: str) -> None:
    with pytest.raises(Forbidden):
        queries.phone_of(proof, "sign_in")


def test_who_may_not_prove_phones_sends_nothing(door: Actor) -> None:
    stranger = Actor("staff", None, "x", "auditor", frozenset())

    with pytest.raises(Forbidden):
        usecases.request_code(actor=stranger, at=AT, phone=PHONE, purpose="sign_in", address=HERE)

    assert not Message.objects.exists()


@pytest.mark.parametrize("typed", ["\0\0\0\0\0\0\0\0", "\ud800" * 9, "没有号码" * 500])
def test_what_is_typed_in_place_of_a_phone_is_refused_and_noted_without_what_no_log_can_keep(
    door: Actor, typed: str
) -> None:
    outcome = usecases.prove_phone(actor=door, at=AT, phone=typed, purpose="join", code="1")

    assert refused(outcome) == "members.phone_invalid"
    assert "\0" not in AuditRow.objects.get(action="code.tried").subject
