"""Arrays that cost more to work out than to read, kept beside the index as one cache file each."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.caches import Caches, Header, header_for
from index.changes import State

Arrays: TypeAlias = Mapping[str, NDArray[Any]]
"""By name; texts as fixed-width strings (dtype U), never objects."""

_OF_NO_REPORT = State(generation=0, token="", model="", dimension=0)


class Derived:
    """What was worked out from one state of an index directory, or from the program alone."""

    def __init__(self, directory: Path, state: State) -> None:
        self._caches = Caches(directory)
        self._state = state

    def of_reports(self, kind: str, version: str, make: Callable[[], Arrays]) -> Arrays:
        """Arrays that hold for this state only.

        Args:
            kind: their name, and that of their file.
            version: stands for everything else they depend on, code included.
            make: works them out when no sound cache of this state and version is there.
        """
        return self._kept(header_for(kind, self._state, version), make)

    def of_program(self, kind: str, version: str, make: Callable[[], Arrays]) -> Arrays:
        """Arrays that no report changes; arguments as for ``of_reports``."""
        return self._kept(header_for(kind, _OF_NO_REPORT, version), make)

    def _kept(self, wanted: Header, make: Callable[[], Arrays]) -> Arrays:
        name = f"{wanted.kind}.arrays"
        with self._caches.open_file(name, wanted) as file:
            if file is not None:
                return _read(file)
        arrays = make()
        # Whoever writes there now will not wait for us, nor we for them.
        with self._caches.rebuilding(patience=0) as writable:
            if writable:
                self._caches.write_file(name, wanted, lambda file: _write(file, arrays))
        return arrays


def _write(file: IO[bytes], arrays: Arrays) -> None:
    names = np.array(list(arrays), dtype=np.str_)
    for array in (names, *arrays.values()):
        np.lib.format.write_array(file, np.asarray(array), allow_pickle=False)


def _read(file: IO[bytes]) -> Arrays:
    names = np.lib.format.read_array(file, allow_pickle=False).tolist()
    return {name: np.lib.format.read_array(file, allow_pickle=False) for name in names}
