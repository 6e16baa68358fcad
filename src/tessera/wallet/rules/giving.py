"""Pure rules: how much stored value a member may give away, and what of it stays."""

from dataclasses import dataclass

from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Profile

DAYS = 7
"""A gift is good on the day it is given and this many days after."""


REPLACED_ALONE = 20_000
"""What may be left on a lost gift card that who blocked it replaces as well, unless the brand sets
something else: above 200.00 nobody moves value to a new code alone."""


@dataclass(frozen=True, slots=True)
class GivingLimits:
    """The most that one gift or transfer may be, and all of a business day together, in minor
    units; None for whatever is held."""

    once_minor: int | None = None
    day_minor: int | None = None

    @property
    def is_sound(self) -> bool:
        """Whether something can be given under them, and one gift is no more than a day's."""
        limits = [one for one in (self.once_minor, self.day_minor) if one is not None]
        return all(one > 0 for one in limits) and limits == sorted(limits)


def room_minor(limits: GivingLimits, *, given_minor: int) -> int | None:
    """What may be given now, after ``given_minor`` on the same day: never negative; None for
    whatever is held. Rule: limits per transfer and per day, as for points (domain handbook 5.3)."""
    rooms = [] if limits.once_minor is None else [limits.once_minor]
    if limits.day_minor is not None:
        rooms.append(max(0, limits.day_minor - given_minor))
    return min(rooms, default=None)


def keeps_closing(profile: Profile) -> bool:
    """Whether what a closing store has issued stays with whom the store told, until it is spent or
    paid out: where the notice is asked for, it would go to people who never got one (1.2, 1.4)."""
    return profile[prepaid.CLOSING_NOTICE].mode == prepaid.BLOCK
