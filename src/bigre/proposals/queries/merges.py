"""Merges that concern a person, and what may be merged with what."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from bigre.editions.models import Edition
from bigre.editions.queries import team_roles
from bigre.editions.rules import can_plan
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.proposals.models import Facilitation, Merge, MergeConsent, MergePart, Proposal, Relation, Wish
from bigre.proposals.rules.merging import MERGEABLE, Link, Stretch
from bigre.proposals.rules.similarity import nearest

from .proposals import proposals_visible_to, with_details


def mergeable_for(person: Person | None, edition: Edition) -> QuerySet[Proposal]:
    """The proposals that the person may read and that no decision holds yet."""
    return proposals_visible_to(person, edition).filter(state__in=MERGEABLE)


def can_suggest_merge(person: Person, edition: Edition, parts: Iterable[Proposal]) -> bool:
    """Whether the person leads one of them, or is of the programme team."""
    leads = Facilitation.objects.filter(person=person, proposal__in=[part.pk for part in parts])
    return leads.exists() or can_plan(team_roles(person, edition))


def near_to(proposal: Proposal, others: Iterable[Proposal], *, at_most: int) -> list[Proposal]:
    """The others that are nearest by their words, nearest first."""
    found = {one.pk: one for one in others if one.pk != proposal.pk}
    texts = {pk: said(one) for pk, one in found.items()}
    return [found[pk] for pk, _share in nearest(said(proposal), texts, at_most=at_most)]


def said(proposal: Proposal) -> str:
    """Everything that a proposal says, its themes included."""
    themes = (theme.label for theme in proposal.themes.all())
    return "\n".join([proposal.title, proposal.summary, proposal.text, *themes])


def merges_visible_to(person: Person | None, edition: Edition) -> QuerySet[Merge]:
    """The merges that the person suggested or is asked about.

    The programme team reads those that are done too, and those that wait for somebody who can't answer here.
    """
    if person is None:
        return Merge.objects.none()
    mine = Q(suggested_by=person) | Q(pk__in=person.merge_consents.values("merge"))
    if can_plan(team_roles(person, edition)):
        mine |= Q(done_at__isnull=False) | Q(ended_at=None, pk__in=_stuck(edition))
    return edition.merges.filter(mine).select_related("result", "edition", "suggested_by")


def _stuck(edition: Edition) -> QuerySet[MergePart]:
    """Merges with a part that somebody leads who can't sign in."""
    silent = Facilitation.objects.filter(cannot_answer("person__"), proposal__edition=edition)
    return MergePart.objects.filter(proposal__in=silent.values("proposal")).values("merge")  # type: ignore[return-value]


def cannot_answer(to_person: str = "") -> Q:
    """People without an account to sign in with: nobody can ask them through the site."""
    return Q(**{f"{to_person}account": None}) | Q(**{f"{to_person}account__is_active": False})


def waiting_for(person: Person, proposal: Proposal) -> QuerySet[Merge]:
    """The open merges of which the proposal is a part, and that the person may read."""
    alive = merges_visible_to(person, proposal.edition).filter(done_at=None, ended_at=None)
    return alive.filter(parts__proposal=proposal).order_by("suggested_at", "pk")


def parts_of(merge: Merge) -> list[Proposal]:
    """The proposals that become one, in the order in which they were chosen, with their details."""
    order = {pk: place for place, pk in enumerate(merge.parts.order_by("pk").values_list("proposal", flat=True))}
    return sorted(with_details(Proposal.objects.filter(pk__in=order)), key=lambda one: order[one.pk])


def became(proposal: Proposal) -> Merge | None:
    """The merge that made another proposal of this one, if one did and was not undone."""
    part = MergePart.objects.filter(proposal=proposal, merge__done_at__isnull=False, merge__ended_at=None)
    found = part.select_related("merge__result__edition").first()
    return found.merge if found else None


def made_of(proposal: Proposal) -> Merge | None:
    """The merge that made this proposal, once done; not when it was undone."""
    return Merge.objects.filter(result=proposal, done_at__isnull=False, ended_at=None).first()


def stands_for(proposal: int) -> int:
    """The proposal that now holds what this one held: itself, or the result of the merges that took it."""
    return line_of(proposal)[-1]


def line_of(proposal: int) -> list[int]:
    """The proposal, then the results of the merges that took it, one after the other."""
    line = [proposal]
    while result := _done().filter(proposal=line[-1]).values_list("merge__result", flat=True).first():
        line.append(result)
    return line


def held_in(proposal: int) -> list[int]:
    """The proposal, and all that was merged into it, into its parts too."""
    held, last = [proposal], [proposal]
    while last := list(_done().filter(merge__result__in=last).order_by("pk").values_list("proposal", flat=True)):
        held += last
    return held


def _done() -> QuerySet[MergePart]:
    """The parts of merges that are done, and were not undone."""
    return MergePart.objects.filter(merge__done_at__isnull=False, merge__ended_at=None)


def authors_of(merge: Merge) -> QuerySet[Person]:
    """Everybody who leads a part today, whom the site can write to or not."""
    leads = Facilitation.objects.filter(proposal__in=merge.parts.values("proposal"))
    return with_faces(Person.objects.filter(pk__in=leads.values("person"))).order_by("name", "pk")


def links_of(proposals: Iterable[int]) -> list[Link]:
    """The relations that touch any of the proposals."""
    ids = list(proposals)
    touching = Relation.objects.filter(Q(first__in=ids) | Q(second__in=ids)).order_by("pk")
    return list(touching.values_list("kind", "first", "second"))


def levels_of(proposals: Iterable[int]) -> list[tuple[int, int]]:
    """Who wished how much of any of the proposals; for actions, shown to nobody."""
    return list(Wish.objects.filter(proposal__in=list(proposals)).values_list("person", "level"))


def stretches_of(proposal: Proposal) -> list[Stretch]:
    """When those who lead it are available."""
    return list(proposal.windows.order_by("starts_at").values_list("starts_at", "ends_at"))


def with_consents(merges: QuerySet[Merge]) -> QuerySet[Merge]:
    """The same merges with what each author answered, and their faces."""
    people = Prefetch("person", with_faces(Person.objects.all()))
    noting = Prefetch("noted_by", with_faces(Person.objects.all()))
    consents = MergeConsent.objects.order_by("person__name", "pk").prefetch_related(people, noting)
    return merges.prefetch_related(Prefetch("consents", consents))
