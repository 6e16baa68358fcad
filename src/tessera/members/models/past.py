"""What a member was found by once."""

from django.db import models

from tessera.members.models.member import Member
from tessera.platform.fields import Row


class MemberPhone(Row):
    """A phone that a member had until ``until``. It finds nobody: it may be a stranger's by now."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="past_phones")
    phone = models.CharField(max_length=20, db_index=True)
    until = models.DateTimeField()
