"""Which promotions a second person looks at before they hold."""

from dataclasses import dataclass

from tessera.kernel.money import BASIS
from tessera.offers.rules.asking import Limits
from tessera.pricing.terms import (
    BuyGet,
    Config,
    LimitedTime,
    NthPiece,
    PiecesOff,
    SpendPercent,
    SpendSave,
)


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """What one person may decide alone: at most ``off_bp`` off, and a budget of at most
    ``budget_minor``. None asks nobody."""

    off_bp: int | None = None
    budget_minor: int | None = None

    def wants(self, config: Config, limits: Limits) -> bool:
        """Whether a promotion waits for a second person. One without a budget may cost any
        amount, so it is above each budget."""
        if self.off_bp is not None and most_off_bp(config) > self.off_bp:
            return True
        most = self.budget_minor
        return most is not None and (limits.budget_minor is None or limits.budget_minor > most)


def most_off_bp(config: Config) -> int:
    """The largest share of what it serves that a promotion takes off, in basis points. A fixed price
    and a gift are no share of anything, and count as everything."""
    match config:
        case LimitedTime(discount_bp=int(rate)):
            return rate
        case NthPiece():
            return config.off_bp // config.n
        case BuyGet():
            return BASIS * config.get // (config.buy + config.get)
        case PiecesOff() | SpendPercent():
            return max(tier.off_bp for tier in config.tiers)
        case SpendSave():
            return max(BASIS * tier.save_minor // tier.threshold_minor for tier in config.tiers)
    return BASIS
