"""A receipt's page, read as a neutral paper.

The page is the one place where it is said what stands on a receipt. Printers that take no pages get the
same words in the same order: ``dl`` is words with figures, ``ul.lines`` goods with amounts, ``data-code`` a
code, ``.sign`` room for a signature.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tessera.papers.document import Align, Block, Code, Gap, Pair, Paper, Rule, Text

_ENDS_BLOCK = frozenset({"p", "h1", "h2", "small", "dd", "b"})
_BEGINS_PART = frozenset({"dl", "ul", "footer"})
_WITHOUT_END = frozenset({"br", "link", "meta", "img"})
_DRAWN = "svg"
_INDENT = "  "


def paper_of(html: str) -> Paper:
    """The paper that a receipt's page shows; its title is what stands before the dot in the page's."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Paper(reader.title.partition(" · ")[0].strip(), tuple(reader.blocks))


@dataclass
class _Element:
    tag: str
    classes: frozenset[str]


@dataclass
class _Words:
    """The words of the block that is being read; a line break parts them."""

    lines: list[str] = field(default_factory=lambda: [""])

    def taken(self) -> list[str]:
        found = [" ".join(line.split()) for line in self.lines]
        self.lines = [""]
        return [line for line in found if line] or [""]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.blocks: list[Block] = []
        self._inside: list[_Element] = []
        self._words = _Words()
        self._left = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "br":
            self._words.lines.append("")
        if tag in _WITHOUT_END:
            return
        if tag in _BEGINS_PART and self.blocks and self.blocks[-1] != Rule():
            self.blocks.append(Rule())
        if code := given.get("data-code"):
            self.blocks.append(Code(code))
        self._inside.append(_Element(tag, frozenset((given.get("class") or "").split())))

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS_BLOCK and not self._is_in(_DRAWN):
            self._end(tag, self._inside[-1].classes)
        if tag in {"dt", "span"}:
            self._left = " ".join(self._words.taken()) or self._left
        while self._inside and self._inside.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1].tag == "title":
            self.title += data
        elif self._is_in("main") and not self._is_in(_DRAWN):
            self._words.lines[-1] += data

    def _is_in(self, tag: str) -> bool:
        return any(one.tag == tag for one in self._inside)

    def _end(self, tag: str, classes: frozenset[str]) -> None:
        lines = self._words.taken()
        if tag in {"dd", "b"}:
            loud = "total" in classes
            self._pair(lines, bold=loud)
        elif "sign" in classes:
            self.blocks += [Gap(), Text(lines[0]), Gap(2), Rule()]
        elif tag == "small":
            self.blocks += [Text(_INDENT + line) for line in lines]
        elif lines != [""]:
            self.blocks += [self._text(tag, classes, line) for line in lines]

    def _pair(self, lines: list[str], *, bold: bool) -> None:
        for line in lines:
            self.blocks.append(Pair(self._left, line, bold))
            self._left = ""

    def _text(self, tag: str, classes: frozenset[str], line: str) -> Text:
        middle = tag == "h1" or "code" in classes or self._is_in("header") or self._is_in("footer")
        align: Align = "center" if middle else "left"
        return Text(line, align, bold=tag in {"h1", "h2"}, large="brand" in classes)
