"""Filters of the members' list that somebody keeps."""

from django.db import models

from tessera.org.models import Staff
from tessera.platform.fields import Row


class SavedFilter(Row):
    """What a list asks for, under a name; its owner's alone."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["staff", "name"], name="saved_filter_name"),)
