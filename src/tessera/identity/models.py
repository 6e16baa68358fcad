"""What proves that somebody is a member: devices, passwords, passkeys, accounts elsewhere."""

from django.db import models

from tessera.members.models import Member
from tessera.org.models import Store
from tessera.platform.fields import Row

LONGEST_CREDENTIAL = 1400
"""WebAuthn allows 1,023 bytes; in base64 they are longer."""


class JoiningPolicy(Row):
    """How staff may register members. The one row has a fixed id; without it a code is needed."""

    code_needed = models.BooleanField(default=True)


class OnlineOrder(Row):
    """Whose an order of a store's online shop is: its reference always finds the same member.

    Of the phone only a keyed digest is kept, so that nobody who left is found in it.
    """

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    phone_digest = models.CharField(max_length=64)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    is_new = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["store", "reference"], name="online_order_once"),
        )


class Session(Row):
    """A device on which a member is signed in. Only the token's digest is kept.
    ``language`` is the one that the app was read in there."""

    digest = models.CharField(max_length=64, unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=12)
    device = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()
    proved_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Password(models.Model):
    """A member's password, hashed; most members never choose one."""

    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    hashed = models.CharField(max_length=128)
    chosen_at = models.DateTimeField()


class Passkey(Row):
    """A public key of a member's device. Finger and face stay there (handbook, section 2)."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    credential = models.CharField(max_length=LONGEST_CREDENTIAL, unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    transports = models.JSONField(default=list)
    name = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SpentChallenge(models.Model):
    """A passkey's challenge that was answered well, by its digest: it is good once."""

    digest = models.CharField(max_length=64, primary_key=True)
    spent_at = models.DateTimeField(db_index=True)


class OutsideAccount(Row):
    """An account elsewhere that opens the door.

    ``subject`` is the WeChat unionid where there is one, else application and openid; at Alipay
    the user or open id (handbook 4.3, 4.5). ``openid`` is application and openid, empty where
    there is none: by it an account is known again once the subject becomes another.
    """

    provider = models.CharField(max_length=12)
    subject = models.CharField(max_length=160)
    openid = models.CharField(max_length=160, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    bound_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["provider", "subject"], name="outside_subject"),
            models.UniqueConstraint(
                fields=["provider", "openid"],
                condition=~models.Q(openid=""),
                name="outside_openid",
            ),
            models.UniqueConstraint(fields=["provider", "member"], name="outside_once_a_member"),
        )
