"""Every refusal speaks the reader's language, and its code speaks none."""

import pytest
from tests.support.shop import NOON, Shop
from tests.support.till import Till, sign_in

from tessera.offers import usecases as offers


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en", "No shift is open on this till. Open a shift first."),
        ("en-GB", "No shift is open on this till. Open a shift first."),
        ("zh-Hans", "本收银台"),
        ("zh-CN,zh;q=0.9,en;q=0.5", "本收银台"),
        ("zh-Hant", "本收銀台"),
        ("zh-TW", "本收銀台"),
        ("", "本收银台"),
        ("tlh", "本收银台"),
    ],
)
def test_a_refusal_is_in_the_language_of_the_request(
    shop: Shop, language: str, spoken: str
) -> None:
    shop.close_shift()
    till = sign_in(shop, language=language)
    refused = till.post("/sales", till.sale((shop.dress, 1), total=29900))
    assert refused.code == "sales.shift_closed"
    assert refused.body["message"].startswith(spoken)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_english_leaks_out_of_the_frame_itself(shop: Shop, language: str) -> None:
    till = sign_in(shop, language=language)
    answers = [
        Till(language=language).get("/till"),
        till.get("/nowhere"),
        till.send("DELETE", "/till"),
        till.send("POST", "/quote", b"{", content_type="application/json"),
        till.post("/quote", {}),
    ]
    assert [answer.status for answer in answers] == [401, 404, 405, 400, 422]
    for answer in answers:
        assert any("\u4e00" <= sign <= "\u9fff" for sign in answer.body["message"])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Spend 1.00 more for “满三百减五十”."), ("zh-Hans", "再买 1.00")],
)
def test_a_missed_rule_says_in_words_what_is_missing(
    shop: Shop, language: str, sentence: str
) -> None:
    offers.create_promotion(
        actor=shop.boss,
        at=NOON,
        kind="spend_save",
        name="满三百减五十",
        starts_on=NOON.date(),
        ends_on=NOON.date(),
        config={"threshold_minor": 30000, "save_minor": 5000},
    )
    till = sign_in(shop, language=language)
    (missed,) = till.post("/quote", till.cart((shop.dress, 1))).body["missed"]
    assert (missed["code"], missed["data"]["more_minor"]) == ("spend_more", 100)
    assert missed["message"].startswith(sentence)
