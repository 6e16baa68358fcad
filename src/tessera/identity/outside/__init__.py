"""Other people's accounts that open our door: which providers there are, here and now."""

import functools
from collections.abc import Callable, Mapping

from django.conf import settings

from tessera.identity import errors
from tessera.identity.outside import alipay, wechat
from tessera.identity.outside.provider import ALIPAY, WECHAT, Person, Provider
from tessera.identity.rules import AlipayAccount, OutsideAccounts, WeChatAccount

_others: list[Callable[[], Mapping[str, Provider]]] = []


def also_from(source: Callable[[], Mapping[str, Provider]]) -> None:
    """Have ``source`` asked for the providers with whom the brand has no account of its own."""
    if source not in _others:
        _others.append(source)


def configured() -> set[str]:
    """The providers with whom the settings name an account."""
    accounts: OutsideAccounts = settings.OUTSIDE
    found = {WECHAT} if accounts.wechat.app_id or accounts.wechat.web_app_id else set()
    return found | ({ALIPAY} if accounts.alipay.app_id else set())


def providers() -> dict[str, Provider]:
    """Everybody by whom one can sign in, by name, WeChat first."""
    own, accounts = configured(), settings.OUTSIDE
    found = {name: one for source in _others for name, one in source().items()}
    if WECHAT in own:
        found[WECHAT] = _wechat(accounts.wechat)
    if ALIPAY in own:
        found[ALIPAY] = _alipay(accounts.alipay)
    return {name: found[name] for name in (WECHAT, ALIPAY) if name in found}


def provider_of(name: str) -> Provider:
    """The provider ``name``. Raises NotFound ``identity.outside_unknown``."""
    found = providers().get(name)
    if found is None:
        raise errors.outside_unknown()
    return found


@functools.cache
def _wechat(account: WeChatAccount) -> Provider:
    return wechat.make(account)


@functools.cache
def _alipay(account: AlipayAccount) -> Provider:
    return alipay.make(account)


__all__ = [
    "ALIPAY",
    "WECHAT",
    "Person",
    "Provider",
    "also_from",
    "configured",
    "provider_of",
    "providers",
]
