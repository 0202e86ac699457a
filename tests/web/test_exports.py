"""Exports, links and small pure parts."""

import csv
import io

import pytest

from assistant.web.exports import csv_text, safe_cell
from assistant.web.links import Place, attachment, read_place
from assistant.web.settings import web_settings
from corpus.errors import UsageError


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "+cmd|", "@SUM(A1)", "\tx", "\rx", "-1+1", " =1", "＝1", "－条"]
)
def test_cells_that_would_run_are_quoted(cell):
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-64", "+3.5", "-29.36%", "64", "—", "正常", ""])
def test_numbers_and_words_stay_as_they_are(cell):
    assert safe_cell(cell) == cell


def test_csv_survives_quotes_and_line_ends():
    text = csv_text([("甲,乙", 'a"b', None, "行\n行")])
    assert text[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(text[1:]))) == [["甲,乙", 'a"b', "", "行\n行"]]


def test_a_place_and_its_link_are_one():
    place = Place("2018年？&x=1", "金凤区科技局", 2018)
    query = dict(part.split("=") for part in place.query[1:].split("&"))
    assert query["year"] == "2018"
    from urllib.parse import unquote

    assert read_place({key: unquote(value) for key, value in query.items()}) == place


@pytest.mark.parametrize("year", ["二〇", "20188", "-1", "²⁰¹⁸", ""])
def test_nonsense_in_a_link_is_left_out(year):
    assert read_place({"q": " 问 ", "year": year}) == Place("问")


def test_a_download_name_cannot_break_its_header():
    header = attachment('甲"\r\nx: y/../乙.csv')
    assert header == "attachment; filename*=UTF-8''%E7%94%B2x%20y..%E4%B9%99.csv"


def test_settings_refuse_what_cannot_work(tmp_path, monkeypatch):
    monkeypatch.delenv("NIANBAO_AUTH", raising=False)
    for auth in ("只有名", ":密码", "名:"):
        with pytest.raises(UsageError, match="用户名:密码"):
            web_settings(directory=tmp_path, auth=auth)
    with pytest.raises(UsageError, match="70000"):
        web_settings(port=70000, directory=tmp_path)
    assert not web_settings(host="0.0.0.0", directory=tmp_path).manages
    assert web_settings(host="0.0.0.0", directory=tmp_path, auth="名:密").manages
    assert web_settings(directory=tmp_path).manages
