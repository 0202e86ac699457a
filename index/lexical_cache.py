"""The lexical index on disk: built from SQLite, or brought up to date from the one before."""

import json
import logging
import os
import shutil
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from corpus.schema import Chunk
from corpus.segment import search_terms
from corpus.terms import domain_words
from index.caches import Build, Caches, Header, discard, header_for
from index.lexical import (
    LexicalIndex,
    LexicalSettings,
    lexical_schema,
    pairs,
    register_tokenizer,
)
from index.store import Store

PREFIX = "lexical-"
REBUILT_BELOW = 5_000
"""Chunks up to which every change rebuilds the whole index, so that scores do not remember
deleted reports (their share of document frequencies stays until tantivy merges); above it
tantivy deletes and adds."""

_HEAP_BYTES = 64_000_000
_REVISIONS = "revisions.json"
_log = logging.getLogger(__name__)


def load_lexical(
    store: Store, caches: Caches, settings: LexicalSettings, build: Build
) -> LexicalIndex | None:
    """The lexical index of the store's present state, from its cache or brought up to date.

    Args:
        store: inside one ``snapshot``.
        caches: where the cache is looked for and, when built on disk, kept.
        settings: weights of query terms.
        build: what to do without a cache; None is returned for "never".
    """
    state = store.state()
    wanted = header_for("lexical", state, _words_digest())
    name = f"{PREFIX}{state.generation}-{state.token[:8]}"
    found = caches.directory_header(name)
    index = None
    if found is not None and found.fits(wanted):
        index = _opened(caches.directory / name)
    if index is None and build == "disk":
        index = _built_on_disk(store, caches, name, wanted)
    if index is None and build != "never":
        index = _in_memory(store)
    return None if index is None else LexicalIndex(index, settings)


def _built_on_disk(store: Store, caches: Caches, name: str, wanted: Header) -> Any:  # noqa: ANN401
    import tantivy

    try:
        directory = caches.temporary_directory(name)
    except OSError as error:
        _log.info("lexical index not written: %s", error)
        return None
    try:
        known = _copied_base(store, caches, wanted, directory)
        index = tantivy.Index(lexical_schema(), str(directory), reuse=True)
        _bring_up_to_date(index, store, known)
        (directory / _REVISIONS).write_text(json.dumps(store.revisions()), encoding="utf-8")
    except (OSError, ValueError) as error:  # tantivy reports a full disk as ValueError
        _log.info("lexical index not written: %s", error)
        discard(directory)
        return None
    if not caches.keep_directory(directory, name, wanted):
        discard(directory)
        return None
    for other in caches.directory.glob(f"{PREFIX}*"):
        if other.name != name:
            discard(other)
    return _opened(caches.directory / name)


def _in_memory(store: Store) -> Any:  # noqa: ANN401 - tantivy object
    import tantivy

    index = tantivy.Index(lexical_schema())
    _bring_up_to_date(index, store, {})
    return index


def _opened(directory: Path) -> Any:  # noqa: ANN401 - tantivy object
    import tantivy

    try:
        return tantivy.Index.open(str(directory))
    except (OSError, ValueError) as error:  # just replaced by another process
        _log.info("lexical index not opened: %s", error)
        return None


def _bring_up_to_date(index: Any, store: Store, known: dict[str, str]) -> None:  # noqa: ANN401
    """Delete what ``known`` has too much and add what it lacks, in one commit."""
    register_tokenizer(index)
    # One thread: the order of documents, and with it every tie, is ours.
    writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
    wanted = store.revisions()
    for report_id in sorted(known.keys() - {r for r, v in wanted.items() if known.get(r) == v}):
        writer.delete_documents_by_term("report", report_id)
    if known:
        for report_id in sorted(r for r, v in wanted.items() if known.get(r) != v):
            for chunk_id, chunk in store.chunks(report_id=report_id):
                writer.add_document(_document(chunk_id, chunk))
    else:
        for chunk_id, chunk in store.chunks():
            writer.add_document(_document(chunk_id, chunk))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def _copied_base(store: Store, caches: Caches, wanted: Header, target: Path) -> dict[str, str]:
    """Link an earlier sound index into ``target``; its report revisions, empty without one.

    tantivy never changes a segment file and replaces its metadata by renaming, so links are
    safe: the earlier index stays as it is.
    """
    if len(store.chunk_ids()) < REBUILT_BELOW:
        return {}
    for source in sorted(caches.directory.glob(f"{PREFIX}*")):
        found = caches.directory_header(source.name)
        if found is None or (found.format, found.model) != (wanted.format, wanted.model):
            continue
        for path in source.iterdir():
            if path.suffix not in (".lock", ".json") or path.name in ("meta.json", ".managed.json"):
                _link(path, target / path.name)
        revisions: dict[str, str] = json.loads((source / _REVISIONS).read_text(encoding="utf-8"))
        return revisions
    return {}


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _document(chunk_id: int, chunk: Chunk) -> Any:  # noqa: ANN401 - tantivy object
    import tantivy

    document = tantivy.Document()
    document.add_unsigned("chunk", chunk_id)
    document.add_unsigned("year", chunk.year)
    document.add_text("report", chunk.report_id)
    document.add_text("body", chunk.body)
    document.add_text("kind", chunk.kind)
    # Cells are cut one by one: no word goes across their border, and labels repeat.
    pieces = (*chunk.context.split(" "), *chunk.text.split("\t"))
    for field, cut in (("words", _words), ("pairs", _pairs)):
        document.add_text(field, " ".join(cut(piece) for piece in pieces))
    return document


# The names, headings and row labels of reports repeat; cutting text is most of the work.
@lru_cache(maxsize=16_384)
def _words(text: str) -> str:
    return " ".join(search_terms(text))


@lru_cache(maxsize=16_384)
def _pairs(text: str) -> str:
    return " ".join(pairs(text))


def _words_digest() -> str:
    """Stands for the way documents were cut: new catalogue words mean a new index."""
    return blake2b("\n".join(domain_words()).encode(), digest_size=8).hexdigest()
