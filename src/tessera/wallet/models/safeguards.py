"""What a member proves before stored value is spent, and from which balance on one is told."""

from django.db import models

from tessera.members.models import Member
from tessera.platform.fields import MinorField


class Safeguard(models.Model):
    """A member's PIN, as a digest under the installation's key, and the tries since it was right.

    ``proved_at`` is when it, or a code of the app, was right the last time. ``code_minute`` is that of the newest code of the app which was taken: none is good twice.
    ``low_mark_minor`` is the balance below which the member wants to hear of it.
    """

    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    pin_salt = models.CharField(max_length=32, blank=True)
    pin_digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    proved_at = models.DateTimeField(null=True)
    code_minute = models.BigIntegerField(default=0)
    low_mark_minor = MinorField(null=True)
