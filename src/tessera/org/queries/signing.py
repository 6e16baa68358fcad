"""Whether somebody may try to sign in again."""

from datetime import datetime

from tessera.org import rules
from tessera.platform import attempts


def may_try_sign_in(*, username: str, address: str, at: datetime) -> bool:
    """Whether neither this name nor this network address failed too often lately."""
    allowed = rules.sign_in_attempts(username=username, address=address)
    return all(attempts.count_failures(name=name, at=at) < most for name, most in allowed.items())
