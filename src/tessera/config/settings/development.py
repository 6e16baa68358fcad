"""On a developer's machine: pages tell what went wrong, nothing asks for HTTPS."""

from tessera.config.settings.base import *

DEBUG = True
INTERNAL_IPS = ["127.0.0.1"]
