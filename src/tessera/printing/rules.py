"""Pure rules of printers: what a cloud printer's number is, and when a paper is given up."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from tessera.papers.columns import NARROW, WIDE

BROWSER, AGENT, FEIE = "browser", "agent", "feie"
WAYS = (BROWSER, AGENT, FEIE)
COLUMNS = (NARROW, WIDE)

KEPT_FOR = timedelta(minutes=10)
"""A receipt that its printer has not taken by then is of no use: it is dropped, there and here."""

LONGEST_REASON = 80

_NUMBER = re.compile(r"[0-9A-Za-z]{6,20}")


@dataclass(frozen=True, slots=True)
class FeieAccount:
    """The brand's account at Feie; without a user there is none."""

    user: str = ""
    key: str = field(default="", repr=False)
    base_url: str = ""


def is_number(text: str) -> bool:
    """Whether ``text`` can be the number (SN) under a cloud printer."""
    return bool(_NUMBER.fullmatch(text))
