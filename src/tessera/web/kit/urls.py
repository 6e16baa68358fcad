"""Addresses that belong to no surface."""

from django.urls import path

from tessera.web.kit.views import brand, door, media

app_name = "kit"

urlpatterns = [
    path("", door.start, name="start"),
    path("signin", door.sign_in, name="sign-in"),
    path("signout", door.sign_out, name="sign-out"),
    path("brand.css", brand.style, name="brand"),
    path("brand.svg", brand.mark, name="mark"),
    path("media/<path:path>", media.picture, name="picture"),
]
