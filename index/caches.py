"""Disposable cache files beside the database: written whole or not at all, checked before use.

A cache is one file or one directory under ``cache/``, with a header that says which state of
which index it was made from and the SHA-256 of what it holds. Whatever does not match is
rebuilt from SQLite; nothing here is ever the only copy of anything.
"""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Literal, TypeAlias

from filelock import FileLock, Timeout

from index.changes import State

FORMAT = 1
"""Raised when the payload of any cache changes its meaning."""
HEADER_BYTES = 512
"""Fixed room for the header of a one-file cache."""
LOCK_SECONDS = 900.0
"""How long to wait for another process's rebuild before building in memory instead."""

Build: TypeAlias = Literal["never", "memory", "disk"]
"""What a loader may do without a sound cache; "disk" needs the rebuild lock."""

_TEMPORARY = ".tmp-"
_HEADER_FILE = "header.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Header:
    """What a cache was made from, and what it must look like."""

    kind: str
    format: int
    generation: int
    token: str
    model: str
    dimension: int
    length: int = 0
    """Bytes of payload."""
    sha256: str = ""

    def fits(self, wanted: "Header") -> bool:
        """Whether this is a cache of the wanted state; length and digest are checked apart."""
        mine = (self.kind, self.format, self.generation, self.token, self.model, self.dimension)
        return mine == (
            *(wanted.kind, wanted.format, wanted.generation),
            *(wanted.token, wanted.model, wanted.dimension),
        )


def header_for(kind: str, state: State, model: str = "") -> Header:
    """The header a cache of ``state`` must have; ``model`` names what the payload depends on."""
    return Header(kind, FORMAT, state.generation, state.token, model, state.dimension)


class Caches:
    """The ``cache`` directory of an index."""

    def __init__(self, directory: Path) -> None:
        """Name it; it is made when first written."""
        self.directory = directory / "cache"

    @contextmanager
    def rebuilding(self, patience: float = LOCK_SECONDS) -> Iterator[bool]:
        """Hold the rebuild lock and sweep what killed processes left behind.

        Args:
            patience: seconds to wait for another process.

        Yields:
            Whether caches can be written: False in a read-only directory or when another
            process keeps the lock too long; then build in memory.
        """
        lock = FileLock(self.directory / "rebuild.lock", timeout=patience)
        try:
            self.directory.mkdir(exist_ok=True)
            lock.acquire()
        except (OSError, Timeout) as error:
            _log.info("caches not writable: %s", error)
            yield False
            return
        try:
            # Only the holder writes, so every temporary entry belongs to a dead process.
            self.sweep()
            yield True
        finally:
            lock.release()

    def sweep(self) -> None:
        """Delete temporary files and directories of unfinished writes; holder of the lock only."""
        for entry in self.directory.glob(f"*{_TEMPORARY}*"):
            discard(entry)

    def tidy(self) -> None:
        """Sweep if there is anything to sweep and nobody is rebuilding."""
        if any(self.directory.glob(f"*{_TEMPORARY}*")):
            with self.rebuilding(patience=0):
                pass

    def write_file(self, name: str, header: Header, write: Callable[[IO[bytes]], None]) -> bool:
        """Write a one-file cache: temporary file, fsync, rename, fsync of the directory.

        Returns:
            False when the disk refuses; the old cache, if any, is untouched.
        """
        temporary = self.directory / f"{name}{_TEMPORARY}{os.getpid()}"
        try:
            with temporary.open("w+b") as file:
                file.write(b" " * HEADER_BYTES)
                write(file)
                file.seek(HEADER_BYTES)
                length, digest = _digest(file)
                file.seek(0)
                file.write(_encoded(header, length, digest).ljust(HEADER_BYTES))
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.directory / name)
            _sync(self.directory)
        except OSError as error:
            _log.info("cache %s not written: %s", name, error)
            discard(temporary)
            return False
        return True

    @contextmanager
    def open_file(self, name: str, wanted: Header) -> Iterator[IO[bytes] | None]:
        """The payload of a one-file cache, positioned at its start and verified, else None."""
        try:
            file = (self.directory / name).open("rb")
        except OSError:
            yield None
            return
        with file:
            found = _decoded(file.read(HEADER_BYTES))
            sound = (
                found is not None
                and found.fits(wanted)
                and _digest(file) == (found.length, found.sha256)
            )
            file.seek(HEADER_BYTES)
            yield file if sound else None

    def temporary_directory(self, name: str) -> Path:
        """A fresh directory to build a cache in, on the same file system."""
        return Path(mkdtemp(prefix=f"{name}{_TEMPORARY}", dir=self.directory))

    def keep_directory(self, built: Path, name: str, header: Header) -> bool:
        """Seal a built directory with its header and rename it to ``name``.

        Returns:
            False when the disk refuses; ``built`` is then still there, unsealed.
        """
        try:
            length, digest = _directory_digest(built)
            seal = built / _HEADER_FILE
            seal.write_bytes(_encoded(header, length, digest))
            for path in (*built.iterdir(), built):
                _sync(path)
            target = self.directory / name
            if target.exists():  # damaged, or it would have been used
                os.replace(target, f"{target}{_TEMPORARY}old")
            os.replace(built, target)
            _sync(self.directory)
        except OSError as error:
            _log.info("cache %s not written: %s", name, error)
            return False
        return True

    def directory_header(self, name: str) -> Header | None:
        """The header of a directory cache whose every byte is as it was sealed, else None."""
        path = self.directory / name
        try:
            header = _decoded((path / _HEADER_FILE).read_bytes())
            sound = header is not None and (header.length, header.sha256) == _directory_digest(path)
        except OSError:
            return None
        return header if sound else None


def discard(path: Path) -> None:
    """Delete a file or directory, as far as that is possible."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("not deleted: %s", error)


def _encoded(header: Header, length: int, digest: str) -> bytes:
    values = asdict(header) | {"length": length, "sha256": digest}
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def _decoded(data: bytes) -> Header | None:
    try:
        return Header(**json.loads(data))
    except (ValueError, TypeError):
        return None


def _digest(file: IO[bytes]) -> tuple[int, str]:
    digest, length = sha256(), 0
    while block := file.read(1 << 20):
        digest.update(block)
        length += len(block)
    return length, digest.hexdigest()


def _directory_digest(directory: Path) -> tuple[int, str]:
    """Total bytes, and SHA-256 over names and contents of all files but header and locks."""
    whole, total = sha256(), 0
    for path in sorted(directory.iterdir()):
        if path.name == _HEADER_FILE or path.name.endswith(".lock"):
            continue
        with path.open("rb") as file:
            length, digest = _digest(file)
        whole.update(f"{path.name} {length} {digest}\n".encode())
        total += length
    return total, whole.hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
