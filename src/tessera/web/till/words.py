"""What codes are called on a receipt."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TENDERS: Mapping[str, str | Promise] = {
    "cash": _("Cash"),
    "card": _("Card"),
    "wallet": _("Stored value"),
    "points": _("Points"),
    "gift": _("Gift card"),
}
