"""Finding one of 1,000,000 members, and how soon the office's pages answer with so many."""

import argparse
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

from bench import pages, servers
from bench.chain import FAMILY, GIVEN, MEMBERS, Chain, bench_id

SEARCH_GOAL, PAGE_GOAL = 50, 300
"""Milliseconds."""


def main() -> None:
    """Make the chain, then look up and look at it through HTTP, one after the other."""
    options = _options()
    servers.on_postgresql("bench.members")
    with servers.surroundings() as data:
        chain = servers.make_chain(data, members=options.members, sales=options.sales, spread=True)
        with servers.served(workers=1, threads=1) as web:
            if not options.filters:
                _look_up(options, chain, web)
                _look_at(options, chain, web)
            _filter(options, chain, web)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--sales", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=200)
    parser.add_argument("--views", type=int, default=20)
    parser.add_argument("--filters", action="store_true", help="only the list's filters")
    return parser.parse_args()


def _look_up(options: argparse.Namespace, chain: Chain, web: servers.Web) -> None:
    """What a till asks: every text is another."""
    opener = build_opener(ProxyHandler({}))
    opener.addheaders = [("Authorization", f"Bearer {chain.tokens[0]}")]
    chance = random.Random(20251122)
    letters = "abcdefghjklmnpqrstwxyz"
    texts: dict[str, Callable[[], str]] = {
        "4 digits": lambda: f"{chance.randrange(10_000):04}",
        "8 digits": lambda: f"{chance.randrange(10**8):08}",
        "a whole name": lambda: chance.choice(FAMILY) + _some(GIVEN, chance, 2),
        "a part of a name": lambda: _some(GIVEN, chance, 2),
        "one letter of a name": lambda: _some(FAMILY + GIVEN, chance, 1),
        "initials": lambda: _some(letters, chance, 3),
    }
    print(f"finding a member among {chain.member_count:,}, {options.lookups} texts each")
    for kind, text in texts.items():
        asked = [f"{web.address}/api/v1/members?q={quote(text())}" for _ in range(options.lookups)]
        pages.measure(f"by {kind}", opener, asked, web, SEARCH_GOAL)


def _some(letters: str, chance: random.Random, count: int) -> str:
    return "".join(chance.choices(letters, k=count))


def _look_at(options: argparse.Namespace, chain: Chain, web: servers.Web) -> None:
    """What the owner sees."""
    opener = pages.signed_in(web.address)
    member = bench_id(MEMBERS, 4_711 % chain.member_count)
    looks = {
        "today": "",
        "today's charts": "today/charts",
        "members": "members",
        "members with 4 digits": "members?q=4711",
        "members with a letter": "members?q=" + quote("王"),
        "one member": f"members/{member}",
        "one member's history": f"members/{member}/history",
        "products": "products",
        "sales": "sales",
        "the search": "search?q=4711",
        "audit": "audit",
        "staff": "staff",
        "stores": "stores",
    }
    print(f"pages of the office with {chain.member_count:,} members, {options.sales:,} sales")
    for name, path in looks.items():
        asked = [f"{web.address}/office/{path}"] * options.views
        pages.measure(name, opener, asked, web, PAGE_GOAL)


def _filter(options: argparse.Namespace, chain: Chain, web: servers.Web) -> None:
    """The members' list by everything that it can be asked for."""
    opener = pages.signed_in(web.address)
    with opener.open(f"{web.address}/office/members") as answer:
        page = answer.read().decode()
    today = datetime.now(UTC).date()
    asked = {
        **{f"level {name}": f"level={key}" for name, key in _choices(page, "level")},
        "store": f"store={chain.stores[7]}",
        **{f"tag {name}": f"tag={key}" for name, key in _choices(page, "tag")},
        **{f"age {name}": f"band={key}" for name, key in _choices(page, "band")},
        "birthday month": "month=5",
        "joined long ago": "until=" + (today - timedelta(days=1700)).isoformat(),
        "joined lately": "since=" + (today - timedelta(days=7)).isoformat(),
        "joined never": "since=" + (today + timedelta(days=7)).isoformat(),
        **{f"stage {key}": f"stage={key}" for _, key in _choices(page, "stage")},
        "lost in a store": f"stage=lost&store={chain.stores[7]}",
        "lost of the top level": f"stage=lost&level={_choices(page, 'level')[-1][1]}",
    }
    print(f"the members' list by its filters, of {chain.member_count:,}")
    for name, query in asked.items():
        addresses = [f"{web.address}/office/members?{query}"] * options.views
        pages.measure(name, opener, addresses, web, PAGE_GOAL)


def _choices(page: str, name: str) -> list[tuple[str, str]]:
    """What a select on the page offers, but for its first, which asks for nothing."""
    select = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    found = re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)', select)
    return [(label, key) for key, label in found]


if __name__ == "__main__":
    main()
