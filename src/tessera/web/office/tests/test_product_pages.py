"""Products in the office: colours and sizes that come to a style."""

from tessera.catalog import queries as catalog
from tessera.web.office.tests.conftest import Scene, SignIn


def address(scene: Scene) -> str:
    found = catalog.list_products(actor=scene.shop.boss, text="DRESS")
    return f"/office/products/{found[0].product_id}"


def cells(scene: Scene) -> set[tuple[str, str, int]]:
    (style,) = catalog.list_products(actor=scene.shop.boss, text="DRESS")
    found = catalog.get_product(actor=scene.shop.boss, product_id=style.product_id)
    return {(sku.colour, sku.size, sku.tag_minor) for sku in found.skus}


def test_a_new_colour_comes_in_every_size_and_what_is_there_stays(
    scene: Scene, sign_in: SignIn
) -> None:
    owner, before = sign_in(), cells(scene)
    page = owner.get(address(scene)).content.decode()
    assert address(scene) + "/skus" in page
    form = owner.get(address(scene) + "/skus").context["form"]
    colours, sizes = form["colours"].value(), form["sizes"].value()
    asked = {"colours": f"{colours}，月白", "sizes": f"{sizes}、4XL", "tag_minor": "399"}
    assert owner.post(address(scene) + "/skus", asked).status_code == 302
    made = cells(scene) - before
    assert before < cells(scene)
    assert ("月白", "4XL", 39900) in made
    assert {tag for _, _, tag in made} == {39900}


def test_what_is_there_already_is_not_added_again(scene: Scene, sign_in: SignIn) -> None:
    owner, before = sign_in(), cells(scene)
    form = owner.get(address(scene) + "/skus").context["form"]
    asked = {name: form[name].value() for name in ("colours", "sizes", "tag_minor")}
    assert owner.post(address(scene) + "/skus", asked).status_code == 422
    assert cells(scene) == before


def test_too_much_at_once_and_a_size_that_is_too_long_add_nothing(
    scene: Scene, sign_in: SignIn
) -> None:
    owner, before = sign_in(), cells(scene)
    many = ",".join(str(n) for n in range(20))
    for asked in ({"colours": many, "sizes": many}, {"colours": "月白", "sizes": "加加加" * 5}):
        sent = {**asked, "tag_minor": "399"}
        assert owner.post(address(scene) + "/skus", sent).status_code == 422
    assert cells(scene) == before


def test_a_style_with_colours_and_sizes_gets_no_piece_without(
    scene: Scene, sign_in: SignIn
) -> None:
    owner, before = sign_in(), cells(scene)
    asked = {"colours": "月白", "sizes": "M", "tag_minor": "399"}
    assert owner.post(address(scene) + "/skus", asked).status_code == 302
    after = cells(scene)
    for gone in ("colours", "sizes"):
        answer = owner.post(address(scene) + "/skus", {**asked, gone: " "})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [gone]
    assert cells(scene) == after > before


def test_only_who_changes_products_is_led_there(scene: Scene, sign_in: SignIn) -> None:
    page = sign_in("manager").get(address(scene)).content.decode()
    assert address(scene) + "/skus" not in page
