"""Writes the proposals of the demo, who leads them, when they may take place and how they stand in time."""

from collections.abc import Sequence
from datetime import datetime

from bigre.editions.models import Edition, Equipment
from bigre.people.models import Collective
from bigre.proposals.models import Facilitation, Format, Proposal, ProposalWindow, Relation, Theme

from .cast import Participant
from .chance import stable_uuid
from .content import Row, content, languages_of, proposal_rows, windows_of

type Leaders = dict[str, list[Participant]]


def create_proposals(edition: Edition, leaders: Leaders, now: datetime) -> dict[str, Proposal]:
    """All proposals of the programme by key, confirmed by their facilitators, with windows and relations."""
    proposals = write_proposals(edition, proposal_rows(), leaders, now)
    _add_windows(edition, proposals)
    _add_relations(proposals)
    return proposals


def write_proposals(edition: Edition, rows: Sequence[Row], leaders: Leaders, now: datetime) -> dict[str, Proposal]:
    """Proposals of an edition by key, in the state that each row says, with those who lead them."""
    formats = {made.slug: made for made in Format.objects.filter(edition=edition)}
    collectives = _collectives_by_proposal()
    proposals = {
        row["key"]: _proposal_from(row, edition, formats[row["format"]], collectives.get(row["key"])) for row in rows
    }
    Proposal.objects.bulk_create(proposals.values())
    edition.proposals.update(created_at=now)
    _add_themes_and_equipment(edition, rows, proposals)
    _add_facilitators(rows, proposals, leaders)
    return proposals


def _collectives_by_proposal() -> dict[str, Collective]:
    rows = content("collectives")["collective"]
    made = Collective.objects.in_bulk([row["slug"] for row in rows], field_name="slug")
    return {key: made[row["slug"]] for row in rows for key in row["proposals"]}


def _proposal_from(row: Row, edition: Edition, format: Format, collective: Collective | None) -> Proposal:
    return Proposal(
        uuid=stable_uuid("proposal", row["key"]),
        edition=edition,
        title=row["title"],
        summary=row["summary"],
        text=f"{row['text'].strip()}\n\n*{_mark(row)}*",
        format=format,
        languages=languages_of(row),
        duration_minutes=row.get("minutes", format.duration_minutes),
        ideal_size=row.get("size", format.ideal_size),
        max_size=row.get("size", format.ideal_size),
        collective=collective,
        state=row.get("state", Proposal.State.CONFIRMED),
    )


def _mark(row: Row) -> str:
    """One sentence that says what of the proposal is invented, in its first language."""
    mark: str = content("edition")["marks"]["sourced" if row.get("sourced") else "invented"][languages_of(row)[0]]
    return mark


def _add_themes_and_equipment(edition: Edition, rows: Sequence[Row], proposals: dict[str, Proposal]) -> None:
    themes = {theme.slug: theme for theme in Theme.objects.filter(edition=edition)}
    about = Proposal.themes.through
    about.objects.bulk_create(
        [about(proposal=proposals[row["key"]], theme=themes[slug]) for row in rows for slug in row["themes"]]
    )
    equipment = Equipment.objects.in_bulk(field_name="code")
    needs = Proposal.equipment.through
    needs.objects.bulk_create(
        [
            needs(proposal=proposals[row["key"]], equipment=equipment[code])
            for row in rows
            for code in row.get("equipment", [])
        ]
    )


def _add_facilitators(rows: Sequence[Row], proposals: dict[str, Proposal], leaders: Leaders) -> None:
    """The first of each answers for it."""
    Facilitation.objects.bulk_create(
        [
            Facilitation(proposal=proposals[row["key"]], person=one.person, is_contact=position == 0)
            for row in rows
            for position, one in enumerate(leaders[row["key"]])
        ]
    )


def _add_windows(edition: Edition, proposals: dict[str, Proposal]) -> None:
    """The moments that the proposal names, else those of its format; what is held at a time needs none."""
    usual = {row["slug"]: row.get("when", []) for row in content("edition")["format"]}
    ProposalWindow.objects.bulk_create(
        [
            ProposalWindow(
                proposal=proposals[row["key"]],
                starts_at=edition.moment(day, start),
                ends_at=edition.moment(day, end),
            )
            for row in proposal_rows()
            if "starts_at" not in row.get("pin", {})
            for day, start, end in windows_of(row.get("when", usual[row["format"]]), edition.starts_on)
        ]
    )


def _add_relations(proposals: dict[str, Proposal]) -> None:
    """What comes before what; and while the whole gathering is together, nothing else."""
    rows = proposal_rows()
    before = [
        Relation(kind=Relation.Kind.BEFORE, first=proposals[row["key"]], second=proposals[later])
        for row in rows
        for later in row.get("before", [])
    ]
    alone = [row["key"] for row in rows if row.get("alone")]
    apart = [
        Relation(kind=Relation.Kind.NOT_TOGETHER, first=proposals[key], second=proposal)
        for key in alone
        for other, proposal in proposals.items()
        if other not in alone
    ]
    Relation.objects.bulk_create(before + apart)
