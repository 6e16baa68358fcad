"""CPython and the browser's Python price alike: the same files, to the last character."""

import json
from random import Random
from typing import TypedDict

import pytest

from tessera.pricing import codec
from tessera.pricing.tests import mixed, samples
from tests.support import browser_python

BOOKS, CARTS = 25, 40


class Work(TypedDict):
    """A book and carts to price by it, as JSON texts."""

    book: str
    carts: list[str]
    at: str


def random_work() -> list[Work]:
    """A thousand carts over a few books, always the same ones, and one that is refused."""
    random = Random(20251120)
    work: list[Work] = []
    for _ in range(BOOKS):
        make = random.choice((samples.random_book, mixed.random_book))
        book = make(random, promotions=random.randrange(40))
        carts = [
            samples.by_hand(
                random, book, samples.random_cart(random, book, lines=random.randrange(1, 21))
            )
            for _ in range(CARTS)
        ]
        texts = [json.dumps(codec.to_dict(cart)) for cart in carts]
        at = samples.NOW.isoformat()
        work.append({"book": json.dumps(codec.to_dict(book)), "carts": texts, "at": at})
    work[-1]["carts"][0] = '{"lines": [], "coupon_codes": ["unknown"]}'
    return work


def test_a_thousand_random_carts_cost_the_same_in_cpython_and_in_pyodide() -> None:
    node = browser_python.find_node()
    if node is None:
        pytest.skip("Node is not on this machine; script/bootstrap brings it")
    work = random_work()
    answer = browser_python.run(node, "agree", {"work": work})
    here = [codec.price_json(one["book"], cart, one["at"]) for one in work for cart in one["carts"]]
    assert len(here) == len(answer["quotes"]) == BOOKS * CARTS
    assert answer["quotes"] == here
    assert sum("refused" in json.loads(text) for text in here) == 1
