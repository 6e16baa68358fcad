"""How notices reach members."""

from datetime import datetime

from tessera.care import permissions, queries
from tessera.care.models import NoticeChoice
from tessera.kernel.actor import Actor
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.CHOOSE, audit="notice.chosen")
def choose_notice(*, actor: Actor, at: datetime, kind: str, by_sms: bool, in_app: bool) -> None:
    """Say whether one kind of notice goes out by text message, and whether it stands in the app
    where no text message goes. A text message always stands in the app as well.

    Raises Forbidden to whoever may not do so in every store; Invalid ``care.notice_unknown``.
    """
    actor.require_everywhere(permissions.CHOOSE)
    queries.get_notice(kind)
    NoticeChoice.objects.update_or_create(kind=kind, defaults={"by_sms": by_sms, "in_app": in_app})
    data = {"kind": kind, "by_sms": by_sms, "in_app": in_app}
    audit.record(actor=actor, at=at, action="notice.chosen", subject=kind, data=data)
