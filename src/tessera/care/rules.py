"""Pure rules: which notices there are, what they need, and when nobody is woken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

RISEN, FALLEN, ENDING = "risen", "fallen", "ending"
THANKS, WELCOME = "thanks", "welcome"
POINTS_ENDING = "points_ending"
COUPON_ENDING = "coupon_ending"
LOW, CLOSING = "low", "closing"

OPEN, DONE, DISMISSED = "open", "done", "dismissed"
STATES = (OPEN, DONE, DISMISSED)

REFERRAL = "referral"
TASKS = (REFERRAL,)
"""What a task may be about: thanking who brought a member."""

MAX_NOTE = 300

AWAKE = range(8, 21)
"""The hours in which a phone may ring (domain handbook, section 3: quiet from 21:00 to 08:00)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of notice. ``purpose`` is that of its text message: a ``notice`` belongs to the
    membership, ``marketing`` asks for a purchase and needs its consent."""

    kind: str
    purpose: str = "notice"
    by_sms: bool = True
    in_app: bool = True


NOTICES: Mapping[str, Notice] = {
    notice.kind: notice
    for notice in (
        Notice(RISEN),
        Notice(FALLEN, by_sms=False),
        # It says what to buy by when: to the law a commercial message, however well meant.
        Notice(ENDING, purpose="marketing"),
        Notice(THANKS),
        Notice(WELCOME),
        # Many at once, and what they cost: the app, unless the brand says otherwise.
        Notice(POINTS_ENDING, by_sms=False),
        # It asks for a purchase, and there are many.
        Notice(COUPON_ENDING, purpose="marketing", by_sms=False),
        Notice(LOW, by_sms=False),
        Notice(CLOSING),
    )
}
"""All kinds, each as it is until the brand says otherwise."""


@dataclass(frozen=True, slots=True)
class Listener:
    """What matters of a member for whether and how something is said."""

    has_left: bool = False
    is_guarded: bool = False
    has_phone: bool = True
    agrees: bool = True


def channel_for(notice: Notice, listener: Listener) -> str:
    """How ``notice`` reaches somebody: ``sms``, ``app``, or empty for not at all.

    ``notice`` is as the brand chose it; ``listener.agrees`` answers for its purpose. A text
    message stands in the app as well. Whoever has a guardian gets nothing that asks for a
    purchase, in the app neither (domain handbook, section 2).
    """
    sells = notice.purpose == "marketing"
    if listener.has_left or (sells and listener.is_guarded):
        return ""
    if notice.by_sms and listener.has_phone and listener.agrees:
        return "sms"
    return "app" if notice.in_app else ""


def wakes_at(at: datetime, *, zone: str) -> datetime | None:
    """When a message of ``at`` may go out in ``zone``; None for at once."""
    local = at.astimezone(ZoneInfo(zone))
    if local.hour in AWAKE:
        return None
    day = local.date() + timedelta(days=local.hour >= AWAKE.stop)
    return datetime.combine(day, time(AWAKE.start), tzinfo=local.tzinfo).astimezone(at.tzinfo)


def task_guide(own: UUID | None, came_by: UUID | None) -> UUID | None:
    """To whom a task falls first: the member's own guide, else the one who brought the member;
    None is whoever in the store takes it. Both work here, or are None."""
    return own or came_by


def cause_of_move(move_id: UUID) -> str:
    """What the message about a level tells of: nothing is told twice under one name."""
    return f"move:{move_id}"


def cause_of_drop(member_id: UUID, on: date) -> str:
    """What the warning of a drop tells of."""
    return f"drop:{member_id}:{on.isoformat()}"


def cause_of_reward(reward_id: UUID) -> str:
    """What the thanks for a member tell of."""
    return f"reward:{reward_id}"


def cause_of_points(notice_id: UUID) -> str:
    """What the notice of points that will end tells of."""
    return f"points:{notice_id}"


def cause_of_coupon(coupon_id: UUID) -> str:
    """What the notice of a coupon that will end tells of."""
    return f"coupon:{coupon_id}"


def cause_of_low(document_id: UUID) -> str:
    """What the word of a low balance tells of: each crossing is another document's."""
    return f"low:{document_id}"


def cause_of_closing(closing_id: UUID, member_id: UUID) -> str:
    """What the notice of a store that closes tells of."""
    return f"closing:{closing_id}:{member_id}"
