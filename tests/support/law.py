"""The rules of the law that a brand keeps."""

from tessera.wallet import usecases as wallet
from tessera.wallet.rules.prepaid import Profile
from tests.support.shop import NOON, TODAY, Shop


def keep_law(shop: Shop, rules: Profile) -> None:
    """Put the brand's own rules in force."""
    wallet.set_profile(actor=shop.boss, at=NOON, name="品牌", rules=rules, valid_from=TODAY)
