"""Registering a member at the till: a code to the phone, what is agreed to, and the code to scan."""

from typing import Any
from uuid import uuid4

from tests.support.registering import (
    AGREED,
    codes_sent,
    digits_sent_to,
    find_registered,
    registered,
)
from tests.support.shop import Shop
from tests.support.till import Answer, Till

PHONE = "13912341234"


def send(till: Till, phone: str = PHONE, purpose: str = "join", **more: Any) -> Answer:
    named = {"request_id": str(uuid4())} | more
    return till.post("/codes", {**named, "phone": phone, "purpose": purpose})


def check(till: Till, code: str, phone: str = PHONE, purpose: str = "join") -> Answer:
    return till.post("/codes/check", {"phone": phone, "purpose": purpose, "code": code})


def proof(till: Till, phone: str = PHONE, purpose: str = "join") -> str:
    assert send(till, phone, purpose).status == 200
    return str(check(till, digits_sent_to(phone), phone, purpose).body["proof"])


def register(till: Till, **more: Any) -> Answer:
    told = {"request_id": str(uuid4()), "name": "李雷", "consents": AGREED} | more
    return till.post("/members", told)


def test_the_texts_are_asked_in_the_readers_language_and_one_is_needed(till: Till) -> None:
    asked = Till(till.token, "zh-hans").get("/joining").body
    assert asked["code_needed"] is True
    assert [text["title"] for text in asked["texts"] if text["required"]] == ["会员服务"]


def test_who_reads_out_the_code_is_a_member(till: Till) -> None:
    made = register(till, phone=PHONE, proof=proof(till))
    assert made.status == 200
    assert registered(made.body["member_id"]).phone == f"+86{PHONE}"


def test_the_same_registration_again_gets_the_first_answer(till: Till) -> None:
    sent = {"request_id": str(uuid4()), "phone": PHONE, "proof": proof(till)}
    assert register(till, **sent).body == register(till, **sent).body
    assert registered(PHONE).phone == f"+86{PHONE}"


def test_without_a_code_nobody_is_registered(till: Till) -> None:
    answer = register(till, phone=PHONE)
    assert (answer.status, answer.code) == (403, "identity.code_needed")
    assert find_registered(PHONE) is None


def test_a_wrong_code_is_counted_and_proves_nothing(till: Till) -> None:
    send(till)
    wrong = f"{(int(digits_sent_to(PHONE)) + 1) % 10**6:06}"
    answer = check(till, wrong)
    assert (answer.status, answer.code, answer.body["data"]["left"]) == (
        403,
        "messaging.code_wrong",
        4,
    )


def test_the_same_request_for_a_code_sends_one(till: Till) -> None:
    request_id = str(uuid4())
    assert send(till, request_id=request_id).body == send(till, request_id=request_id).body
    assert codes_sent() == 1


def test_a_till_that_asks_for_many_codes_has_to_wait(till: Till) -> None:
    answers = [send(till, f"1391234{number:04}") for number in range(11)]
    assert [one.status for one in answers] == [200] * 10 + [409]
    assert answers[-1].code == "messaging.code_limit"


def test_the_phone_of_a_member_sends_no_code_and_says_who_it_is(shop: Shop, till: Till) -> None:
    member = shop.join()
    answer = send(till, "13800000001")
    assert (answer.status, answer.code) == (409, "members.phone_taken")
    assert answer.body["data"]["member_id"] == str(member)
    assert codes_sent() == 0


def test_a_guardian_may_be_a_member(shop: Shop, till: Till) -> None:
    shop.join()
    guardian = {"name": "王妈妈", "proof": proof(till, "13800000001", "guardian")}
    made = register(
        till, name="王小宝", birthday="2018-01-01", guardian=guardian, consents=AGREED[:1]
    )
    assert made.status == 200


def test_the_tills_own_code_is_always_the_same(till: Till) -> None:
    first, second = till.post("/joining/poster", {}), till.post("/joining/poster", {})
    assert first.body == second.body
    assert first.body["address"].endswith(f"/join/{first.body['code']}")


def test_who_is_registered_came_by_the_till(till: Till) -> None:
    code = till.post("/joining/poster", {}).body["code"]
    made = register(till, phone=PHONE, proof=proof(till))
    assert registered(made.body["member_id"]).came_by == code
