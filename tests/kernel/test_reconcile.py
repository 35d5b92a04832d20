"""Derived, not maintained: whatever should and whatever does exist, the second run finds nothing to do."""

from hypothesis import given
from hypothesis import strategies as st

from rodfaest.kernel.reconcile import Changes, reconcile

facts = st.dictionaries(st.integers(0, 8), st.integers(0, 3))
keys = st.frozensets(st.integers(0, 8))


def run(desired: dict[int, int], rows: dict[int, int], locked: frozenset[int] = frozenset()) -> Changes[int]:
    """Bring `rows` in line, leaving those in `locked` as they are."""

    def put(key: int, value: int) -> bool:
        if key in locked or rows[key] == value:
            return False
        rows[key] = value
        return True

    return reconcile(
        desired,
        {key: key for key in rows},
        create=rows.__setitem__,
        change=put,
        withdraw=lambda key: key not in locked and rows.pop(key) is not None,
    )


@given(facts, facts)
def test_what_exists_becomes_what_should(desired, rows):
    run(desired, rows)
    assert rows == desired


@given(facts, facts, keys)
def test_a_second_run_does_nothing(desired, rows, locked):
    run(desired, rows, locked)
    after_the_first = dict(rows)
    assert not run(desired, rows, locked)
    assert rows == after_the_first


@given(facts, facts, keys)
def test_what_is_locked_stays(desired, rows, locked):
    before = {key: value for key, value in rows.items() if key in locked}
    run(desired, rows, locked)
    assert {key: rows[key] for key in before} == before


@given(facts, facts)
def test_facts_moved_there_and_back_leave_the_rows_as_they_were(first, second):
    rows: dict[int, int] = {}
    run(first, rows)
    run(second, rows)
    run(first, rows)
    assert rows == first


def test_keys_are_taken_in_the_order_they_are_desired():
    done: list[str] = []
    changes = reconcile({"b": 1, "a": 1}, {}, create=lambda key, _: done.append(key), change=..., withdraw=...)
    assert done == ["b", "a"]
    assert changes == Changes(created=("b", "a"))
