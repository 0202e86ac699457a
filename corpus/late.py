"""Package names whose modules are imported when they are first asked for.

``import corpus`` must stay cheap: a question is answered without the parts that read files.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def late_names(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """A module's ``__getattr__`` (PEP 562).

    Args:
        package: the package's ``__name__``.
        modules: public name → module that defines it.
    """

    def find(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(modules[name]), name)

    return find
