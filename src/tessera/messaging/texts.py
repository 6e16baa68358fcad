"""The consents in words, as they come with the program: version 1."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, str | Promise] = {
    "membership": _("Membership"),
    "sms_marketing": _("News by text message"),
    "wechat_marketing": _("News by WeChat"),
    "profiling": _("Personal recommendations"),
    "sharing": _("Sharing with franchise stores"),
    "birthday": _("Birthday greetings"),
}

BUILT_IN: Mapping[str, str | Promise] = {
    "membership": _(
        "I want to be a member. My phone number, my purchases, and what I hold as points, stored value and coupons"
        " are kept for that, and for as long as the law demands afterwards."
    ),
    "sms_marketing": _(
        "I want to hear of new goods and offers by text message. I can stop this at any time: in the app, in every"
        " store, or by answering R."
    ),
    "wechat_marketing": _(
        "I want to hear of new goods and offers by WeChat. I can stop this at any time in the app or in every store."
    ),
    "profiling": _(
        "What I bought may be used to recommend what suits me. Prices do not depend on it. Without this I get the"
        " same recommendations as everybody."
    ),
    "sharing": _(
        "Franchise stores of the brand, which are businesses of their own, may see my purchases and my size to advise"
        " me. Without this they see only that I am a member."
    ),
    "birthday": _(
        "My birthday may be used to greet me and to give me something. Day and month suffice; the year is not needed."
    ),
}
