"""The documents: links lead somewhere, both READMEs say the same, decisions are numbered without gaps."""

import re
from pathlib import Path

import pytest

from tests.architecture import house

PAGES = sorted(
    [*house.ROOT.glob("*.md"), *house.ROOT.glob("docs/**/*.md"), *house.ROOT.glob("bench/*.md")]
)
_LINK = re.compile(r"(?:\]\(|href=\")([^)\"#]+)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def _links(page: Path) -> list[str]:
    """Where the page points within the repository."""
    return [link for link in _LINK.findall(page.read_text()) if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(house.ROOT).as_posix())
def test_every_link_leads_to_something_that_is_there(page: Path) -> None:
    assert not [link for link in _links(page) if not (page.parent / link).exists()]


def test_both_readmes_point_to_the_same_things_and_name_the_same_commands() -> None:
    english, chinese = (house.ROOT / name for name in ("README.md", "README.zh-CN.md"))
    other = {"README.md", "README.zh-CN.md"}

    assert {*_links(english)} - other == {*_links(chinese)} - other
    assert {*_CODE.findall(english.read_text())} == {*_CODE.findall(chinese.read_text())}


def test_decisions_are_numbered_without_gaps_and_say_what_and_why() -> None:
    pages = sorted((house.ROOT / "docs/decisions").glob("*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for number, page in enumerate(pages, 1):
        text = page.read_text()
        assert text.startswith(f"# {number}. ")
        assert "**Decided.**" in text
        assert "**Why.**" in text


def test_every_recipe_names_code_that_is_there() -> None:
    text = (house.ROOT / "docs/recipes/README.md").read_text()
    named = re.findall(r"`(\w+/[\w/]+\.py)`", text)

    assert named
    assert not [name for name in named if not (house.PACKAGE / name).exists()]
