"""The charter and applications: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    "charter.published": _("Charter published"),
    "application.submitted": _("Application submitted"),
    "application.paper_added": _("Paper added to an application"),
    "application.paper_read": _("Paper of an application looked at"),
    "application.reviewed": _("Application reviewed"),
    "application.approved": _("Application approved"),
    "application.refused": _("Application refused"),
    "application.withdrawn": _("Application withdrawn"),
    "application.paid": _("Application paid"),
    "application.granted": _("Level given on application"),
    "application.issued": _("Card handed over"),
    "application.lapsed": _("Application ran out"),
    "application.returned": _("Fee of an application came back"),
    "application.level_taken": _("Level taken back with its fee"),
}

PAGES: Pages = {
    "application.submitted": ("office:application", None),
    "application.paper_added": ("office:application", None),
    "application.paper_read": ("office:application", None),
    "application.reviewed": ("office:application", None),
    "application.approved": ("office:application", None),
    "application.refused": ("office:application", None),
    "application.withdrawn": ("office:application", None),
    "application.paid": ("office:application", None),
    "application.granted": ("office:application", None),
    "application.issued": ("office:application", None),
    "application.lapsed": ("office:application", None),
    "application.returned": ("office:application", None),
    "application.level_taken": ("office:application", None),
}
