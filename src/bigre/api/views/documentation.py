"""The API explained on a page, from the same document that programs read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bigre.core.access import anonymous_allowed

from .rest import api


@anonymous_allowed(because="whoever writes a program reads how before signing in")
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and answers."""
    schema = api.get_openapi_schema(path_prefix=reverse("api:documentation"))
    operations = [
        _operation(path, method, told) for path, methods in schema["paths"].items() for method, told in methods.items()
    ]
    return render(request, "api/documentation.html", {"operations": operations, "schema": schema})


@anonymous_allowed(because="whoever writes a program reads how before signing in")
def openapi(request: HttpRequest) -> HttpResponse:
    """The same for programs: OpenAPI 3.1."""
    return api.create_response(request, api.get_openapi_schema(path_prefix=reverse("api:documentation")), status=200)


def _operation(path: str, method: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "summary": told["summary"],
        "description": told.get("description", ""),
        "parameters": [(one["name"], one["in"], one.get("required", False)) for one in told.get("parameters", [])],
        "statuses": [str(status) for status in told["responses"]],
        "needs_key": {} not in told.get("security", [{}]),
    }
