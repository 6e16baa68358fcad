"""Codes, messages and consent: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words

NAMES: words.Words = {
    "code.requested": _("Code asked for"),
    "code.tried": _("Code tried"),
    "message.settled": _("Result of a message"),
    "message.replied": _("Reply received"),
    "messaging.forgot": _("Codes forgotten"),
    "message.read": _("Member read messages"),
    "notice.chosen": _("Notice switched"),
    "consent.recorded": _("Consents recorded"),
    "consent.withdrawn": _("Consent withdrawn"),
    "consent.text_written": _("Text of a consent written"),
}
