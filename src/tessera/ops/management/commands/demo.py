"""`tessera demo`: fill an empty database with the demo brand, and say how to sign in."""

from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from tessera.kernel.clock import utc_now
from tessera.kernel.errors import gettext_noop
from tessera.ops.demo import brand, filling, marks, signins
from tessera.ops.demo.plan import Scale
from tessera.ops.demo.progress import progress

ROLES = {
    "owner": gettext_noop("Owner"),
    "manager": gettext_noop("Store manager"),
    "cashier": gettext_noop("Cashier"),
    "guide": gettext_noop("Shopping guide"),
    "auditor": gettext_noop("Auditor"),
}


class Command(BaseCommand):
    """Fills once: on a filled database it changes nothing, after a kill it goes on."""

    help = "Fill an empty database with the demo brand and a year of its trade."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much to make; what was begun keeps its own terms."""
        full = Scale()
        parser.add_argument("--days", type=int, default=full.days, help="days before today")
        parser.add_argument("--members", type=int, default=full.members, help="how many members")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill what is empty, and print the sign-ins."""
        self.stdout.ending = ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False)
        if options["days"] < 2 or options["members"] < 1:
            raise CommandError(_("The demo needs at least two days and one member."))
        if (name := marks.foreign_brand()) is not None:
            console.print(
                _("This database is the brand %(name)s. The demo fills an empty one only.")
                % {"name": name}
            )
            return
        mark = marks.find()
        if mark and mark.is_filled:
            console.print(_("The demo is here already; nothing was changed."))
        else:
            _fill(Scale(options["days"], options["members"]))
        _print_signins(console)


def _fill(scale: Scale) -> None:
    terminal = Console(stderr=True)
    try:
        work = filling.prepare(now=utc_now(), scale=scale)
        with progress(terminal, len(work.deeds)) as advance:
            filling.fill(work, advance=advance)
    except KeyboardInterrupt as error:
        raise CommandError(
            _("Stopped. Run the same command again; it goes on from here."), returncode=130
        ) from error


def _print_signins(console: Console) -> None:
    found = signins.list_signins()
    if not found:
        return
    table = Table(box=box.SIMPLE_HEAD)
    for heading in (_("Sign-in"), _("Full name"), _("Role"), _("Store")):
        table.add_column(heading, no_wrap=True)
    for row in found:
        table.add_row(row.username, row.name, _(ROLES[row.role]), row.shop or _("All stores"))
    console.print(table)
    console.print(_("Password of everybody: %(password)s") % {"password": brand.PASSWORD})
