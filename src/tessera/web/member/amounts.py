"""What is said about an amount that a member wants to give and has not got."""

from django.utils.translation import gettext as _

from tessera.kernel.errors import DomainError
from tessera.platform.refusals import message
from tessera.web.kit import currency, formats


def too_much(there_minor: int) -> str:
    """How much there is to give."""
    told = {"amount": formats.money(there_minor, currency.code())}
    return _("You have %(amount)s. Give that much at most.") % told


def refused(refusal: DomainError, there_minor: int) -> str:
    """``refusal`` to who gives: at the till too little is paid another way, here it is not."""
    return too_much(there_minor) if refusal.code == "wallet.insufficient" else message(refusal)
