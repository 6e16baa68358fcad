"""What the law has against a cart's prepaid value, in sentences for the till: before money is taken."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from tessera.kernel.money import Money
from tessera.platform.refusals import message
from tessera.sales import prepaying
from tessera.sales.prepaying import Judged
from tessera.wallet import errors
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Finding


def told(judged: Judged, currency: str) -> list[dict[str, Any]]:
    """Each thing that stands against it as ``NoticeOut``. The contract is not told of here:
    the quote says whether it is needed, and the till shows it to be read."""
    return list(_notices(judged, currency))


def _notices(judged: Judged, currency: str) -> Iterator[dict[str, Any]]:
    if judged.is_closing:
        yield {
            "key": "closing",
            "blocks": True,
            "message": message(errors.store_closing()),
        }
    for one in judged.findings:
        if one.key != prepaid.CONTRACT:
            words = (
                message(prepaying.refusal(one, judged)) if one.blocks else _warning(one, currency)
            )
            yield {"key": one.key, "blocks": one.blocks, "message": words}


def _warning(one: Finding, currency: str) -> str:
    if one.key in {prepaid.NAME_REGISTERED, prepaid.NAME_BEARER}:
        return gettext("No real name is noted. Look at the buyer's document and note who buys.")
    if one.key == prepaid.PAYER:
        return gettext("Note the name and the number of the account that pays.")
    amount = {"amount": Money(one.limit, currency).decimal}
    if one.key in {prepaid.MAX_REGISTERED, prepaid.MAX_BEARER}:
        return gettext("The card would hold more than %(amount)s.") % amount
    return gettext("From %(amount)s on prepaid value should not be paid in cash.") % amount
