"""Saying something to a member; the caller owns the transaction."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.utils import translation

from tessera.care import queries, rules
from tessera.care.templates import TEMPLATES
from tessera.identity import queries as identity
from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.members.queries import home_store_of
from tessera.messaging import operations as messaging
from tessera.messaging import queries as messaging_queries
from tessera.org import queries as org

Words = Callable[[], Mapping[str, object]]
"""What goes into a template's blanks, in the language that is active when it is asked."""


def say(*, actor: Actor, at: datetime, row: Member, kind: str, cause: str, words: Words) -> str:
    """Tell a member something of ``kind`` once for each ``cause``; returns the channel taken,
    empty for none.

    ``row`` is the survivor where members were merged. Nobody's phone rings at night.
    """
    notice = queries.get_notice(kind)
    agrees = messaging_queries.may_send(row.id, notice.purpose)
    channel = rules.channel_for(notice, queries.listener_of(row, at=at, agrees=agrees))
    if not channel:
        return ""
    language = identity.language_of(row.id) or settings.LANGUAGE_CODE
    with translation.override(language):
        params = words()
    messaging.queue(
        purpose="notice" if channel == "app" else notice.purpose,
        channel=channel,
        phone=row.phone or "" if channel == "sms" else "",
        template=TEMPLATES[kind],
        params=params,
        at=at,
        member_id=row.id,
        language=language,
        cause=cause,
        not_before=rules.wakes_at(at, zone=_zone(row)) if channel == "sms" else None,
    )
    return channel


def _zone(row: Member) -> str:
    """The time of the member's home store, else that of the brand's first one."""
    return org.get_store(home_store_of(row)).zone
