"""`tessera worker`: do the jobs that sales leave behind, and what is due every hour and night."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Schedules what is done unasked, then works until it is stopped."""

    help = "Work through the queue of jobs until stopped. Any number of workers may run at once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Schedule, then work."""
        call_command("schedules", stdout=self.stdout)
        call_command("qcluster")
