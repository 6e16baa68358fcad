from datetime import timedelta

from tests.support.shop import NOON

from tessera.insights.queries import charts as found
from tessera.org import usecases as org
from tessera.web.office import charts
from tessera.web.office.tests.conftest import Scene


def test_hours_after_midnight_end_the_business_day_that_they_belong_to(scene: Scene) -> None:
    shop = scene.shop
    late = NOON + timedelta(hours=13)
    org.change_store(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="夜市店",
        zone="Asia/Shanghai",
        cutover_hour=4,
        allows_negative_stock=False,
    )
    shop.sell(shop.order((shop.dress, 1)), at=late)

    rows = found.get_charts(actor=shop.boss, at=late)

    assert rows is not None
    drawn = charts.hours(rows.hours)
    assert drawn["xAxis"]["data"] == [f"{hour}:00" for hour in (*range(12, 24), 0, 1)]
    assert drawn["series"][0]["data"] == [29900, *[0] * 12, 29900]
