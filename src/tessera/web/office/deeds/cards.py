"""Cards and passes: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    "card_kind.set": _("Kind of card set"),
    "pass.used": _("Card used"),
    "pass.use_undone": _("Use of a card undone"),
}

PAGES: Pages = {
    "pass.used": ("office:member", "member_id"),
    "pass.use_undone": ("office:member", "member_id"),
}
