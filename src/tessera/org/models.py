"""Brand, stores, tills, staff and till tokens."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tessera.platform.fields import Row


class Brand(Row):
    """The one brand of this installation."""

    name = models.CharField(max_length=60)
    currency = models.CharField(max_length=3, default="CNY")
    colour = models.CharField(max_length=7, default="#a63a2b")


class StoreKind(models.TextChoices):
    """How a store belongs to the brand."""

    DIRECT = "direct"
    FRANCHISE = "franchise"
    ONLINE = "online"


class Store(Row):
    """A store with its own clock: business days are cut in its zone at its own hour."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=StoreKind.choices, default=StoreKind.DIRECT)
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    cutover_hour = models.PositiveSmallIntegerField(default=0)
    allows_negative_stock = models.BooleanField(default=False)
    address = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="store_cutover_hour", condition=Q(cutover_hour__lt=24)),
        )


class Till(Row):
    """A place in a store where money is taken."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="tills")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["store", "code"], name="till_store_code"),)


class Role(models.TextChoices):
    """The five roles; ``config.roles`` says what each may do."""

    OWNER = "owner"
    MANAGER = "manager"
    CASHIER = "cashier"
    GUIDE = "guide"
    AUDITOR = "auditor"


class Staff(Row):
    """Somebody who works for the brand, with one role in some or all stores."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff"
    )
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=12, choices=Role.choices)
    everywhere = models.BooleanField(default=False)
    stores = models.ManyToManyField(Store, related_name="staff", blank=True)
    is_active = models.BooleanField(default=True)


class StaffPin(models.Model):
    """The PIN by which somebody approves at a till what others may not do, hashed as passwords are."""

    staff = models.OneToOneField(
        Staff, on_delete=models.CASCADE, primary_key=True, related_name="pin"
    )
    hashed = models.CharField(max_length=128)
    chosen_at = models.DateTimeField()


class TillToken(Row):
    """A bearer token of one till, kept as a digest; usually with the person signed in there."""

    till = models.ForeignKey(Till, on_delete=models.CASCADE, related_name="tokens")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
