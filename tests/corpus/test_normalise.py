"""Folding for matching."""

from corpus.normalise import fold, narrow


def test_wide_traditional_and_upper_case_are_folded():
    assert narrow("２０１８ 微網誌 WWW") == "2018 微网志 www"
    assert narrow("政府資訊公開：（一）") == "政府资讯公开:(一)"


def test_fold_drops_all_white_space():
    assert fold("金凤区　科技局\t2018\n年") == "金凤区科技局2018年"


def test_a_phrase_is_converted_where_its_characters_alone_are_not():
    # 徵 stays in 宮商角徵羽 and becomes 征 elsewhere.
    assert narrow("宮商角徵羽與徵求意見") == "宫商角徵羽与征求意见"
