"""Folding for matching."""

from corpus.normalise import fold, narrow


def test_wide_traditional_and_upper_case_are_folded():
    assert narrow("２０１８ 微網誌 WWW") == "2018 微网志 www"
    assert narrow("政府資訊公開：（一）") == "政府资讯公开:(一)"


def test_fold_drops_all_white_space():
    assert fold("金凤区　科技局\t2018\n年") == "金凤区科技局2018年"
