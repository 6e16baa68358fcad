"""One-time codes asked for and tried by several at the same moment (CASES 20)."""

from tessera.kernel.actor import system_actor
from tessera.messaging import jobs, operations, permissions, rules, usecases
from tessera.messaging.models import Message, OneTimeCode
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import Deed
from tests.support.shop import NOON, Shop

PHONE = "+8613812345678"
DOOR = system_actor("sign-in", {permissions.PROVE_PHONE})


def ask(phone: str = PHONE, address: str = "203.0.113.7") -> Deed:
    return deed(
        usecases.request_code,
        actor=DOOR,
        at=NOON,
        phone=phone,
        purpose="sign_in",
        address=address,
    )


def code() -> str:
    return str(dict(Message.objects.get().params)["code"])


def tried(digits: str) -> str:
    """What came of a try: the refusal's code, or ``right``."""
    outcome = usecases.prove_phone(actor=DOOR, at=NOON, phone=PHONE, purpose="sign_in", code=digits)
    assert bool(outcome.proof) is (outcome.refusal is None)
    return outcome.refusal.code if outcome.refusal else "right"


def test_the_right_code_typed_twice_at_once_proves_the_phone_once(shop: Shop) -> None:
    ask()()
    answers = at_once([deed(tried, code())] * 2)
    codes = sorted(answer.fault or answer.value for answer in answers)
    assert codes == ["messaging.code_expired", "right"], told(answers)


def test_twenty_guesses_at_once_are_five_tries(shop: Shop) -> None:
    ask()()
    right = int(code())
    answers = at_once([deed(tried, f"{(right + n) % 10**6:06}") for n in range(1, 21)])
    codes = sorted(answer.fault or answer.value for answer in answers)
    wrong, closed = ["messaging.code_wrong"], ["messaging.code_expired"]
    assert codes == closed * 15 + wrong * 5, told(answers)
    assert OneTimeCode.objects.get().tries_left == 0


def test_ten_requests_for_one_phone_at_once_send_one_code(shop: Shop) -> None:
    answers = at_once([ask(address=f"10.0.0.{number}") for number in range(10)])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == [""] + ["messaging.code_too_soon"] * 9, told(answers)
    assert OneTimeCode.objects.count() == Message.objects.count() == 1


def test_one_address_gets_no_more_codes_by_asking_for_many_phones_at_once(shop: Shop) -> None:
    for number in range(15):
        ask(f"+86139000000{number:02}")()
    answers = at_once([ask(f"+86138000000{number:02}") for number in range(10)])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == [""] * 5 + ["messaging.code_limit"] * 5, told(answers)
    assert OneTimeCode.objects.count() == 20


def test_one_message_handed_over_by_four_workers_at_once_is_handed_over_once(shop: Shop) -> None:
    template = rules.Template("notice", "Hello")
    message_id = operations.queue(
        purpose="notice", phone=PHONE, template=template, params={}, at=NOON
    )
    answers = at_once([deed(jobs.deliver, str(message_id))] * 4)
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("delivered", 1)
