"""Why a paper was not printed, in words. Codes with ``own.`` are ours, figures are Feie's."""

from collections.abc import Mapping

from tessera.kernel.errors import gettext_noop

_WORDS: Mapping[str, str] = {
    "own.unreachable": gettext_noop("The cloud printer's service cannot be reached."),
    "own.no_answer": gettext_noop(
        "No answer came: perhaps it was printed. Look at the printer before you print again."
    ),
    "own.too_late": gettext_noop(
        "The printer did not take it in time: is it switched on, and has it paper?"
    ),
    "own.no_account": gettext_noop("The account at Feie is not set."),
    "-2": gettext_noop("The account at Feie, or what was sent, is not accepted there."),
    "-3": gettext_noop("The key of the account at Feie is wrong."),
    "1001": gettext_noop("This cloud printer belongs to another account at Feie."),
    "1002": gettext_noop("This cloud printer is not registered at Feie. Add it there first."),
}
_OTHER = gettext_noop("The cloud printer refused it.")


def words(error: str) -> str:
    """The source text for an error's code; nothing for none."""
    return _WORDS.get(error, _OTHER) if error else ""
