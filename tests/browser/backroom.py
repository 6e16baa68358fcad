"""What happens away from the browser: people buy unwatched, and the worker works, also on another day.

A process beside the server on the same database. Each line it reads is a deed, each line it writes what came of it.
"""

import json
import re
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from tessera.charters import jobs as charters
from tessera.charters.models import Application
from tessera.kernel.clock import utc_now
from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.messaging.models import Message
from tessera.rewards import jobs as rewards
from tessera.sales.models import MadeOffline, Sale
from tessera.wallet import usecases as wallet
from tests.browser.shop import CUT_OFF, reopen
from tests.support.books import broken
from tests.support.shop import Shop

STARTED = "import django; django.setup(); from tests.browser import backroom; backroom.main()"


@dataclass(frozen=True)
class BackRoom:
    """The process, as a story asks it."""

    process: "subprocess.Popen[str]"

    def ask(self, deed: str, *given: str | int) -> str:
        """Have ``deed`` done, and hear what came of it."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([deed, *given]) + "\n")
        self.process.stdin.flush()
        answer, fault = json.loads(self.process.stdout.readline())
        assert not fault, fault
        return str(answer)


def main() -> None:
    """Do what is asked, until nothing is any more."""
    shop = reopen()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(shop, *json.loads(line))) + "\n")
        sys.stdout.flush()


def _answer(shop: Shop, deed: str, *given: str | int) -> tuple[str, str]:
    """What came of a deed, and what was not there: one story's fault is not the next one's."""
    try:
        return DEEDS[deed](shop, *given), ""
    except (LookupError, ObjectDoesNotExist, DomainError):
        return "", traceback.format_exc()


def code_of(shop: Shop, phone: str) -> str:
    """The newest code that was sent to ``phone``."""
    del shop
    newest = Message.objects.filter(phone=f"+86{phone}", purpose="code").order_by("-id")[0]
    found = re.search(r"\d{6}", newest.text)
    assert found
    return found[0]


def buy(shop: Shop, phone: str, pieces: int, days_ago: int = 0) -> str:
    """Somebody buys dresses; returns the sale."""
    order = shop.order((shop.dress, pieces), member_id=_member(phone))
    return str(shop.sell(order, at=_day(-days_ago)).sale_id)


def give_back(shop: Shop, phone: str, days_on: int = 0) -> str:
    """Somebody brings everything back that was bought last."""
    sale = Sale.objects.filter(member=_member(phone)).latest("at")
    pieces = [line.quantity for line in sale.lines.order_by("position")]
    return str(shop.give_back(sale.id, *pieces, at=_day(days_on)).return_id)


def settle(shop: Shop, days_on: int) -> str:
    """The worker's night, so many days from now: rewards are looked at, credited, taken back."""
    del shop
    rewards.settle_referrals(_day(days_on))
    return ""


def grant(shop: Shop, phone: str) -> str:
    """The worker hears that the fee of an application was paid."""
    del shop
    charters.grant(str(Application.objects.get(member=_member(phone)).id))
    return ""


def make_a_gift(shop: Shop) -> str:
    """A gift card of 500.00 that nobody has sold yet; returns its code."""
    made = wallet.make_gift_cards(
        actor=shop.boss,
        at=utc_now(),
        store_id=shop.store_id,
        name="礼品卡",
        amount_minor=50000,
        count=1,
        years=3,
    )
    return made.cards[0].code


def agree(shop: Shop, phone: str) -> str:
    """Somebody accepts the contract on prepayment."""
    wallet.record_acceptance(
        actor=shop.boss,
        at=utc_now(),
        store_id=shop.store_id,
        member_id=_member(phone),
        version=1,
        language="zh-hans",
    )
    return ""


def sold_offline(shop: Shop) -> str:
    """How many sales the till that is cut off made, under how many numbers, and what is broken."""
    del shop
    sales = Sale.objects.filter(till__name=CUT_OFF)
    numbers = set(MadeOffline.objects.values_list("number_value", flat=True))
    return f"{sales.count()} {len(numbers)} {broken()}"


def _member(phone: str) -> UUID:
    return Member.objects.get(phone=f"+86{phone}").id


def _day(days: int) -> datetime:
    return utc_now() + timedelta(days=days)


DEEDS: Mapping[str, Callable[..., str]] = {
    deed.__name__: deed
    for deed in (code_of, buy, give_back, settle, grant, make_a_gift, agree, sold_offline)
}
