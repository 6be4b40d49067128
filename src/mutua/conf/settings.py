"""The one settings file. Values come from the environment (see env.py); nothing here is per machine."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mutua.conf import databases, env, logs
from mutua.conf.sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("MUTUA_DATA", "mutua-data")).resolve()
DEMO = env.flag("MUTUA_DEMO")
DEBUG = env.flag("MUTUA_DEBUG")
BASE_URL = env.text("MUTUA_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = env.secret_key(DATA)
MASTER_KEY_FILE = Path(env.text("MUTUA_MASTER_KEY_FILE", str(DATA / "master.key")))
MONITOR_TOKEN = env.text("MUTUA_MONITOR_TOKEN")
ALLOWED_HOSTS = env.hosts(BASE_URL)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "lucide",
    "csp",
    "mutua.ui",
    "mutua.vault",
    "mutua.outbox",
    "mutua.audit",
    "mutua.people",
    "mutua.programmes",
    "mutua.rounds",
    "mutua.tandems",
    "mutua.meetings",
    "mutua.insights",
    "mutua.home",
]

MIDDLEWARE = [
    "mutua.conf.proxy.HttpsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "mutua.ui.middleware.ReadableRequestMiddleware",
    "mutua.vault.middleware.KeyCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mutua.people.middleware.PrivatePagesMiddleware",
    "mutua.people.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mutua.ui.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "mutua.conf.urls"
WSGI_APPLICATION = "mutua.conf.wsgi.application"

# The loaders are set by hand: cotton and partials each rewrite them, and together cotton is silently off.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
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
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "mutua.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mutua.ui.context.shell",
            ],
        },
    }
]
COTTON_DIR = "cotton"
FORM_RENDERER = "mutua.ui.forms.Renderer"

DATABASES = databases.from_environment(DATA)
DATABASE_ROUTERS = ["mutua.vault.routers.KeyStoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # The limits of sign-in are kept here; with few entries somebody could push out their own.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# An uploaded list is kept in memory, never written to a disk; what is larger is not kept at all.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_100_000  # a list of 5 MB, and the form around it

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "home:home"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE = BASE_URL.startswith("https://")
# How many web servers stand before this one; the limits of sign-in count by the address that the last adds.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("MUTUA_PROXIES", 1 if SECURE else 0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "mutua-session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "mutua-csrf"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # none at all would make browsers hide the origin of forms, too
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "mutua-language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
DEFAULT_EXCEPTION_REPORTER_FILTER = "mutua.vault.reports.NoValuesFilter"
FORMAT_MODULE_PATH = ["mutua.conf.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_PERSON_ZONE = env.text("MUTUA_TIME_ZONE", "Europe/Berlin")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

ORGANISATION = env.text("MUTUA_ORGANISATION")
EMAIL_DOMAINS = env.words("MUTUA_EMAIL_DOMAINS")
DEFAULT_FROM_EMAIL = env.text("MUTUA_MAIL_FROM", "Mutua <mutua@localhost>")
EMAIL_HOST = env.text("MUTUA_SMTP_HOST")
EMAIL_PORT = env.integer("MUTUA_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("MUTUA_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("MUTUA_SMTP_PASSWORD")
SMTP_SECURITY = env.choice("MUTUA_SMTP_SECURITY", "starttls", "tls", "none")
EMAIL_USE_TLS = SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = 20

NAVIGATION = [
    {"url": "home:home", "label": _("Tandem"), "icon": "blend", "match": ["/tandems/"]},
    {
        "url": "programmes:find",
        "label": _("Find"),
        "icon": "users-round",
        "match": ["/find/", "/directory/", "/invite/", "/invitations/", "/proposals/"],
    },
    {"url": "people:me", "label": _("Me"), "icon": "circle-user-round"},
]
ACCOUNT_MENU = [
    {"url": "people:me", "label": _("Me and my visibility"), "icon": "circle-user-round"},
    {"url": "programmes:programmes", "label": _("Programmes"), "icon": "layers"},
    {"url": "home:who-sees-what", "label": _("Who sees what"), "icon": "eye-off"},
    {"url": "outbox:mails", "label": _("Outbox"), "icon": "send", "only": "is_operator"},
    {"url": "people:sign-out", "label": _("Sign out"), "icon": "log-out", "post": True},
]
HELP_URL = "home:help"
SAFETY_CONTACTS = env.lines("MUTUA_SAFETY_CONTACTS")  # whom to ask in this organisation, one a line

LOGGING = logs.LOGGING
LOGGING_CONFIG = "mutua.conf.logs.configure"
