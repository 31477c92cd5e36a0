"""What keeps one person from flooding a discussion, and the words that tell them so."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from bigre.editions.queries import person_of
from bigre.people.access import too_many


def within_limits(request: HttpRequest, form: forms.BaseForm, action: str) -> bool:
    """Whether the person may do it once more (`ACCOUNT_RATE_LIMITS`); if not, the form says so and keeps its text."""
    person = person_of(request.user)
    assert person is not None  # pages that write are closed to others
    if not too_many(request, action, person):
        return True
    form.add_error(
        None,
        _("Tu as beaucoup écrit en peu de temps. Rien n’est perdu : attends un peu, puis envoie de nouveau."),
    )
    return False


def status_of(form: forms.BaseForm, *, limited: bool = False) -> int:
    """The status of a page with this form: 200 when it is new, 422 when it was refused, 429 when it was too much."""
    if limited:
        return 429
    return 422 if form.is_bound else 200
