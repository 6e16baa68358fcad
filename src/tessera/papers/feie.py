"""The tags of Feie's cloud printers (domain handbook, 8)."""

from tessera.papers.document import Code, Paper
from tessera.papers.layout import Row, laid_out

DRAWER = "<PLUGIN>"
"""Opens the drawer that is plugged into the printer."""

# A name of goods is no tag, and the brackets that take the place of its own are as wide.
_NO_TAGS = str.maketrans("<>", "()")


def written(paper: Paper, columns: int) -> str:
    """``paper`` in tags, cut off at the end."""
    return "".join(_tagged(row) for row in laid_out(paper, columns)) + "<CUT>"


def _tagged(row: Row | Code) -> str:
    text = row.text.translate(_NO_TAGS)
    if isinstance(row, Code):
        return f"<QR>{text}</QR>"
    if row.bold:
        text = f"<BOLD>{text}</BOLD>"
    return f"<B>{text}</B><BR>" if row.large else f"{text}<BR>"
