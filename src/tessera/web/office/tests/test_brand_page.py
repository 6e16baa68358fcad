"""The brand's name and colour, changed in the office."""

from django.urls import reverse

from tessera.org.queries import get_brand
from tessera.web.office.tests.conftest import Scene, SignIn


def test_an_owner_gives_the_brand_another_name_and_colour(scene: Scene, sign_in: SignIn) -> None:
    sent = {"name": "锦绣", "colour": "#00AA11"}
    assert sign_in().post(reverse("office:brand-change"), sent).status_code == 302
    brand = get_brand()
    assert (brand.name, brand.colour) == ("锦绣", "#00aa11")


def test_what_is_no_colour_changes_nothing(scene: Scene, sign_in: SignIn) -> None:
    before = get_brand()
    sent = {"name": "锦绣", "colour": "red"}
    assert sign_in().post(reverse("office:brand-change"), sent).status_code == 422
    assert get_brand() == before
