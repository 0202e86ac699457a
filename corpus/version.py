"""Which code made something: what is derived by other code is made anew."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def source_digest(*places: str) -> str:
    """Digest of code and data, 16 hex digits.

    Args:
        places: packages (all their .py and .toml files) and dotted names of modules.
    """
    whole = sha256()
    for place in places:
        package, _, module = place.partition(".")
        root = files(package)
        found = (
            [(f"/{module}.py", (root / f"{module}.py").read_bytes())] if module else _below(root)
        )
        for name, content in sorted(found):
            whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()[:16]


def _below(directory: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in directory.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, name)
        elif entry.name.endswith((".py", ".toml")):
            yield name, entry.read_bytes()
