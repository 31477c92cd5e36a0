"""Where else the team would like an activity to be."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.editions.models import Edition
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.disruptions import spaces_to_close


class ElsewhereForm(forms.Form):
    """A time among those at which the activity may start, a space, or both."""

    starts_at = forms.TypedChoiceField(
        label=gettext_lazy("Quand"), required=False, coerce=datetime.fromisoformat, empty_value=None
    )
    space: forms.Field = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Où"), required=False, empty_label=gettext_lazy("n’importe où")
    )

    def __init__(self, *args: Any, edition: Edition, starts: list[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        when, where = self.fields["starts_at"], self.fields["space"]
        assert isinstance(when, forms.TypedChoiceField)
        assert isinstance(where, forms.ModelChoiceField)
        local = [localtime(start, edition.zone) for start in starts]
        when.choices = [
            ("", _("n’importe quand")),
            *(
                (
                    capfirst(date_format(day, "l j F")),
                    [(one.isoformat(), weekday_and_time(one, edition.zone)) for one in on],
                )
                for day, on in groupby(local, key=lambda one: one.date())
            ),
        ]
        where.queryset = spaces_to_close(edition)

    @property
    def is_asked(self) -> bool:
        """Whether the form is valid and something was chosen in it."""
        return self.is_valid() and any(self.cleaned_data.values())


class PinForm(forms.Form):
    """The time and the space that the page found free."""

    starts_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S%z"])
    space: forms.Field = forms.ModelChoiceField(queryset=None)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        space = self.fields["space"]
        assert isinstance(space, forms.ModelChoiceField)
        space.queryset = spaces_to_close(edition)
