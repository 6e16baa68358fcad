"""To whose account money is paid out (MOFCOM Order 2012 No. 9, Art. 21; domain handbook 1.1, 1.4)."""

from datetime import date
from uuid import UUID

from tessera.platform import versions
from tessera.sales import errors
from tessera.sales.models import PayoutKind
from tessera.wallet import queries as wallet
from tessera.wallet.rules import prepaid


def check(
    member_id: UUID, *, kind: str, payee: str, on: date, document_name: str = ""
) -> tuple[str, ...]:
    """Hold the payee of a transfer against the name that was noted from the member's document, or
    the ``document_name`` that is read from it now; returns the rules that only warn.

    Raises Invalid ``payouts.payee_other``, or ``payouts.name_unnoted`` where nobody has looked at a
    document, if the rule in force blocks.
    """
    rule = wallet.legal.get(versions.current()).on(on).rules[prepaid.SAME_NAME]
    if kind != PayoutKind.BANK or rule.mode == prepaid.OFF:
        return ()
    noted = wallet.find_real_name(member_id)
    name = noted.name if noted else document_name
    if name and prepaid.same_name(name, payee):
        return ()
    if rule.mode == prepaid.BLOCK:
        raise errors.payee_other() if name else errors.name_unnoted()
    return (prepaid.SAME_NAME,)
