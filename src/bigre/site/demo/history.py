"""How the proposals of Bigre! 2022 got where they stand: from February to July, by their contacts and by the team."""

from datetime import date, datetime, time, timedelta
from random import Random

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Answer, Facilitation, Merge, MergeConsent, MergePart, Proposal, Question, Transition

from .chance import chance_for, pick
from .content import Row, content
from .proposals import Leaders

OPENS, CLOSES = date(2022, 2, 1), date(2022, 4, 30)
DECIDES, CONFIRMS_WITHIN = date(2022, 5, 23), 16
SHARE_LATE = 0.05
SHARE_DISCUSSED = 0.35
SHARE_WITH_AWARENESS = 0.3
EXPERIENCE = [(0, 0.55), (1, 0.25), (2, 0.2)]
# When merges were suggested and, all having consented, done.
SUGGESTED, MERGED = date(2022, 4, 20), date(2022, 4, 26)
State = Proposal.State


def tell_history(edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, team: list[Person]) -> None:
    """Every proposal's moments, transitions, answers and merges; call it when all of them are written."""
    source = chance_for("history")
    aside = {row["key"]: row for row in content("put_aside")["proposal"]}
    aside |= {row["into"]: {"result": True} for row in aside.values() if "into" in row}
    rows = [
        made
        for key, proposal in proposals.items()
        for made in _steps(source, edition, proposal, (leaders[key][0].person, source.choice(team)), aside.get(key, {}))
    ]
    Transition.objects.bulk_create(rows)
    Proposal.objects.bulk_update(proposals.values(), ["submitted_at", "late", "created_at"])
    _answer(source, edition, proposals)
    _merge(edition, proposals, leaders, team)
    _offer_awareness(source, edition)


def _steps(
    source: Random, edition: Edition, proposal: Proposal, people: tuple[Person, Person], row: Row
) -> list[Transition]:
    """The changes of one proposal in order, by its contact and a member of the team; sets when it was submitted."""
    contact, member = people
    late = not row and source.random() < SHARE_LATE
    sent = _sent(source, edition, late, row)
    proposal.created_at = sent - timedelta(hours=source.randint(2, 40))
    if proposal.state == State.DRAFT:
        return []
    proposal.submitted_at, proposal.late = sent, late
    made = [_change(proposal, State.DRAFT, State.SUBMITTED, contact, sent)]
    if row or source.random() < SHARE_DISCUSSED:
        made.append(_change(proposal, State.SUBMITTED, State.DISCUSSED, member, sent + timedelta(days=5)))
    return [*made, *_outcome(source, made[-1], people, row)]


def _sent(source: Random, edition: Edition, late: bool, row: Row) -> datetime:
    """Within the call, late ones after it; a merged one long enough before, the result of a merge on its day."""
    if late:
        return _moment(source, edition, CLOSES + timedelta(days=1), 13)
    if row.get("result"):
        return _moment(source, edition, MERGED, 0)
    last = SUGGESTED - timedelta(days=8) if "into" in row else CLOSES - timedelta(days=1)
    first = OPENS + timedelta(days=2)
    return _moment(source, edition, first, (last - first).days)


def _outcome(source: Random, last: Transition, people: tuple[Person, Person], row: Row) -> list[Transition]:
    """What was decided after the last change, and who told it."""
    proposal, stood, (contact, member) = last.proposal, last.target, people
    edition = proposal.edition
    if proposal.state == State.CONFIRMED:
        accepted = _moment(source, edition, DECIDES, 20)
        confirmed = accepted + timedelta(days=source.randint(1, CONFIRMS_WITHIN), minutes=source.randint(0, 300))
        return [
            _change(proposal, stood, State.ACCEPTED, member, accepted),
            _change(proposal, State.ACCEPTED, State.CONFIRMED, contact, confirmed),
        ]
    at = _moment(source, edition, row.get("day", MERGED), 0)
    by = contact if proposal.state == State.WITHDRAWN else member
    made = _change(proposal, stood, proposal.state, by, at)
    made.category, made.reason = row.get("category", ""), row.get("reason", "").strip()
    return [made]


def _change(proposal: Proposal, source: str, target: str, by: Person, at: datetime) -> Transition:
    # What was decided then was told then.
    return Transition(proposal=proposal, source=source, target=target, made_by=by, made_at=at, announced_at=at)


def _moment(source: Random, edition: Edition, first: date, days: int) -> datetime:
    """A moment of somebody's waking hours, at most so many days after the first."""
    day = first + timedelta(days=source.randint(0, days))
    return datetime.combine(day, time(source.randint(8, 21), source.randint(0, 59)), tzinfo=edition.zone)


def _answer(source: Random, edition: Edition, proposals: dict[str, Proposal]) -> None:
    """What was submitted answers the question that must be answered, and some the other one."""
    led, ease = Question.objects.filter(edition=edition).order_by("position")
    choices = list(led.choices.order_by("position"))
    words: dict[str, list[str]] = content("answers")["ease"]
    rows = []
    for proposal in proposals.values():
        if proposal.submitted_at is None:
            continue
        rows.append(Answer(proposal=proposal, question=led, choice=choices[pick(source, EXPERIENCE)]))
        if source.random() < 0.4:
            rows.append(Answer(proposal=proposal, question=ease, text=source.choice(words[proposal.languages[0]])))
    Answer.objects.bulk_create(rows)


def _merge(edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, team: list[Person]) -> None:
    """The merges of the files, done with everybody's consent."""
    parts = [row for row in content("put_aside")["proposal"] if "into" in row]
    for key in dict.fromkeys(row["into"] for row in parts):
        result = proposals[key]
        at = datetime.combine(SUGGESTED, time(11), tzinfo=edition.zone)
        merge = Merge.objects.create(
            edition=edition, result=result, suggested_by=team[0], suggested_at=at, done_at=at + timedelta(days=6)
        )
        MergePart.objects.bulk_create(
            [
                MergePart(merge=merge, proposal=proposals[row["key"]], state_before=State.DISCUSSED)
                for row in parts
                if row["into"] == key
            ]
        )
        MergeConsent.objects.bulk_create(
            [
                MergeConsent(
                    merge=merge, person=one.person, agrees=True, answered_at=at + timedelta(days=n + 1, hours=n)
                )
                for n, one in enumerate(leaders[key])
            ]
        )


def _offer_awareness(source: Random, edition: Edition) -> None:
    """About a third of those who lead take the half-day."""
    leading = Facilitation.objects.filter(proposal__edition=edition).order_by("pk").values_list("pk", flat=True)
    taking = [pk for pk in leading if source.random() < SHARE_WITH_AWARENESS]
    Facilitation.objects.filter(pk__in=taking).update(takes_awareness=True)
