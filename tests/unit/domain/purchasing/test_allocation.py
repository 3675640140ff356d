"""Allocation of money to units: against what every other use of the same money is worth."""

from __future__ import annotations

from decimal import Decimal
from itertools import product as combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.purchasing.allocation import Candidate, filled_to, within_budget


def falling(first: float, by: float):
    """Return a worth whose units are worth ``first``, and each one after it less by ``by``."""

    def worth(ordered, more):
        start, units = float(ordered), float(more)
        return units * first - by * (units * start + units * (units - 1) / 2)

    return worth


def candidate(product_id="SKU-1", cost=2, smallest=0, multiple=1, most=10, ordered=0, first=5.0, by=0.5):
    return Candidate(
        product_id=product_id,
        unit_cost=Decimal(str(cost)),
        smallest=Decimal(smallest),
        multiple=Decimal(multiple),
        worth=falling(first, by),
        most=Decimal(most),
        ordered=Decimal(ordered),
    )


@st.composite
def candidates(draw):
    count = draw(st.integers(1, 4))
    return [
        candidate(
            f"SKU-{number}",
            cost=draw(st.sampled_from([0, 0.335, 1, 2.5, 40])),
            smallest=draw(st.sampled_from([0, 1, 6])),
            multiple=(multiple := draw(st.sampled_from([1, 2, 12]))),
            most=multiple * draw(st.integers(0, 300)),
            first=draw(st.floats(0.1, 20)),
            by=draw(st.sampled_from([0.0, 0.05, 1.0])),
        )
        for number in range(count)
    ]


@given(candidates(), st.decimals(0, 3000, places=2))
@settings(max_examples=150, deadline=None)
def test_a_budget_is_never_exceeded_and_no_further_pack_would_fit(offered, budget):
    bought = within_budget(offered, budget)
    spent = sum(each.cost(Decimal(0), bought[each.product_id]) for each in offered)
    assert spent <= budget
    for each in offered:
        has = bought[each.product_id]
        assert has % each.multiple == 0
        assert has == 0 or each.smallest <= has <= each.most
        more = each.least(has)
        assert has + more > each.most or spent + each.cost(has, more) > budget, each


@given(candidates(), st.decimals("0.01", 3000, places=2), st.none() | st.decimals(0, 3000, places=2))
@settings(max_examples=150, deadline=None)
def test_a_gap_is_closed_within_the_room_and_by_no_more_than_a_last_pack(offered, gap, room):
    added = filled_to(offered, gap, room)
    priced = [each for each in offered if each.unit_cost]
    everything = sum(each.cost(Decimal(0), each.fitting(Decimal(0), each.most, None)) for each in priced)
    if added is None:
        assert room is not None or everything < gap
        return
    costs = {each.product_id: each.cost(Decimal(0), added.get(each.product_id, Decimal(0))) for each in priced}
    spent = sum(costs.values())
    assert gap <= spent
    assert room is None or spent <= room
    assert all(units > 0 for units in added.values())
    largest = max(each.cost(Decimal(0), max(each.least(Decimal(0)), each.multiple)) for each in priced)
    assert spent - gap <= largest + Decimal("0.01")


def test_the_best_use_of_the_money_is_found_among_all_uses():
    offered = [candidate("A", first=5, by=1, most=6), candidate("B", first=4, by=0.25, most=6)]
    for budget in range(0, 25, 2):
        bought = within_budget(offered, Decimal(budget))
        possible = [
            sum(each.worth(0, units) for each, units in zip(offered, counts, strict=True))
            for counts in combinations(range(7), repeat=2)
            if 2 * sum(counts) <= budget
        ]
        found = sum(each.worth(0, bought[each.product_id]) for each in offered)
        assert found == max(possible), budget


def test_a_gap_is_filled_by_many_products_and_not_by_one():
    offered = [candidate(f"SKU-{number}", most=1000) for number in range(10)]
    added = filled_to(offered, Decimal(200), None)
    assert added == {each.product_id: Decimal(10) for each in offered}


def test_what_loses_least_fills_a_gap_when_nothing_avoids_a_loss():
    slow, fast = candidate("SLOW", first=-1.0, by=0.0), candidate("FAST", first=-0.01, by=0.0)
    assert filled_to([slow, fast], Decimal(10), None) == {"FAST": Decimal(5)}


def test_units_that_are_ordered_already_count():
    (added,) = (filled_to([candidate(smallest=6, multiple=2, ordered=6)], Decimal(3), None),)
    assert added == {"SKU-1": Decimal(2)}
    assert filled_to([candidate(ordered=10)], Decimal(3), None) is None


def test_the_smallest_order_is_all_or_nothing():
    assert within_budget([candidate(smallest=6)], Decimal(11)) == {"SKU-1": Decimal(0)}
    assert within_budget([candidate(smallest=6)], Decimal(13)) == {"SKU-1": Decimal(6)}


def test_large_quantities_take_few_steps():
    asked = []
    worth = falling(5, 0)

    def counting(ordered, more):
        asked.append(more)
        return worth(ordered, more)

    many = Candidate(
        product_id="A",
        unit_cost=Decimal(1),
        smallest=Decimal(0),
        multiple=Decimal(1),
        worth=counting,
        most=Decimal(10**6),
    )
    assert within_budget([many], Decimal(999_999)) == {"A": Decimal(999_999)}
    assert filled_to([many], Decimal(999_999), None) == {"A": Decimal(999_999)}
    assert len(asked) < 250
