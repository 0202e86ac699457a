"""Body, year and kind of every chunk, to filter before ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.schema import Filter


@dataclass(frozen=True, slots=True)
class Columns:
    """Parallel arrays (n,) over the chunks in id order; ``bodies`` and ``kinds`` are codes."""

    ids: NDArray[np.int64]
    bodies: NDArray[np.int32]
    years: NDArray[np.int32]
    kinds: NDArray[np.int32]
    body_names: tuple[str, ...]
    kind_names: tuple[str, ...]

    @classmethod
    def of(cls, rows: Sequence[tuple[int, str, int, str]]) -> "Columns":
        """From (chunk id, body, year, kind) rows in id order."""
        ids, bodies, years, kinds = zip(*rows, strict=True) if rows else ((), (), (), ())
        body_names, kind_names = tuple(sorted(set(bodies))), tuple(sorted(set(kinds)))
        body_codes = {name: code for code, name in enumerate(body_names)}
        kind_codes = {name: code for code, name in enumerate(kind_names)}
        return cls(
            ids=np.array(ids, np.int64),
            bodies=np.array([body_codes[b] for b in bodies], np.int32),
            years=np.array(years, np.int32),
            kinds=np.array([kind_codes[k] for k in kinds], np.int32),
            body_names=body_names,
            kind_names=kind_names,
        )

    def select(self, where: Filter) -> NDArray[np.intp] | None:
        """Positions of the chunks that pass ``where``; None when it restricts nothing."""
        masks = []
        if where.bodies is not None:
            codes = [i for i, name in enumerate(self.body_names) if name in where.bodies]
            masks.append(np.isin(self.bodies, codes))
        if where.years is not None:
            masks.append(np.isin(self.years, list(where.years)))
        if where.kinds is not None:
            codes = [i for i, name in enumerate(self.kind_names) if name in where.kinds]
            masks.append(np.isin(self.kinds, codes))
        return np.flatnonzero(np.logical_and.reduce(masks)) if masks else None
