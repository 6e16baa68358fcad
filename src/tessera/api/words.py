"""What earned points, in words; what a price missed is told by ``pricing.telling``."""

from django.utils.translation import gettext

from tessera.rewards.queries import Why


def earning(why: Why) -> str:
    """What a rule that gives points is called."""
    if why.rule_id == "base":
        return gettext("For what is paid")
    if why.rule_id == "level":
        return gettext("Level")
    return why.name
