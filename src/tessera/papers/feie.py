"""The tags of Feie's cloud printers (domain handbook, 8)."""

from tessera.papers.document import Code, Paper
from tessera.papers.layout import Row, laid_out

DRAWER = "<PLUGIN>"
"""Opens the drawer that is plugged into the printer."""

# A name of goods is no tag, and the brackets that take the place of its own are as wide.
_NO_TAGS = str.maketrans("<>", "()")


LONGEST = 5000
"""Bytes that Feie takes in one order."""

CUT = "<CUT>"


def written(paper: Paper, columns: int) -> list[str]:
    """``paper`` in tags, in as many orders as it takes, cut off at the end of the last."""
    orders = [""]
    for row in laid_out(paper, columns):
        tagged = _tagged(row)
        if len((orders[-1] + tagged + CUT).encode()) > LONGEST:
            orders.append("")
        orders[-1] += tagged
    orders[-1] += CUT
    return orders


def _tagged(row: Row | Code) -> str:
    text = row.text.translate(_NO_TAGS)
    if isinstance(row, Code):
        return f"<QR>{text}</QR>"
    if row.bold:
        text = f"<BOLD>{text}</BOLD>"
    return f"<B>{text}</B><BR>" if row.large else f"{text}<BR>"
