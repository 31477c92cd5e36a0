"""The API explained on a page, from the same document that programs read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigre.core.access import anonymous_allowed

from .rest import api

# What each operation gives, for people; the document of programs says it in English.
GIVES = {
    "editions": _("Les éditions que tu peux lire, la plus récente d’abord"),
    "editions/{slug}": _("Une édition"),
    "editions/{slug}/activities": _("Les activités du programme publié, par heure ; les filtres se cumulent"),
    "editions/{slug}/activities/{uuid}": _("Une activité du programme publié"),
    "editions/{slug}/timetable": _("Où et quand a lieu chaque activité, dans la dernière version publiée"),
    "people": _("Les personnes qui te montrent leur nom, par nom"),
    "people/{uuid}": _("Une personne, telle qu’elle se montre à toi"),
    "me": _("Ton profil entier, tes éditions et tes favoris"),
}


@anonymous_allowed(because="whoever writes a program reads how before signing in")
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with what it gives and what narrows it."""
    root = reverse("api:documentation")
    schema = api.get_openapi_schema(path_prefix=root)
    operations = [
        _operation(root, path, method, told)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return render(request, "api/documentation.html", {"operations": operations})


@anonymous_allowed(because="whoever writes a program reads how before signing in")
def openapi(request: HttpRequest) -> HttpResponse:
    """The same for programs: OpenAPI 3.1."""
    return api.create_response(request, api.get_openapi_schema(path_prefix=reverse("api:documentation")), status=200)


def _operation(root: str, path: str, method: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "gives": GIVES[path.removeprefix(root)],
        "filters": [one["name"] for one in told.get("parameters", []) if one["in"] == "query"],
        "needs_key": {} not in told.get("security", [{}]),
    }
