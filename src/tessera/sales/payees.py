"""To whose account money is paid out (domain handbook 1.1, Art. 21, and 1.4)."""

from datetime import date
from uuid import UUID

from tessera.platform import versions
from tessera.sales import errors
from tessera.sales.models import PayoutKind
from tessera.wallet import queries as wallet
from tessera.wallet.rules import prepaid


def check(member_id: UUID, *, kind: str, payee: str, on: date) -> tuple[str, ...]:
    """Hold the payee of a transfer against the name that was noted from the member's document, where
    there is one; returns the rules that only warn.

    Raises Invalid ``payouts.payee_other`` where the rule in force blocks.
    """
    rule = wallet.legal.get(versions.current()).on(on).rules[prepaid.SAME_NAME]
    if kind != PayoutKind.BANK or rule.mode == prepaid.OFF:
        return ()
    noted = wallet.find_real_name(member_id)
    if noted is None or prepaid.same_name(noted.name, payee):
        return ()
    if rule.mode == prepaid.BLOCK:
        raise errors.payee_other()
    return (prepaid.SAME_NAME,)
