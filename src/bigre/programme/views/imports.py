"""Files in and out: the import page, its template of a sheet, and the exports of an edition."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.models import Person
from bigre.programme.actions.imports import Imported, import_file
from bigre.programme.exchange.flaws import FileRefused, sentence_for_more
from bigre.programme.exchange.received import too_big
from bigre.programme.exchange.sheet_writer import template_workbook
from bigre.programme.exchange.writing import MEDIA_TYPES, ExportFormat, NothingPublished, WishesHidden, write
from bigre.programme.forms.imports import ImportForm
from bigre.programme.queries.imports import can_import, editions_planned_by

# What a form adds around its file.
MARGIN = 64 * 1024
# The most that we read, and throw away, of a request that is refused, so that its browser hears why.
PATIENCE = 128 * 1024 * 1024


@csrf_exempt
def import_page(request: HttpRequest) -> HttpResponseBase:
    """The form, and what became of a file.

    A request that announces too many bytes is refused before anything of it is kept: reading the form's token would
    first store the whole file, so the token is checked in `_import_page`, after the size.
    """
    person = _importer(request)
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > settings.IMPORT_MAX_BYTES + MARGIN:
        _let_go(request)
        form = ImportForm(editions=editions_planned_by(person))
        return _page(request, form, refusal=too_big(), status=413)
    return _import_page(request)


def _let_go(request: HttpRequest) -> None:
    """Read what the browser still sends, piece by piece, without keeping it: most listen only once they have sent."""
    left = PATIENCE
    while left > 0 and (piece := request.read(1024 * 1024)):
        left -= len(piece)


@csrf_protect
def _import_page(request: HttpRequest) -> HttpResponse:
    person = _importer(request)
    form = ImportForm(request.POST or None, request.FILES or None, editions=editions_planned_by(person))
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        imported = _import(form, person)
    except FileRefused as refusal:
        return _page(request, form, refusal=refusal, status=422)
    context = {"imported": imported, "sentences": imported.counts.sentences()}
    return render(request, "programme/import_done.html", context)


def _importer(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None or not can_import(person):
        raise PermissionDenied(_("Importer un fichier est réservé aux équipes des éditions."))
    return person


def _import(form: ImportForm, person: Person) -> Imported:
    return import_file(
        content=form.upload.read(),
        name=form.upload.name or "",
        by=person,
        now=timezone.localtime(),
        slug=form.cleaned_data["slug"],
        starts_on=form.cleaned_data["starts_on"],
        into=form.cleaned_data["into"],
    )


def _page(
    request: HttpRequest, form: ImportForm, *, refusal: FileRefused | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "refusal": refusal,
        "more": sentence_for_more(refusal.more) if refusal else "",
        "limit_megabytes": settings.IMPORT_MAX_BYTES // 2**20,
        "limit_activities": settings.IMPORT_MAX_ACTIVITIES,
    }
    return render(request, "programme/import.html", context, status=status)


def import_template(request: HttpRequest) -> HttpResponse:
    """The sheet of proposals to fill in, with its explanations."""
    _importer(request)
    media_type, _ending = MEDIA_TYPES[ExportFormat.XLSX]
    return _download(template_workbook(), _("modele-propositions.xlsx"), media_type)


@planners_only
def export(request: HttpRequest, edition: Edition, format: str) -> HttpResponse:  # the word in the address
    """The edition as a file, with the names that the person may see; 404 while nothing is published for everybody.

    What people wish is in a KoMa file: 403 until their vote is closed.
    """
    if format not in ExportFormat:
        raise Http404(_("Ce format n’existe pas."))
    viewer = viewer_for(person_of(request.user))
    base_url = f"{request.scheme}://{request.get_host()}"
    try:
        written = write(edition, ExportFormat(format), viewer=viewer, base_url=base_url, now=clock.now())
    except WishesHidden:
        what = _("Ce fichier contient les souhaits : il se télécharge dès la clôture des souhaits.")
        raise PermissionDenied(what) from None
    except NothingPublished:
        raise Http404(_("Rien n’est encore publié : publie une version, puis recommence.")) from None
    return _download(written.content, written.name, written.media_type)


def _download(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
