"""Every setting, from typed environment variables; the embedded shape needs none of them."""

import os
from datetime import date
from pathlib import Path

from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env(prefix="BIGRE_")

PACKAGE = Path(__file__).resolve().parent
DATA_DIR = Path(env.str("DATA_DIR", "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", False)
# In demo mode people sign in as invented personas and every mail is read on a page instead of being sent.
DEMO = env.bool("DEMO", False)
# The day that it is there: what is on now and next is told as on that day. A Tuesday, in the middle of the week.
DEMO_DAY = env.date("DEMO_DAY", date(2022, 8, 23))


def _secret_key() -> str:
    """The key from the environment, or one made once and kept readable by its owner only."""
    given: str = env.str("SECRET_KEY", "")
    if given:
        return given
    file = DATA_DIR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = _secret_key()
# Former keys: what was sealed or signed with them still opens.
SECRET_KEY_FALLBACKS: list[str] = env.list("FORMER_SECRET_KEYS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("TRUSTED_ORIGINS", [])
# How many seeds of a plan run side by side, the best kept.
SOLVER_CORES = env.int("SOLVER_CORES", os.cpu_count() or 1)
# The public address, for links in mails and feeds made outside a request.
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000")
SECURE = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "bigre.core",
    "bigre.people",
    "bigre.editions",
    "bigre.proposals",
    "bigre.programme",
    "bigre.encounters",
    "bigre.api",
    "bigre.site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_ox",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bigre.core.access.ClosedByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "bigre.urls"
WSGI_APPLICATION = "bigre.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bigre.core.context.page",
            ],
        },
    }
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'bigre.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never wait for the writer (WAL); writers queue at BEGIN instead of failing at COMMIT.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
# Opening a connection costs more than most queries.
DATABASES["default"]["CONN_MAX_AGE"] = 60

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:me"
LOGOUT_REDIRECT_URL = "site:home"
# Sign-in without a password: a code by e-mail, or a passkey.
ACCOUNT_ADAPTER = "bigre.people.access.CodeAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "bigre.people.forms.SignupForm"
ACCOUNT_FORMS = {
    "login": "bigre.people.forms.doors.LoginForm",
    "signup": "bigre.people.forms.doors.JoinForm",
    "add_email": "bigre.people.forms.doors.AddEmailForm",
    "change_email": "bigre.people.forms.doors.ChangeEmailForm",
    "request_login_code": "bigre.people.forms.doors.RequestLoginCodeForm",
    "confirm_login_code": "bigre.people.forms.doors.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "bigre.people.forms.doors.ConfirmEmailForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Bigre! · "
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
# What one person may write in a while; allauth keeps its own limits beside these.
ACCOUNT_RATE_LIMITS = {
    "write_comment": "6/m/key,60/h/key",
    "suggest_change": "30/h/key",
    "suggest_merge": "10/h/key",
    "write_topic": "10/h/key",
    "new_proposal": "10/h/key",
    "save_proposal": "60/m/key",
    "invitation": "20/h/key",
    "shared_task": "20/h/key",
    "resume_link": "5/h/key",
    "similar_proposals": "60/m/key",
}
# Digits are typed on any keyboard.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
MFA_ADAPTER = "bigre.people.access.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("nl", _("Néerlandais")), ("en", _("Anglais"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "bigre.locale"
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "bigre.core.static_files.HashedFiles"
    },
}

MAILERS = {
    "default": {
        "BACKEND": "bigre.core.mail.MailboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {}
        if DEMO
        else {
            "host": env.str("SMTP_HOST", "localhost"),
            "port": env.int("SMTP_PORT", 25),
        },
    }
}
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "Bigre! <bigre@example.org>")

# Work that outlives a request waits in the database for a worker (`bigre serve` starts one). A worker that died is
# noticed when its lock, renewed while it works, is this many seconds old: another then starts the task over.
# Its scheduler enqueues what recurs; any number of workers do so once.
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "OPTIONS": {
            "LOCK_TIMEOUT": 60,
            "SCHEDULES": {
                "news": {"task": "bigre.proposals.tasks.tell_news", "cron": "5 * * * *"},
                "introductions": {
                    "task": "bigre.encounters.tasks.introductions.introduce_everybody",
                    "cron": "30 5 * * *",
                },
                "tables": {"task": "bigre.encounters.tasks.seating.note_seats", "cron": "20 * * * *"},
                "reminders": {"task": "bigre.encounters.tasks.reminders.remind", "cron": "10 7 * * *"},
            },
        },
    }
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "img-src": [CSP.SELF, "data:"],
    "manifest-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
X_FRAME_OPTIONS = "DENY"

# What people may send us: a file is refused above this many bytes, and an edition above this many activities.
IMPORT_MAX_BYTES = 20 * 1024 * 1024
IMPORT_MAX_ACTIVITIES = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
