"""Refusals of a file that is imported, and of its rows."""

from tessera.kernel.errors import Conflict, Invalid, NotFound, gettext_noop


def import_not_found() -> NotFound:
    """No such import (any more)."""
    return NotFound("imports.import_not_found", gettext_noop("There is no such import."))


def file_unreadable() -> Invalid:
    """Neither a workbook nor comma-separated text."""
    return Invalid(
        "imports.file_unreadable",
        gettext_noop("This file cannot be read. Save it as .xlsx or as CSV, and choose it again."),
    )


def file_too_large(*, megabytes: int) -> Invalid:
    """More than is taken, also once it is unpacked."""
    return Invalid(
        "imports.file_too_large",
        gettext_noop(
            "The file is too large: at most %(megabytes)s MB. Split it, and import it in parts."
        ),
        megabytes=megabytes,
    )


def too_many_rows(*, limit: int) -> Invalid:
    """More rows than one import takes."""
    return Invalid(
        "imports.too_many_rows",
        gettext_noop("The file has more than %(limit)s rows. Split it, and import it in parts."),
        limit=limit,
    )


def too_many_columns(*, limit: int) -> Invalid:
    """More columns than anybody asks for."""
    return Invalid(
        "imports.too_many_columns",
        gettext_noop("The file has more than %(limit)s columns. Remove those that are not needed."),
        limit=limit,
    )


def cell_too_long(*, row: int, column: str) -> Invalid:
    """A cell that holds a book."""
    return Invalid(
        "imports.cell_too_long",
        gettext_noop(
            "Row %(row)s has far too much text under “%(column)s”. Shorten it, and choose the file again."
        ),
        row=row,
        column=column,
    )


def cell_is_formula(*, row: int, column: str) -> Invalid:
    """A cell whose value would depend on who reads it."""
    return Invalid(
        "imports.cell_is_formula",
        gettext_noop(
            "Row %(row)s has a formula under “%(column)s”. Copy the sheet, paste it as values, and choose the file again."
        ),
        row=row,
        column=column,
    )


def nothing_in_it() -> Invalid:
    """A header and no rows, or not even that."""
    return Invalid(
        "imports.nothing_in_it",
        gettext_noop(
            "There are no rows in this file. The first row names the columns, members follow below."
        ),
    )


def columns_unclear() -> Invalid:
    """Nothing by which a member could be found again."""
    return Invalid(
        "imports.columns_unclear",
        gettext_noop(
            "Say which column is the phone or the reference; each column can mean one thing only."
        ),
    )


def import_under_way() -> Conflict:
    """What was confirmed is not changed any more."""
    return Conflict(
        "imports.import_under_way",
        gettext_noop("This import has begun already. Wait until it is done."),
    )


def import_not_checked() -> Conflict:
    """Nobody has seen yet what would happen."""
    return Conflict(
        "imports.import_not_checked",
        gettext_noop("The rows are still being looked at. Wait a moment, then confirm."),
    )


def number_shortened() -> Invalid:
    """1.38E+10: the spreadsheet has thrown digits away."""
    return Invalid(
        "imports.number_shortened",
        gettext_noop(
            "The spreadsheet has shortened this number. Format the column as text, and type it anew."
        ),
    )


def day_unreadable() -> Invalid:
    """No day that can be read."""
    return Invalid(
        "imports.day_unreadable",
        gettext_noop(
            "This day cannot be read. Write it as 1990-03-05, or 3月5日 without the year."
        ),
    )


def twice_in_file(*, row: int) -> Conflict:
    """The same phone or reference stands further up."""
    return Conflict(
        "imports.twice_in_file",
        gettext_noop("This is the same member as in row %(row)s. Keep one of the two."),
        row=row,
    )


def two_members() -> Conflict:
    """The phone is one member's, the reference another's."""
    return Conflict(
        "imports.two_members",
        gettext_noop(
            "The phone belongs to one member and the reference to another. Correct one of the two."
        ),
    )


def level_unknown(*, name: str) -> Invalid:
    """No level is called so."""
    return Invalid(
        "imports.level_unknown",
        gettext_noop("There is no level “%(name)s”. Define it first, or leave the cell empty."),
        name=name,
    )


def tag_unknown(*, name: str) -> Invalid:
    """No tag is called so."""
    return Invalid(
        "imports.tag_unknown",
        gettext_noop("There is no tag “%(name)s”. Define it first, or leave it out."),
        name=name,
    )


def store_unknown(*, name: str) -> Invalid:
    """No store is called so."""
    return Invalid(
        "imports.store_unknown",
        gettext_noop(
            "There is no store “%(name)s”. Write its name or code as in the list of stores."
        ),
        name=name,
    )


def consent_unproved() -> Invalid:
    """A consent counts with its day and with what shows it."""
    return Invalid(
        "imports.consent_unproved",
        gettext_noop(
            "A consent needs both its day, not in the future, and its proof. Fill in both, or neither."
        ),
    )
