"""For the tests: nothing touches the data folder, and runs at the same time do not meet."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault(
    "TESSERA_DATA", str(Path(tempfile.gettempdir()) / f"tessera-test-{os.getuid()}")
)
os.environ.setdefault(
    "TESSERA_SECRET_KEY", "only-the-tests-know-this-key-and-nothing-depends-on-it"
)

from tessera.config.settings.base import *
from tessera.config.settings.base import DATABASES, STATIC_ROOT

# SQLite's test database lives in memory; a server's gets a name of this process.
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_tessera_{os.getpid()}"}

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No collected files are served in tests; the folder only has to be there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
