"""What becomes of consents and messages when a membership becomes another's, inside the same transaction."""

from tessera.members.events import MemberHandedOver, MembersMerged
from tessera.messaging import operations, queries
from tessera.messaging.models import Consent, Message
from tessera.platform.batch import Batch


def ask_anew(event: MemberHandedOver, batch: Batch) -> None:
    """What the former person agreed to binds nobody else (domain handbook, section 2)."""
    del batch
    given = queries.consents_of(event.member_id)
    operations.record_consents(
        member_id=event.member_id,
        given=dict.fromkeys(given, False),
        text_versions={name: one.text_version for name, one in given.items()},
        at=event.at,
        source="transfer",
    )
    operations.forget_member(event.member_id)


def carry_over(event: MembersMerged, batch: Batch) -> None:
    """Who stays keeps the own answers; where there is none, the duplicate's counts."""
    del batch
    answered = Consent.objects.filter(member=event.keep_id).values_list("purpose", flat=True)
    others = Consent.objects.filter(member=event.gone_id)
    others.exclude(purpose__in=list(answered.distinct())).update(member=event.keep_id)
    Message.objects.filter(member=event.gone_id).update(member=event.keep_id)
