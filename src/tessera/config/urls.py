"""Who answers at which address."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from tessera.config import standins

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("tessera.api.urls")),
    path("office/", include("tessera.web.office.urls")),
    path("till/", include("tessera.web.till.urls")),
    path("display/", include("tessera.web.till.display_urls")),
    path("standins/wechat/<path:path>", standins.answer, {"provider": "wechat"}, "standin-wechat"),
    path("standins/alipay/<path:path>", standins.answer, {"provider": "alipay"}, "standin-alipay"),
    path("", include("tessera.web.member.urls")),
    path("", include("tessera.web.kit.urls")),
]

handler403 = "tessera.web.kit.views.errors.forbidden"
handler404 = "tessera.web.kit.views.errors.not_found"
handler500 = "tessera.web.kit.views.errors.fault"
