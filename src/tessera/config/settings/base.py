"""What all stages share."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tessera.config import locks, roles, schedules
from tessera.config.settings import databases, logs
from tessera.config.settings.environment import Environment

# Lets models say the types of generic fields, which Django knows only to the type checker.
django_stubs_ext.monkeypatch()

ENVIRONMENT = Environment()
PACKAGE = Path(__file__).resolve().parents[2]
DATA = ENVIRONMENT.data.absolute()

SECRET_KEY = ENVIRONMENT.secret()
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_q",
    "template_partials.apps.SimpleAppConfig",
    "tessera.platform",
    "tessera.ledger",
    "tessera.org",
    "tessera.members",
    "tessera.catalog",
    "tessera.stock",
    "tessera.wallet",
    "tessera.offers",
    "tessera.messaging",
    "tessera.printing",
    "tessera.sales",
    "tessera.identity",
    "tessera.rewards",
    "tessera.charters",
    "tessera.finance",
    "tessera.care",
    "tessera.campaigns",
    "tessera.imports",
    "tessera.ops",
    "tessera.api",
    "tessera.web.kit",
    "tessera.web.office",
    "tessera.web.till",
    "tessera.web.member",
    "tessera.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tessera.config.shortcut.shortcut",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tessera.config.shortcut.arrival",
]

ROOT_URLCONF = "tessera.config.urls"
WSGI_APPLICATION = "tessera.config.wsgi.application"

# Parts of a template by name outermost, then one cache, then components (cotton) and the rooms' templates.
TEMPLATE_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": TEMPLATE_LOADERS,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "tessera.web.kit.templatetags.kit",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tessera.web.kit.context.page",
            ],
        },
    }
]

DATABASES = {"default": databases.database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "platform.User"
# Whether the address that knocks is a proxy's, which says whose request it passes on.
BEHIND_PROXY = False
LOGIN_URL = "/signin"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "tessera.web.kit.views.errors.out_of_date"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", _("Chinese (simplified)")),
    ("zh-hant", _("Chinese (traditional)")),
    ("en", _("English")),
]
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Papers of applications lie where no address leads; only their owner on this machine reads them.
    "papers": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA / "papers",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Vite has put the hash of the content into the names of what it built; so does Django's manifest.
WHITENOISE_IMMUTABLE_FILE_TEST = r"(/dist/assets/.+-[\w-]{8}\.\w+|\.[0-9a-f]{12}\.\w+)$"

# No inline code or style anywhere, and nothing that compiles code from data.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF],
        # Said although it is the default: a page that names another address beside must not lose its own.
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600

# A job is delivered again when its worker died in it: `retry` is longer than any job may take (`timeout`).
Q_CLUSTER = {
    "name": "tessera",
    "orm": "default",
    "workers": ENVIRONMENT.workers,
    "timeout": 300,
    "retry": 330,
    "max_attempts": 5,
    "ack_failures": False,
    "catch_up": False,
    "poll": 1,
    "bulk": 10,
    "save_limit": 1000,
    "log_level": "WARNING",
}

ROLES = roles.ROLES
MEMBER_PERMISSIONS = roles.MEMBER
LOCK_ORDER = locks.LOCK_ORDER
HOUSE_ACCOUNTS = locks.HOUSE_ACCOUNTS
SCHEDULES = schedules.SCHEDULES

# With whom short messages are sent, and how often a code may be asked for.
SMS = ENVIRONMENT.sms()
CODE_LIMITS = ENVIRONMENT.code_limits

# Whose accounts open the members' door, beside a code, a password and a passkey.
OUTSIDE = ENVIRONMENT.outside()

FEIE = ENVIRONMENT.feie()

LOGGING = logs.logging(ENVIRONMENT.log_level)
