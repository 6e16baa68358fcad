"""100,000 random carts priced in CPython and in the browser's Python: every quote the same to the last character."""

import argparse
import json
import sys
import time
from random import Random

from tests.support import browser_python

from tessera.pricing import codec
from tessera.pricing.tests import mixed, samples

CARTS, PER_BOOK, BOOKS, SEED = 100_000, 40, 20, 20251121
"""So many carts, by books of so many each, so many books at a time."""

Work = dict[str, str | list[str]]


def main() -> None:
    """Compare, a few thousand at a time; ends with 1 at the first quote that differs."""
    options = _options()
    node = browser_python.find_node()
    if node is None:
        raise SystemExit("Node is missing; script/bootstrap brings it.")
    random, done, began = Random(options.seed), 0, time.monotonic()
    while done < options.carts:
        work = [_work(random) for _ in range(BOOKS)]
        here = [
            codec.price_json(str(one["book"]), cart, str(one["at"]))
            for one in work
            for cart in one["carts"]
        ]
        answer = browser_python.run(node, "agree", {"work": work})
        for number, (ours, theirs) in enumerate(zip(here, answer["quotes"], strict=True)):
            if ours != theirs:
                book, cart = work[number // PER_BOOK], number % PER_BOOK
                print(json.dumps({**book, "carts": [book["carts"][cart]]}), ours, theirs, sep="\n")
                sys.exit(1)
        done += len(here)
        print(f"{done:>7} carts alike, {time.monotonic() - began:.0f} s", flush=True)


def _work(random: Random) -> Work:
    """A book of any size and carts of any size; every fifth of small prices and few goods, where
    thresholds, deals and coupons meet most often."""
    at = samples.NOW.isoformat()
    if random.random() < 0.2:
        book, _ = mixed.small_pair(random, promotions=8)
        carts = [
            samples.random_cart(random, book, lines=random.randrange(1, 5)) for _ in range(PER_BOOK)
        ]
    else:
        make = random.choice((samples.random_book, mixed.random_book))
        book = make(random, promotions=random.randrange(60))
        carts = [
            samples.random_cart(random, book, lines=random.randrange(1, 21))
            for _ in range(PER_BOOK)
        ]
    if random.random() < 0.3:
        carts = [samples.by_hand(random, book, cart) for cart in carts]
    texts = [json.dumps(codec.to_dict(cart)) for cart in carts]
    return {"book": json.dumps(codec.to_dict(book)), "carts": texts, "at": at}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--carts", type=int, default=CARTS)
    parser.add_argument("--seed", type=int, default=SEED, help="another one, other carts")
    return parser.parse_args()


if __name__ == "__main__":
    main()
