"""How Feie is reached: by the account in the settings, in the demo by a stand-in, else not at all."""

import functools
from collections.abc import Callable

import httpx
from django.conf import settings

from tessera.printing.feie import TIMEOUT, Feie
from tessera.printing.rules import FeieAccount

_others: list[Callable[[], Feie | None]] = []


def also_from(source: Callable[[], Feie | None]) -> None:
    """Have ``source`` asked for a Feie where the settings name no account."""
    if source not in _others:
        _others.append(source)


def find_feie() -> Feie | None:
    """The brand's account at Feie, if there is one."""
    account: FeieAccount = settings.FEIE
    if account.user:
        return _reached(account)
    return next((found for source in _others if (found := source()) is not None), None)


@functools.cache
def _reached(account: FeieAccount) -> Feie:
    return Feie(account, httpx.Client(timeout=TIMEOUT))
