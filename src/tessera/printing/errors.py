"""Refusals about printers."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def way_unknown() -> Invalid:
    """There is no such way to print."""
    return Invalid("printing.way_unknown", gettext_noop("Choose one of the ways to print."))


def number_needed() -> Invalid:
    """A cloud printer is known by its number."""
    return Invalid(
        "printing.number_needed",
        gettext_noop("Enter the number that stands under the cloud printer (SN)."),
    )


def no_account() -> Conflict:
    """Nobody told with which account to speak to Feie."""
    return Conflict(
        "printing.no_account",
        gettext_noop(
            "The account at Feie is not set. Whoever runs the server sets TESSERA_FEIE_USER first."
        ),
    )


def not_a_cloud_printer() -> Conflict:
    """The server prints for tills with a cloud printer only."""
    return Conflict(
        "printing.not_a_cloud_printer",
        gettext_noop("This till has no cloud printer. Reload the till."),
    )


def reason_needed() -> Invalid:
    """Without a sale, the drawer opens for a reason."""
    return Invalid(
        "printing.reason_needed", gettext_noop("Say why the drawer is opened, in a few words.")
    )


def paper_not_found() -> NotFound:
    """No such paper for this person."""
    return NotFound("printing.paper_not_found", gettext_noop("There is no such paper."))
