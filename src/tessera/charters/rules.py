"""Pure rules: how an application goes on, and until when its fee is paid."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

SUBMITTED, REVIEWED, APPROVED, DUE, PAID, GRANTED, ISSUED = (
    "submitted",
    "reviewed",
    "approved",
    "due",
    "paid",
    "granted",
    "issued",
)
REFUSED, WITHDRAWN, LAPSED, RETURNED = "refused", "withdrawn", "lapsed", "returned"

OPEN = (SUBMITTED, REVIEWED, APPROVED, DUE, PAID)
"""Under way: the level is neither given nor out of reach."""

STATES = (*OPEN, GRANTED, ISSUED, REFUSED, WITHDRAWN, LAPSED, RETURNED)

SUBMIT, REVIEW, ADMIT, APPROVE, REFUSE = "submit", "review", "admit", "approve", "refuse"
NOTIFY, PAY, GRANT, ISSUE = "notify", "pay", "grant", "issue"
WITHDRAW, LAPSE, GIVE_BACK = "withdraw", "lapse", "give_back"

DEEDS = (
    SUBMIT,
    REVIEW,
    ADMIT,
    APPROVE,
    REFUSE,
    NOTIFY,
    PAY,
    GRANT,
    ISSUE,
    WITHDRAW,
    LAPSE,
    GIVE_BACK,
)

STEPS: Mapping[tuple[str, str], str] = {
    ("", SUBMIT): SUBMITTED,
    (SUBMITTED, REVIEW): REVIEWED,
    (SUBMITTED, ADMIT): APPROVED,
    (REVIEWED, APPROVE): APPROVED,
    (REVIEWED, REFUSE): REFUSED,
    (APPROVED, NOTIFY): DUE,
    (APPROVED, GRANT): GRANTED,
    (DUE, PAY): PAID,
    (PAID, GRANT): GRANTED,
    (GRANTED, ISSUE): ISSUED,
    (SUBMITTED, WITHDRAW): WITHDRAWN,
    (REVIEWED, WITHDRAW): WITHDRAWN,
    (DUE, WITHDRAW): WITHDRAWN,
    (DUE, LAPSE): LAPSED,
    (PAID, GIVE_BACK): RETURNED,
    (GRANTED, GIVE_BACK): RETURNED,
    (ISSUED, GIVE_BACK): RETURNED,
}
"""What may be done in which state, and the state that it leads to. Everything else is refused.

``admit`` is approval without a review, where a level is simply paid for.
"""

REGISTRATION, PURCHASE, FEE, APPLICATION = "registration", "purchase", "fee", "application"
WAYS = (REGISTRATION, PURCHASE, FEE, APPLICATION)
"""How a level is got: on registration, by buying, by a fee, or by an application."""

MAX_PAPERS, MAX_PAPER = 6, 8 * 1024 * 1024
"""So many papers to an application, and so many bytes in each."""

MAX_DAYS = 365
MAX_WORDS = 300


def takes_papers(state: str) -> bool:
    """Whether papers may still be added: until it is decided."""
    return state in {SUBMITTED, REVIEWED}


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF, whatever they are called."""
    return data.startswith((b"%PDF-1.", b"%PDF-2.")) and b"%%EOF" in data[-1024:]


def after(state: str, deed: str) -> str | None:
    """The state that ``deed`` leads to; None where it is not allowed."""
    return STEPS.get((state, deed))


def may(state: str, deed: str) -> bool:
    """Whether ``deed`` is allowed in ``state``."""
    return (state, deed) in STEPS


def due_on(notified_on: date, days: int | None) -> date:
    """The last day on which the fee is taken: ``days`` after the notice, else a calendar month.

    A month from 31 January ends on the last day of February; the last day still counts.
    """
    if days is not None:
        return notified_on + timedelta(days=days)
    year, month = divmod(notified_on.year * 12 + notified_on.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(notified_on.day, last))


def is_over(last: date, on: date) -> bool:
    """Whether the fee comes too late on ``on``."""
    return on > last


def is_applied_for(kind: str) -> bool:
    """Whether a level that is got so has applications."""
    return kind in {FEE, APPLICATION}
