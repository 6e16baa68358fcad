"""Addresses of the till."""

from django.urls import path

from tessera.web.till.views import desk, files, printing, receipts

app_name = "till"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("choose", desk.choose, name="choose"),
    path("leave", desk.leave, name="leave"),
    path("engine/<slug:version>.json", files.engine, name="engine"),
    path("pricing/<slug:name>.js", files.pricing_worker, name="pricing-worker"),
    path("sw.js", files.service_worker, name="service-worker"),
    path("receipts/sales/<uuid:sale_id>", receipts.sale, name="sale-receipt"),
    path("receipts/returns/<uuid:return_id>", receipts.goods_back, name="return-receipt"),
    path(
        "receipts/redemptions/<uuid:redemption_id>",
        receipts.redemption,
        name="redemption-slip",
    ),
    path("receipts/shifts/<uuid:shift_id>", receipts.shift, name="shift-receipt"),
    path("receipts/trial", printing.trial, name="trial-receipt"),
    path("papers", printing.hand_over, name="print"),
    path("papers/<uuid:paper_id>", printing.paper, name="paper"),
    path("drawer", printing.drawer, name="drawer"),
]
