"""The site's settings with a database, files and mail that tests may spoil."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "BIGRE_TESTS_DIR" not in os.environ:
    # Made by the first process, shared with the workers that it starts, removed with it.
    os.environ["BIGRE_TESTS_DIR"] = tempfile.mkdtemp(prefix="bigre-tests-")
    atexit.register(shutil.rmtree, os.environ["BIGRE_TESTS_DIR"], ignore_errors=True)
os.environ["BIGRE_DATA_DIR"] = os.environ["BIGRE_TESTS_DIR"]
os.environ["BIGRE_SECRET_KEY"] = "tests-only-" * 5

from bigre.settings import *  # noqa: F403  # the whole of them, after what they read from the environment
from bigre.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in real life: journeys reach it from several threads, which wait for each other as they will on a site.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["BIGRE_TESTS_DIR"]) / "tests.sqlite3")}
# The database of the tests goes away as soon as they end: no connection may outlive its test.
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Files of the interface are served from where they are written, without `collectstatic`.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
