"""What a browser sends from the form of a proposal, made for tests."""

from typing import Any

from bigre.proposals.models import Proposal


def filled(proposal: Proposal | None = None, **fields: Any) -> dict[str, Any]:
    """Everything that a draft needs to be submitted, on the revision of this proposal; `fields` say otherwise."""
    sent = {
        "title": "Lire un bilan à plusieurs",
        "summary": "On annote un vrai bilan. On repart en sachant le lire.",
        "languages": ["fr"],
        "seen": proposal.revision if proposal else 0,
    }
    return {**sent, **fields}
