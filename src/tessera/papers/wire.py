"""A paper as JSON, on its way from the server through the till's page to the agent, and kept in a queue."""

from collections.abc import Mapping
from typing import Any

from tessera.papers.document import Align, Block, Code, Gap, Pair, Paper, Rule, Text

MOST_BLOCKS = 2000
LONGEST_TEXT = 2000
MOST_LINES = 20


class NotAPaperError(ValueError):
    """What was sent is not the JSON of a paper."""


def told(paper: Paper) -> dict[str, Any]:
    """``paper`` as JSON."""
    return {"title": paper.title, "blocks": [_told(block) for block in paper.blocks]}


def _told(block: Block) -> dict[str, Any]:
    match block:
        case Rule():
            return {"rule": True}
        case Gap(lines):
            return {"gap": lines}
        case Code(text):
            return {"code": text}
        case Text(text, align, bold, large):
            return {"text": text, "align": align, "bold": bold, "large": large}
        case Pair(left, right, bold, large):
            return {"left": left, "right": right, "bold": bold, "large": large}


def understood(given: object) -> Paper:
    """The paper that ``given`` describes. Raises NotAPaperError."""
    blocks = given.get("blocks") if isinstance(given, Mapping) else None
    if not isinstance(given, Mapping) or not isinstance(blocks, list):
        raise NotAPaperError("a paper has a title and blocks")
    if len(blocks) > MOST_BLOCKS:
        raise NotAPaperError("this paper is too long")
    return Paper(_text(given, "title"), tuple(_block(one) for one in blocks))


def _block(given: object) -> Block:
    if not isinstance(given, Mapping):
        raise NotAPaperError("a block is an object")
    if "text" in given:
        return Text(
            _text(given, "text"),
            _align(given.get("align", "left")),
            given.get("bold") is True,
            given.get("large") is True,
        )
    if "left" in given:
        return Pair(
            _text(given, "left"),
            _text(given, "right"),
            given.get("bold") is True,
            given.get("large") is True,
        )
    if "code" in given:
        return Code(_text(given, "code"))
    if "gap" in given:
        return Gap(_lines(given["gap"]))
    if given.get("rule") is True:
        return Rule()
    raise NotAPaperError("no such block")


def _text(given: Mapping[Any, Any], name: str) -> str:
    text = given.get(name)
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise NotAPaperError(f"{name} is a text of at most {LONGEST_TEXT} letters")
    return text


def _align(given: object) -> Align:
    if given == "left":
        return "left"
    if given == "center":
        return "center"
    if given == "right":
        return "right"
    raise NotAPaperError("a text stands at the left, in the center or at the right")


def _lines(given: object) -> int:
    if not isinstance(given, int) or not 0 < given <= MOST_LINES:
        raise NotAPaperError(f"a gap has 1 to {MOST_LINES} lines")
    return given
