"""Each recipe is acted in a small shop, and posts exactly what its page says."""

import pytest

from tests.recipes import pages, posted
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
    assert not broken()
