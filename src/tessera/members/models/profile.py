"""What is known of a member beyond name and phone, made when the first of it is told."""

from django.db import models

from tessera.members.models.member import Member


class Profile(models.Model):
    """The member's own facts. Who is under 14 has a guardian, and gets no marketing ever."""

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    guardian_phone = models.CharField(max_length=20, blank=True)
    guardian_name = models.CharField(max_length=60, blank=True)
