import io
import tarfile

import pytest
from django.test import Client

from bigre.site.views.source import archive


@pytest.mark.django_db
def test_the_page_says_licence_source_data_and_privacy(client: Client) -> None:
    page = client.get("/about/").content.decode()
    words = ("GNU AGPL", 'href="/about/source/"', "GeoNames", "Statbel", "INSEE", "Natural Earth", "Trois cookies")
    assert [word for word in words if word not in page] == []


@pytest.mark.django_db
def test_anybody_gets_the_code_that_runs(client: Client) -> None:
    response = client.get("/about/source/")
    assert response.headers["Content-Type"] == "application/gzip"
    with tarfile.open(fileobj=io.BytesIO(response.content)) as tar:
        names = set(tar.getnames())
    wanted = {
        "bigre/src/bigre/settings.py",
        "bigre/src/bigre_solvers/__init__.py",
        "bigre/LICENSE",
        "bigre/pyproject.toml",
    }
    assert wanted - names == set()


def test_the_code_comes_without_what_running_leaves_behind() -> None:
    with tarfile.open(fileobj=io.BytesIO(archive())) as tar:
        entries = tar.getmembers()
    secret = [
        one.name for one in entries if "__pycache__" in one.name or "secret-key" in one.name or "sqlite" in one.name
    ]
    assert secret == []
    assert {(one.uid, one.uname) for one in entries} == {(0, "")}
