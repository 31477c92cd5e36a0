"""The towns that the demo names by their codes."""

from bigre.people.models import Place

from .content import content

type Towns = dict[str, Place]


def towns() -> Towns:
    """Every town named in the demo, by code."""
    codes = {row["place"] for row in content("network")["cooperative"]}
    codes |= {row["place"] for row in content("people")["persona"]}
    codes |= {code for around in content("people")["around"].values() for code in around}
    codes |= {stop["place"] for row in content("past_editions")["edition"] for stop in row["stops"]}
    codes.add(content("edition")["venue"]["place"])
    return {place.code: place for place in Place.objects.filter(code__in=codes)}
