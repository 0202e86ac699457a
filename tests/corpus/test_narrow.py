"""Relations between rows: what they discard, and what a contradiction leaves alone."""

from decimal import Decimal

from corpus.narrow import Sum, narrow


def vectors(*rows: str):
    return tuple(
        tuple(None if cell == "_" else Decimal(cell) for cell in row.split()) for row in rows
    )


TOTAL = Sum(((0, 1), (1, -1), (2, -1)), "合计")


def test_keeps_the_vectors_some_solution_uses():
    domains = (vectors("7 5"), vectors("3 1", "4 1"), vectors("4 4", "5 4"))
    assert narrow(domains, (TOTAL,)) == (((0,), (0,), (0,)), ())


def test_keeps_several_when_several_add_up():
    domains = (vectors("7"), vectors("3", "4"), vectors("4", "3", "9"))
    assert narrow(domains, (TOTAL,)) == (((0,), (0, 1), (0, 1)), ())


def test_a_contradiction_is_reported_and_discards_nothing():
    domains = (vectors("21"), vectors("20", "2"), vectors("7", "70"))
    assert narrow(domains, (TOTAL,)) == (((0,), (0, 1), (0, 1)), (TOTAL,))


def test_no_relation_is_trusted_that_shares_a_row_with_a_contradiction():
    other = Sum(((1, 1), (3, -1)), "相等")
    domains = (vectors("21"), vectors("20", "2"), vectors("7"), vectors("2"))
    alive, broken = narrow(domains, (TOTAL, other))
    assert broken == (TOTAL,)
    assert alive[1] == (0, 1)


def test_blank_columns_are_not_compared():
    domains = (vectors("7 _"), vectors("3 9", "4 9"), vectors("3 1"))
    assert narrow(domains, (TOTAL,)) == (((0,), (1,), (0,)), ())


def test_a_table_of_blanks_contradicts_nothing():
    domains = (vectors("_ _"), vectors("_ _"), vectors("_ _"))
    assert narrow(domains, (TOTAL,)) == (((0,), (0,), (0,)), ())


def test_an_unknown_row_leaves_its_relations_unused():
    domains = (vectors("7"), vectors("3", "4"), ())
    assert narrow(domains, (TOTAL,)) == (((0,), (0, 1), ()), ())


def test_decimals_are_compared_exactly():
    domains = (vectors("0.3"), vectors("0.1", "0.15"), vectors("0.2"))
    assert narrow(domains, (TOTAL,)) == (((0,), (0,), (0,)), ())


def test_many_ambiguous_rows_end_by_bounds():
    parts = [vectors("0 1", "10 0", "0 100") for _ in range(20)]
    relation = Sum(((0, 1), *((i + 1, -1) for i in range(20))), "合计")
    alive, broken = narrow((vectors("0 20"), *parts), (relation,))
    assert broken == ()
    assert alive[1:] == ((0,),) * 20
