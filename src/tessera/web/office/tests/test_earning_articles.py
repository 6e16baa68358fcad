"""A rule of earning for single articles, written by their barcodes."""

from django.urls import reverse
from tests.support.shop import Shop

from tessera.catalog.queries import list_barcodes
from tessera.rewards.queries.earning import list_extra_rules
from tessera.web.office.tests.conftest import Scene, SignIn

RULE = {"name": "青瓷双倍", "kind": "multiply", "factor_bp": "2"}


def barcode(shop: Shop) -> str:
    return list_barcodes([shop.dress])[0]


def test_articles_are_written_by_barcode_and_shown_as_they_were_written(
    scene: Scene, sign_in: SignIn
) -> None:
    client, code = sign_in(), barcode(scene.shop)
    (other,) = list_barcodes([scene.shop.add("SCARF", 9900)])
    sent = RULE | {"barcodes": f"{code}，{other}"}
    assert client.post(reverse("office:points-rule-new"), sent).status_code == 302
    (made,) = list_extra_rules()
    assert set(made.conditions["skus"]) == {str(scene.shop.dress), str(scene.shop.skus["SCARF"])}
    page = reverse("office:points-rule", args=[made.rule_id])
    assert client.get(page).context["form"]["barcodes"].value() == ", ".join(sorted((code, other)))
    assert client.post(page, RULE | {"barcodes": other}).status_code == 302
    assert list_extra_rules()[0].conditions["skus"] == [str(scene.shop.skus["SCARF"])]


def test_a_barcode_that_nobody_knows_is_said_and_nothing_is_kept(
    scene: Scene, sign_in: SignIn
) -> None:
    sent = RULE | {"barcodes": f"{barcode(scene.shop)}, 4006381333931"}
    answer = sign_in().post(reverse("office:points-rule-new"), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["barcodes"])
    assert not list_extra_rules()
