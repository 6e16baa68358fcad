import importlib
import pkgutil
from dataclasses import replace
from uuid import uuid4

from django.utils import translation
from tests.support.shop import NOON

import tessera
from tessera.catalog import usecases as catalog
from tessera.insights.queries import trail
from tessera.insights.queries.trail import Deed
from tessera.web.office import deeds, navigation
from tessera.web.office.tests.conftest import Scene

_STORIES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(tessera.__path__, "tessera.")
    if ".usecases" in module.name
]


def test_every_action_that_a_use_case_notes_has_its_words() -> None:
    actions = {
        story.audit
        for module in _STORIES
        for story in vars(module).values()
        if isinstance(getattr(story, "audit", None), str)
    }

    assert len(actions) > 30
    assert actions <= deeds.NAMES.keys()


def test_the_navigation_leads_to_pages_that_exist() -> None:
    for section in navigation.SECTIONS:
        assert section.route.startswith("office:")
    groups = [section.group for section in navigation.SECTIONS]
    assert groups == sorted(groups, key=list(navigation.GROUPS).index)


def deed(action: str, **data: object) -> Deed:
    return Deed(NOON, "林", None, action, str(uuid4()), "", "人民路店", dict(data))


def test_a_price_tells_of_what_it_was_and_is(scene: Scene) -> None:
    told = deeds.details(
        deed("price.tag_set", style="D1", sku="裙 红 S", before=29900, after=25900)
    )

    assert [word for word in ("D1", "裙 红 S", "¥299.00", "¥259.00") if word not in told] == []


def test_a_closed_shift_names_its_till_its_returns_and_which_way_the_difference_goes(
    scene: Scene,
) -> None:
    noted = {"till": "一号台", "sale_count": 3, "return_count": 1}

    over = deeds.details(deed("shift.closed", **noted, variance_minor=500))
    short = deeds.details(deed("shift.closed", **noted, variance_minor=-500))

    assert "一号台" in over
    assert "+¥5.00" in over
    assert "−¥5.00" in short


def test_the_tag_that_is_set_is_noted_with_its_goods(scene: Scene) -> None:
    shop = scene.shop
    catalog.set_tag(actor=shop.boss, at=NOON, sku_id=shop.dress, tag_minor=25900)

    noted = trail.list_deeds(actor=shop.boss, asked=trail.Asked(action="price.tag_set")).rows[0]

    assert (noted.data["style"], noted.data["before"], noted.data["after"]) == (
        "DRESS",
        29900,
        25900,
    )
    assert deeds.address(noted)


def test_what_the_machinery_does_is_told_in_the_readers_language() -> None:
    staff = replace(deed("sale.completed"), by=uuid4())
    told = [deeds.who(replace(deed("x"), who=name)) for name in ("demo", "levels", "night watch")]
    with translation.override("zh-hans"):
        assert [str(word) for word in told] == ["演示数据", "系统", "系统"]
        assert deeds.who(staff) == "林"
