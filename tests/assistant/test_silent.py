"""Whose number was asked for and not found is said."""

from assistant.ask import Assistant


def test_a_body_without_the_number_is_named(forms: Assistant) -> None:
    answer = forms.ask("2024年澜泽县约谈单位几个，澜洲县呢")
    assert answer.answer.endswith("澜洲县人民政府2024年的年报里没有找到这个数。")


def test_an_answer_for_every_place_says_no_more(forms: Assistant) -> None:
    answer = forms.ask("澜泽县2024年运行的政务新媒体比2023年少几个")
    assert "没有找到" not in answer.answer
