"""The rules of the law that a brand keeps."""

from dataclasses import replace

from tessera.wallet import usecases as wallet
from tessera.wallet.rules.prepaid import CN_DEFAULT, NO_EXPIRY, OFF, Profile
from tests.support.shop import NOON, TODAY, Shop


def keep_law(shop: Shop, rules: Profile) -> None:
    """Put the brand's own rules in force."""
    wallet.set_profile(actor=shop.boss, at=NOON, name="品牌", rules=rules, valid_from=TODAY)


def set_rule(shop: Shop, key: str, mode: str) -> None:
    """Have one rule off, warning or blocking, with the figure that is built in."""
    keep_law(shop, {**CN_DEFAULT, key: replace(CN_DEFAULT[key], mode=mode)})


def let_cards_lapse(shop: Shop) -> None:
    """Let what was paid for cards be kept once they are over, as no rule forbids it."""
    set_rule(shop, NO_EXPIRY, OFF)
