"""The public surface of each package, and that what is installed is all that is needed."""

import tomllib
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "corpus", "index")
PUBLIC = {
    "assistant": """Answer Assistant Citation Comparison Fact Finding Notice answer_json
        compare_json default_directory finding_json open_assistant report_json""",
    "corpus": """Catalogue CatalogueError Chunk Contact Document IndexUnavailableError Indicator
        ModelError NianbaoError ReadError Report ReportError Section UsageError chunk_report
        find_documents load_catalogue parse_report read_document read_documents""",
    "index": """BuildOutcome Embedder Filter Hit Index IndicatorRow ReportInfo SearchMode
        build_index ensure_index load_embedder remove_report""",
}


@pytest.mark.parametrize("name", PACKAGES)
def test_public_names_are_sorted_and_pinned(name: str) -> None:
    package = import_module(name)
    assert package.__all__ == sorted(package.__all__)
    assert package.__all__ == PUBLIC[name].split()


@pytest.mark.parametrize("name", PACKAGES)
def test_every_public_name_is_there_and_comes_from_its_package(name: str) -> None:
    package = import_module(name)
    homes = {n: getattr(getattr(package, n), "__module__", name) for n in package.__all__}
    assert homes.pop("SearchMode", "typing") == "typing"  # an alias of Literal
    assert {home.split(".")[0] for home in homes.values()} == {name}


@pytest.mark.parametrize("name", PACKAGES)
def test_unknown_name_is_an_attribute_error(name: str) -> None:
    package = import_module(name)
    with pytest.raises(AttributeError, match=f"'{name}' has no attribute 'nothing'"):
        package.nothing  # noqa: B018


def settings() -> dict[str, list[str]]:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    return {"packages": tools["packages"], **tools["package-data"]}


def test_every_package_is_installed() -> None:
    there = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
    }
    assert sorted(there) == settings()["packages"]


def test_every_data_file_is_installed() -> None:
    declared = settings()
    missing = []
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*")):
            path = file.relative_to(ROOT)
            if file.is_dir() or file.suffix in {".py", ".pyc"} or ".mypy_cache" in path.parts:
                continue
            patterns = [
                f"{name.replace('.', '/')}/{pattern}"
                for name in declared["packages"]
                for pattern in declared.get(name, ())
            ]
            # A pattern's * stays within one folder, as in setuptools.
            if not any(
                fnmatch(path.as_posix(), p) and p.count("/") == len(path.parts) - 1
                for p in patterns
            ):
                missing.append(str(path))
    assert missing == []
