"""Labels as a PDF, a page each.

The Chinese letters are not in the file: its reader draws them by a font of its own (Adobe's STSong), as the
readers of all browsers do. So a file stays small, and the server needs no font.
"""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tessera.papers.labels import Drawing, drawn
from tessera.web.office.label_forms import Wanted

CHINESE, PLAIN, BOLD = "STSong-Light", "Helvetica", "Helvetica-Bold"
_CAP = 0.95
"""What is called the height of letters here is a line's; a font is named by nearly as much."""


def pdf(wanted: Wanted) -> bytes:
    """Every label as often as it is wanted."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(wanted.size.width * mm, wanted.size.height * mm))
    for label, count in wanted.labels:
        drawing = drawn(label, wanted.size)
        for _ in range(count):
            _draw(canvas, drawing)
            canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _draw(canvas: Canvas, drawing: Drawing) -> None:
    height = drawing.size.height
    for words in drawing.words:
        plain = BOLD if words.bold else PLAIN
        canvas.setFont(
            plain if words.text.replace("¥", "").isascii() else CHINESE, words.height * _CAP * mm
        )
        canvas.drawString(words.left * mm, (height - words.bottom) * mm, words.text)
    for bar in drawing.bars:
        top = height - bar.top
        canvas.rect(
            bar.left * mm,
            (top - bar.height) * mm,
            bar.width * mm,
            bar.height * mm,
            stroke=0,
            fill=1,
        )
