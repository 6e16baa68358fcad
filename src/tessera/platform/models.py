"""Tables of the machinery: who can sign in, what was done, which requests were answered."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tessera.kernel.ids import uuid7
from tessera.platform.fields import Row


class UserManager(BaseUserManager["User"]):
    """Makes users the way Django's authentication expects."""

    def create_user(self, username: str, password: str | None = None) -> "User":
        """A user who can sign in; without a password only by other means."""
        user = self.model(username=username)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do is decided by the room that knows them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"


class AuditRow(Row):
    """One write: who did what to which thing, where and when (law 9). Never changed."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    store_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["-at"], name="audit_at"),
            models.Index(fields=["store_id", "-at"], name="audit_store_at"),
            models.Index(fields=["subject", "-at", "-id"], name="audit_subject_at"),
            # Sales are most of the rows and soon found; the few others are found by this.
            models.Index(
                fields=["action", "-at"],
                condition=~models.Q(action="sale.completed"),
                name="audit_rare_action",
            ),
        )


class RequestRecord(models.Model):
    """The first answer to a request that its client named (law 4)."""

    request_id = models.UUIDField(primary_key=True)
    action = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    result = models.JSONField()
    at = models.DateTimeField(db_index=True)


class Counter(Row):
    """The last number given in a series on a business day."""

    series = models.CharField(max_length=60)
    day = models.DateField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["series", "day"], name="counter_series_day"),
        )


class Version(models.Model):
    """Which state of a slow-moving part is current, so that processes may keep it in memory."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=32)
