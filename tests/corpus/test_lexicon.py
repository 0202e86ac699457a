"""The lexicon names every key of every form, and no phrase speaks for two concepts."""

import re
from collections import Counter

import pytest

from corpus.catalogue import Catalogue, Form, Table, load_catalogue

NUMBERING = re.compile(r"^(?:其中：|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)+")
# Labels that name their row only where they stand in the table.
IN_PLACE = {("result.total", "总计"), ("other.other", "其他"), ("apply.letter_fax", "信函申请数")}
FIGURES = ("indicator", "column", "derived")
DERIVED = {
    "rate.granted",
    "rate.partial",
    "rate.denied",
    "rate.closed",
    "rate.on_time",
    "rate.answered",
    "review_corrected_rate",
    "lawsuit_lost_rate",
    "remedies.total",
    "apply.handled",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def table_keys(table: Table) -> set[str]:
    if table.kind == "record":
        return {column.key for column in table.columns if column.key}
    rows = {row.key for row in table.rows if row.key}
    if table.kind == "cells":
        return {f"{row}.{column.key}" for row in rows for column in table.columns}
    return rows


def form_keys(form: Form) -> set[str]:
    return set().union(*(table_keys(table) for table in form.tables))


@pytest.mark.parametrize("form_id", ["2014", "2019", "2021", "fujian"])
def test_every_key_of_a_form_has_a_concept(catalogue, form_id):
    form = next(form for form in catalogue.forms if form.id == form_id)
    keys = form_keys(form)
    assert len(keys) > 10
    assert keys - catalogue.concept_by_key.keys() == set()


def test_every_printed_label_is_a_name_or_variant(catalogue):
    unknown = []
    for form in catalogue.forms:
        for table in form.tables:
            if table.kind not in ("list", "matrix"):
                continue
            for row in table.rows:
                if not row.key:
                    continue
                concept = catalogue.concept_by_key[row.key]
                known = {concept.name, *concept.variants}
                labels = {NUMBERING.sub("", label) for label in row.labels}
                unknown += [(row.key, label) for label in labels - known]
    assert set(unknown) == IN_PLACE


def test_every_matrix_column_is_the_name_of_a_column_concept(catalogue):
    names = {c.name for c in catalogue.concepts if c.kind == "column"}
    labels = {
        column.label
        for form in catalogue.forms
        for table in form.tables
        if table.kind == "matrix"
        for column in table.columns
    }
    assert labels - names == set()


def test_derived_figures_have_concepts(catalogue):
    derived = {c.key for c in catalogue.concepts if c.kind == "derived"}
    assert DERIVED - derived == set()
    in_forms = set().union(*(form_keys(form) for form in catalogue.forms))
    assert derived & in_forms == set()


def test_no_alias_belongs_to_two_concepts(catalogue):
    counts = Counter(alias for c in catalogue.concepts for alias in c.aliases)
    assert [alias for alias, count in counts.items() if count > 1] == []


def test_no_alias_is_an_official_wording_of_another_concept(catalogue):
    owners = {}
    for concept in catalogue.concepts:
        for wording in (concept.name, *concept.variants):
            owners.setdefault(wording, set()).add(concept.key)
    clashes = [
        (concept.key, alias, owners[alias])
        for concept in catalogue.concepts
        for alias in concept.aliases
        if owners.get(alias, {concept.key}) != {concept.key}
    ]
    assert clashes == []


def test_names_are_unique(catalogue):
    counts = Counter(c.name for c in catalogue.concepts if c.kind != "section")
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_indicator_has_enough_everyday_phrases(catalogue):
    short = {
        c.key: len(c.aliases)
        for c in catalogue.concepts
        if c.kind in FIGURES and len(c.aliases) < 15
    }
    assert short == {}


def test_units_are_the_printed_units(catalogue):
    printed = {}
    for form in catalogue.forms:
        for table in form.tables:
            for row in table.rows:
                keys = [row.key]
                if table.kind == "cells":
                    keys = [f"{row.key}.{column.key}" for column in table.columns]
                for key in keys:
                    printed.setdefault(key, set()).add(row.unit.replace("—", ""))
    wrong = []
    for key, units in printed.items():
        concept = catalogue.concept_by_key.get(key)
        # A group heading prints no unit; it is the sum of its rows, all in 件.
        heading = key in ("result.unavailable", "result.refused")
        if concept and not heading and (concept.unit or "") not in units:
            wrong.append((key, concept.unit, units))
    assert wrong == []


def test_parents_exist_and_never_loop(catalogue):
    for concept in catalogue.concepts:
        seen = {concept.key}
        parent = concept.parent
        while parent is not None:
            assert parent in catalogue.concept_by_key, (concept.key, parent)
            assert parent not in seen, concept.key
            seen.add(parent)
            parent = catalogue.concept_by_key[parent].parent


def test_aliases_are_plain_phrases_without_year(catalogue):
    dirty = [
        (c.key, alias)
        for c in catalogue.concepts
        if c.kind in FIGURES
        for alias in c.aliases
        if re.search(r"\s|[?？。]|\d{2,4}年|去年|今年|明年", alias)
    ]
    assert dirty == []


@pytest.mark.parametrize(
    ("alias", "key"),
    [
        ("有人告他们吗", "lawsuit"),
        ("官司输了几次", "lawsuit.corrected"),
        ("没经过复议直接告、法院判改的", "lawsuit.direct.corrected"),
        ("几个人来申请", "apply.new"),
        ("跑来窗口申请几件", "apply.in_person"),
        ("几个人专门干这个", "org.fulltime"),
        ("花了多少钱", "org.budget"),
        ("收了多少钱", "fee"),
        ("给了一部分的几件", "result.partial"),
        ("公众号", "channel.wechat"),
    ],
)
def test_everyday_phrases_go_where_a_reader_expects(catalogue, alias, key):
    assert [c.key for c in catalogue.concepts if alias in c.aliases] == [key]
