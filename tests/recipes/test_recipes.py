"""Each recipe is acted in a small shop, and posts exactly what its page says."""

import pytest

from tessera.web.kit import stories
from tessera.web.office.statement_words import ENTRIES
from tests.recipes import kinds, pages, posted
from tests.support.books import broken
from tests.support.shop import Shop

CASES = [
    pytest.param(page, number, id=f"{page}-{number + 1}")
    for page in pages.PAGES
    for number in range(len(pages.blocks_of(page)))
]


@pytest.mark.parametrize("recipe", pages.PAGES)
def test_every_block_of_a_recipe_has_a_scene(recipe: str) -> None:
    blocks, scenes = len(pages.blocks_of(recipe)), len(pages.scenes_of(recipe))
    module = f"tests/recipes/scenes/{pages.module_of(recipe)}.py"
    assert blocks == scenes, (
        f"docs/recipes/{recipe}.md shows {blocks} movement(s), {module} acts {scenes} of them: "
        "give SCENES one function for each block, in their order"
    )


@pytest.mark.parametrize("recipe", pages.PAGES)
def test_every_recipe_is_in_the_list(recipe: str) -> None:
    assert f"]({recipe}.md)" in (pages.FOLDER / "README.md").read_text()


def test_every_kind_of_entry_of_the_house_has_a_recipe() -> None:
    shown = set().union(*(pages.kinds_of(page) for page in pages.PAGES))
    posted_here = kinds.posted_in_the_house()
    assert posted_here.keys() == shown, "docs/recipes/README.md names each kind where it is shown"


def test_every_kind_of_entry_has_words_where_the_books_are_read() -> None:
    assert kinds.posted_in_the_house().keys() <= ENTRIES.keys()


def test_every_kind_of_entry_has_words_where_a_members_story_is_told() -> None:
    """Documents have a sentence of their own."""
    documents = {"sale", "return", "payout", "redemption", "redemption_back"}
    assert kinds.posted_in_the_house().keys() <= stories.NAMED.keys() | documents


@pytest.mark.parametrize(("recipe", "number"), CASES)
def test_what_a_recipe_shows_is_what_the_code_posts(recipe: str, number: int, shop: Shop) -> None:
    wanted, scenes = pages.blocks_of(recipe)[number], pages.scenes_of(recipe)
    if number >= len(scenes):
        pytest.fail(f"nobody acts block {number + 1} of docs/recipes/{recipe}.md")
    acting = scenes[number](shop)
    names = next(acting) or {}
    before = posted.entries()

    assert next(acting, "over") == "over", "a scene yields once, before what its page shows"

    found = posted.since(before, {owner: name for name, owner in names.items()})
    assert sorted(found) == sorted(wanted)
    assert posted.kinds_since(before) <= pages.kinds_of(recipe), "the list names other entries"
    assert not broken()
