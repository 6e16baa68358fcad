"""What becomes of sign-ins when a membership becomes another's, inside the same transaction."""

from tessera.identity import operations
from tessera.identity.models import OutsideAccount, Passkey, Password, Session
from tessera.members.events import MemberHandedOver, MembersMerged
from tessera.platform.batch import Batch


def end_sign_ins(event: MemberHandedOver, batch: Batch) -> None:
    """Another person begins anew: nothing of the former one opens the door."""
    del batch
    operations.forget_means(event.member_id)
    operations.end_sessions(event.member_id, at=event.at)


def move_sign_ins(event: MembersMerged, batch: Batch) -> None:
    """Whatever opened the duplicate opens who stays, unless who stays has their own."""
    del batch
    for table in (Session, Passkey):
        table.objects.filter(member=event.gone_id).update(member=event.keep_id)
    own = OutsideAccount.objects.filter(member=event.keep_id).values_list("provider", flat=True)
    others = OutsideAccount.objects.filter(member=event.gone_id)
    others.exclude(provider__in=list(own)).update(member=event.keep_id)
    others.delete()
    Password.objects.filter(member=event.gone_id).delete()
