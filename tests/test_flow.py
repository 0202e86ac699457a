"""The rules of the source: one direction, who prints, who opens files, what stays unloaded."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("app", "assistant", "index", "corpus")
HEAVY = ("torch", "sentence_transformers", "transformers", "gradio", "faiss", "fastapi", "plotly")
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen"}
MAY_OPEN = {
    "assistant/cli.py": "the file of --batch and of evaluate",
    "assistant/web/feedback.py": "feedback, kept beside the index",
    "assistant/web/shell.py": "its own static files",
    "assistant/web/uploads.py": "an upload, streamed to a temporary file",
    "corpus/catalogue/load.py": "the catalogue's data",
    "corpus/load.py": "reports",
    "corpus/reading/office.py": "what LibreOffice converts",
    "corpus/reading/pdf.py": "bytes in memory",
    "corpus/reading/worker.py": "its own standard output",
    "corpus/dictionary.py": "jieba's dictionary",
    "corpus/normalise.py": "opencc's lists",
    "corpus/version.py": "code, to digest it",
    "index/build.py": "digests of files",
    "index/caches.py": "cache files and their seals",
    "index/embed.py": "digest of a model",
    "index/lexical_cache.py": "the lexical cache",
    "index/static.py": "the encoder, memory-mapped",
}
"""Who opens a file, and which. The two ``training`` packages read their data and write models."""
TRAINS = ("index/train", "assistant/training/")

# A path of one machine: the usual roots, written as a string or in a comment.
MACHINE_PATH = re.compile(r"""["'\s(]/(?:work|tmp|opt|home|root|usr|var|mnt|Users)/""")
HOST = re.compile(r"https?://(?P<host>[^/\s\"'）)]+)")
NAMED_HOSTS = {
    "github.com": "where a file format is described, in a docstring",
    "127.0.0.1": "this machine",
    "schemas.openxmlformats.org": "a namespace of Word's XML, never fetched",
    "www.w3.org": "a namespace of SVG and HTML, never fetched",
}


def sources() -> list[Path]:
    found = [ROOT / "app.py"]
    for package in ORDER[1:]:
        found += sorted((ROOT / package).rglob("*.py"))
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> Iterator[str]:
    """Modules a file imports, at its head or late."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: relative import"
            assert node.module is not None
            yield node.module


def called(tree: ast.Module) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_imports_point_only_to_the_right() -> None:
    wrong = []
    for path in sources():
        place = ORDER.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))
        for module in imported(path):
            top = module.split(".")[0]
            if top in ORDER and ORDER.index(top) < place:
                wrong.append(f"{name_of(path)} imports {module}")
    assert wrong == []


def test_no_private_name_leaves_its_module() -> None:
    wrong = [
        f"{name_of(path)}: {node.module}.{alias.name}"
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ORDER
        for alias in node.names
        if alias.name.startswith("_")
    ]
    assert wrong == []


def head_imports(path: Path, modules: set[str]) -> set[str]:
    """Our modules that a file imports while it is itself being imported."""
    found: set[str] = set()
    for node in tree_of(path).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & modules or {node.module}
    return found & modules


def test_no_module_imports_itself_in_a_circle() -> None:
    modules = {name_of(p).removesuffix(".py").replace("/", "."): p for p in sources()}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    edges = {name: head_imports(path, set(modules)) for name, path in modules.items()}
    finished: set[str] = set()

    def follow(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name in finished:
            return
        for following in sorted(edges[name]):
            follow(following, (*trail, name))
        finished.add(name)

    for name in sorted(edges):
        follow(name, ())
    assert finished == modules.keys()


def test_only_the_command_line_prints() -> None:
    printing = {
        name_of(path)
        for path in sources()
        for call in called(tree_of(path))
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    }
    # The training program is a command of its own and shows its progress.
    assert {name for name in printing if not name.startswith("index/train")} == {"assistant/cli.py"}


def opens_a_file(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open"
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in OPENERS:
        return False
    # Index.open and a panel's open() are no files.
    owner = call.func.value
    return not (isinstance(owner, ast.Name) and owner.id in {"Index", "self", "cls"}) and not (
        call.func.attr == "open" and isinstance(owner, ast.Subscript)
    )


def test_files_are_opened_in_few_known_places() -> None:
    opening = {
        name_of(path) for path in sources() for call in called(tree_of(path)) if opens_a_file(call)
    }
    assert {n for n in opening if not n.startswith(TRAINS)} == MAY_OPEN.keys()


def test_nothing_is_caught_only_to_carry_on() -> None:
    """A broad except ends in another error; a bare one is never written."""
    wrong = []
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
            )
            if broad and not isinstance(node.body[-1], ast.Raise):
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert wrong == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_no_machine_of_ours_and_no_host_is_named(path: Path) -> None:
    text = path.read_text("utf-8")
    assert MACHINE_PATH.findall(text) == []
    hosts = {match["host"] for match in HOST.finditer(text)}
    assert {h for h in hosts if "{" not in h and h.split(":")[0] not in NAMED_HOSTS} == set()


@pytest.mark.parametrize(
    ("module", "more"),
    [
        ("corpus", ("jieba", "numpy", "lxml", "pdfplumber", "opencc")),
        ("index", ("jieba", "numpy", "tantivy")),
        ("index.schema", ("jieba", "numpy", "tantivy")),
        ("assistant", ("jieba", "numpy", "tantivy")),
        ("assistant.ask", ("lxml", "pdfplumber")),
        ("assistant.cli", ("lxml", "pdfplumber")),
        ("index.build", ("lxml", "pdfplumber")),
    ],
)
def test_importing_stays_light(module: str, more: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*[n for n in {HEAVY + more!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_a_question_on_a_built_index_loads_only_what_answers_it(tmp_path: Path) -> None:
    run = [sys.executable, "-c"]
    build = f"from assistant.cli import main; main(['build', '--index', {str(tmp_path)!r}])"
    subprocess.run([*run, build], cwd=ROOT, capture_output=True, check=True)
    spared = ("torch", "gradio", "pypinyin", "lxml", "index.build", "corpus.identity")
    ask = (
        "import sys; from assistant.cli import main;"
        f"main(['ask', '2018年微博发了几条', '--index', {str(tmp_path)!r}]);"
        f"print(*[n for n in {spared!r} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([*run, ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("金凤区科技局2018年政务微博公开政府信息数为 64 条")
    assert done.stderr.strip() == ""


def test_ci_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (command,) = re.findall(r"^python3 -m venv .*(\.venv/bin/python -m pytest.*)$", readme, re.M)
    assert command == ".venv/bin/python -m pytest"
    assert command.replace(".venv/", '"$work/venv/').replace("python ", 'python" ') in script
