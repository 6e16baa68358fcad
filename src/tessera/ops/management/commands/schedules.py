"""`tessera schedules`: tell the worker what to do unasked."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tessera.kernel import clock
from tessera.ops import nights
from tessera.platform import jobs


class Command(BaseCommand):
    """Makes the worker's schedules those of the settings; doing it again changes nothing."""

    help = "Schedule what is done every hour and every night. `tessera worker` does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the schedules and list them."""
        at = clock.utc_now()
        jobs.ensure_schedules(at=at, schedules=settings.SCHEDULES, zone=nights.zone())
        for schedule in jobs.list_schedules():
            self.stdout.write(f"{schedule.next_run:%Y-%m-%d %H:%M} UTC  {schedule.name}")
