"""The table of examples in examples.md, row by row."""

from dataclasses import replace
from pathlib import Path

import pytest

from tessera.pricing import (
    Book,
    Coupon,
    LimitedTime,
    MemberFacts,
    PriceOption,
    Promotion,
    Quote,
    price,
)
from tessera.pricing.tests import samples
from tessera.pricing.tests.samples import cart, item

SHOP = samples.book(
    item("dress", 20000),
    item("coat", 100000),
    item("scarf", 10000),
    item("belt", 5000, prices=(PriceOption("here", "store", 4500),)),
    item("hat", 8000, prices=(PriceOption("gold-hat", "level", 7000, "gold"),)),
    item("v1", 19900),
    item("v2", 9900),
    item("v3", 5900),
    item("cent", 1),
    item("alter", 3000, kind="service"),
    item("post", 1200, kind="fee"),
    item("top", 50005, kind="topup"),
)


def rows() -> list[list[str]]:
    """The cells of the table, without the headings between."""
    text = (Path(__file__).parent / "examples.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [row for row in cells if not row[0].startswith("**")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_example(row: list[str]) -> None:
    _, offers, wanted, paid, total, says = row
    book = shop(offers)
    codes = tuple(one.code for one in book.coupons)
    quote = price(book=book, cart=cart(*wanted.split(), coupons=codes), at=samples.NOW)
    assert [line.paid_minor for line in quote.lines] == [int(amount) for amount in paid.split()]
    assert quote.total_minor == int(total)
    assert said(quote) == {part for part in says.split(", ") if part}


def test_the_whole_way_of_the_document() -> None:
    book = samples.book(
        item("dress", 29900),
        item("belt", 9900, prices=(PriceOption("gold-belt", "level", 8900, "gold"),)),
        promotions=(limited("lt", "20%", ["dress"]), spend("s", "30000-3000", [])),
        coupons=(coupon("c", "25000-1000", []),),
        member=MemberFacts("gold", "Gold", 0, 10_000),
        rounding="drop_jiao",
    )
    bought = cart("dress", "belt", coupons=("c",), points=500)
    quote = price(book=book, cart=bought, at=samples.NOW)
    assert (quote.total_minor, quote.points_minor, quote.rounding_minor) == (28300, 500, -20)
    assert [line.paid_minor for line in quote.lines] == [20626, 7674]
    assert [line.unit_price_minor for line in quote.lines] == [23920, 8900]
    shares = [[reason.amount_minor for reason in line.reasons] for line in quote.lines]
    assert shares == [[5980, 2186, 729, 15], [1000, 814, 271, 5]]
    assert said(quote) == {"lt 5980", "gold-belt 1000", "s 3000", "c 1000", "rounding 20"}


def said(quote: Quote) -> set[str]:
    """Reasons with their amounts over all lines, and what was missed with its code."""
    amounts: dict[str, int] = {}
    for line in quote.lines:
        for reason in line.reasons:
            amounts[reason.rule_id] = amounts.get(reason.rule_id, 0) + reason.amount_minor
    missed = {f"{one.rule_id}: {one.code}" for one in quote.missed}
    return {f"{rule} {amount}" for rule, amount in amounts.items()} | missed


def shop(offers: str) -> Book:
    """The shop with these offers."""
    promotions: list[Promotion] = []
    coupons: list[Coupon] = []
    made = SHOP
    for offer in filter(None, offers.split("; ")):
        name, what, *more = offer.split()
        if name == "gold":
            member = MemberFacts("gold", "Gold", int(what.strip("%")) * 100, 0)
            made = replace(made, member=member, level_discount_combines="combining" in more)
        elif what == "coupon":
            coupons.append(coupon(name, more[0], more[1:]))
        elif "-" in what:
            promotions.append(spend(name, what, more))
        else:
            promotions.append(limited(name, what, more))
    return replace(made, promotions=tuple(promotions), coupons=tuple(coupons))


def limited(name: str, what: str, more: list[str]) -> Promotion:
    """``10%`` or ``=15000``, then ``first`` or a style."""
    number = int(what.strip("%="))
    config = LimitedTime(number * 100) if "%" in what else LimitedTime(price_minor=number)
    styles = frozenset(more) - {"first"}
    return samples.promotion(name, config, styles=styles, priority=-int("first" in more))


def spend(name: str, what: str, more: list[str]) -> Promotion:
    """``30000-4000``, then a style and any of the words of examples.md."""
    threshold, save = map(int, what.split("-"))
    given = dict(word.split("=") for word in more if "=" in word)
    words = {word for word in more if "=" not in word}
    cap = int(given["cap"]) if "cap" in given else None
    return samples.promotion(
        name,
        samples.spend_save(threshold, save, repeat="repeat" in words, cap=cap),
        styles=frozenset(words - {"repeat", "alone"}),
        group=given.get("group", ""),
        combines="alone" not in words,
    )


def coupon(name: str, what: str, more: list[str]) -> Coupon:
    """``30000-4000``, then ``kind=k`` or ``strict``."""
    threshold, amount = map(int, what.split("-"))
    given = dict(word.split("=") for word in more if "=" in word)
    return samples.coupon(
        name,
        threshold,
        amount,
        rule_id=given.get("kind", name),
        combines_with_level="strict" not in more,
    )
