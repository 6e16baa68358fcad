"""Earning, levels and referral: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    "points.exchanged": _("Points exchanged"),
    "points.exchange_offer_set": _("Exchange of points set"),
    "level.defined": _("Level defined"),
    "level.changed": _("Level changed"),
    "rewards.rule_set": _("Earning rule set"),
    "rewards.extra_rule_set": _("Rule of earning set"),
    "rewards.activity_set": _("Activity set"),
    "rewards.activity_done": _("Activity done"),
    "rewards.invitations_rewarded": _("Invitations rewarded"),
    "rewards.survey_made": _("Survey made"),
    "rewards.survey_switched": _("Survey opened or closed"),
    "rewards.extra_rule_switched": _("Rule of earning switched"),
    "rewards.points_released": _("Waiting points released"),
    "rewards.idle_announced": _("End of idle points announced"),
    "rewards.idle_points_expired": _("Points of idle members expired"),
    "rewards.level_rule_set": _("Rule of a level set"),
    "rewards.growth_rule_set": _("Growth value set"),
    "referral.program_set": _("Referral programme set"),
    "referral.hold_decided": _("Referral reward decided"),
    "referral.screened": _("Referral rewards screened"),
    "referral.settled": _("Referral reward settled"),
    "rewards.levels_reviewed": _("Levels reviewed"),
    "rewards.birthdays_kept": _("Birthday coupons given"),
    "rewards.drops_warned": _("Members warned of a lower level"),
    "level.way_set": _("Way to a level set"),
    "reward.set": _("Reward set"),
    "reward.picture_set": _("Picture of a reward set"),
    "reward.redeemed": _("Reward redeemed"),
    "reward.handed_out": _("Reward handed out"),
    "reward.cancelled": _("Redemption cancelled"),
    "reward.lapsed": _("Redemption lapsed"),
    "reward.taken_back": _("Reward taken back"),
    "reward.drawn": _("Winners drawn"),
    "reward.wished": _("Wish list changed"),
}

PAGES: Pages = {
    "reward.set": ("office:catalogue-change", None),
    "reward.picture_set": ("office:catalogue-change", None),
    "reward.drawn": ("office:catalogue-change", None),
}
