"""Who can bring members, each with a code of their own to hang up or hand out."""

from django.db import models
from django.db.models import Q

from tessera.org.models import Staff, Store, Till
from tessera.platform.fields import Row


class InvitationKind(models.TextChoices):
    """Who invites."""

    STORE = "store"
    TILL = "till"
    GUIDE = "guide"
    MEMBER = "member"
    CAMPAIGN = "campaign"
    ONLINE = "online"


_TARGETS = {
    InvitationKind.STORE: "store",
    InvitationKind.TILL: "till",
    InvitationKind.GUIDE: "staff",
    InvitationKind.MEMBER: "member",
    InvitationKind.ONLINE: "store",
}


def _names_its_target() -> Q:
    """Each kind names who invites, and a campaign its name; nobody else is named."""
    fits = Q(kind=InvitationKind.CAMPAIGN, till=None, staff=None, member=None) & ~Q(label="")
    for kind, target in _TARGETS.items():
        others = {other: None for other in _TARGETS.values() if other != target}
        fits |= Q(kind=kind, **{f"{target}__isnull": False}, **others)
    return fits


class Invitation(Row):
    """The code on a poster or in a link. Whoever joins by it is bound to it for good.

    Each store, till, guide, member and campaign has one at most, made when it is asked for; a
    store has another for its orders online, which nobody scans.
    """

    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=12, choices=InvitationKind.choices)
    label = models.CharField(max_length=60, blank=True)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, null=True, related_name="+")
    till = models.ForeignKey(Till, on_delete=models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, null=True, related_name="invitations"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="invitation_target", condition=_names_its_target()),
            models.UniqueConstraint(
                name="invitation_store", fields=["store"], condition=Q(kind="store")
            ),
            models.UniqueConstraint(
                name="invitation_online", fields=["store"], condition=Q(kind="online")
            ),
            models.UniqueConstraint(name="invitation_till", fields=["till"]),
            models.UniqueConstraint(name="invitation_staff", fields=["staff"]),
            models.UniqueConstraint(name="invitation_member", fields=["member"]),
            models.UniqueConstraint(
                name="invitation_campaign", fields=["label"], condition=Q(kind="campaign")
            ),
        )
