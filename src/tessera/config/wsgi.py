"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tessera.config.settings.production")

application = get_wsgi_application()

# What is loaded by now stays; looking for garbage in it over and over took some 7 % of a checkout.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 50, 100)
