"""What a person answers to an introduction; two « yes » tell each other."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from bigre.encounters.models import Introduction
from bigre.people.models import Person

from .mails import link_to, write_to


@transaction.atomic
def answer(*, introduction: Introduction, with_: Introduction.Answer, now: datetime) -> bool:
    """Note the person's answer, which may change; True when both have now said yes.

    The other learns of it in that one case: who had said yes first is written to.
    """
    introduction.answer, introduction.answered_at = with_, now
    introduction.save(update_fields=["answer", "answered_at"])
    if with_ != Introduction.Answer.YES:
        return False
    back = mirror_of(introduction)
    if back is None or back.answer != Introduction.Answer.YES:
        return False
    tell_both_said_yes(to=back.person, about=introduction, now=now)
    return True


def mirror_of(introduction: Introduction) -> Introduction | None:
    """The same introduction as the other has it."""
    back = Introduction.objects.filter(
        edition=introduction.edition_id, person=introduction.other_id, other=introduction.person_id
    )
    return back.select_related("person__account").first()


def tell_both_said_yes(*, to: Person, about: Introduction, now: datetime) -> None:
    """Write to the one who waited, once."""
    write_to(
        to,
        key=f"introduction:{about.edition_id}:{to.pk}:{about.person_id}",
        subject=gettext_lazy("%(other)s a dit oui aussi"),
        template="both_said_yes",
        address=link_to("encounters:introductions", about.edition.slug),
        now=now,
        other=about.person.name,
    )
