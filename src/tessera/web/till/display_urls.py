"""Addresses of the customers' displays."""

from django.urls import path

from tessera.web.till.views import display

app_name = "display"

urlpatterns = [path("<uuid:till_id>", display.display, name="window")]
