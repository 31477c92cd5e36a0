"""The API does what its OpenAPI document says, whatever it is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from bigre.api.actions import create_token
from tests.api.test_rest import programme
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The real WSGI application closes its connection after each request: here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


BOUNDED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["positive", "negative"])
def test_no_question_gets_an_undeclared_answer(mode: GenerationMode) -> None:
    programme(2)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    secret = create_token(person=person("Alice"), name="schemathesis")[1]
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == 8
    for operation in operations:

        @BOUNDED
        @given(operation.as_strategy(generation_mode=mode), st.sampled_from([None, secret, "wrong"]))
        def ask(case: "Case[Any]", key: str | None) -> None:
            # In this process nothing unpacks what the site compresses.
            headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
            case.call_and_validate(headers=headers)

        ask()
