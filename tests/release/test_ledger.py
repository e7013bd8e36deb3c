"""An unchanged note keeps its time; a changed one gets a later one; a retired one is sent once."""

from __future__ import annotations

from dataclasses import replace

from quizgen.release.ledger import Content, Entry, Ledger, Released, Stamp, digest


def content(digest: str, **more: object) -> Content:
    return Content("d/f/s", "recall", digest, **more)  # type: ignore[arg-type]


def entry(digest: str, added: int, changed: int, retired: int = 0) -> Entry:
    return Entry("d/f/s", "recall", digest, added, changed, retired)


def updated(old: Ledger, now: int, **digests: str) -> Ledger:
    contents = {guid: content(digest) for guid, digest in digests.items()}
    return old.brought_up_to_date(contents, {}, {}, now)


def test_what_is_new_what_changed_and_what_did_not() -> None:
    old = Ledger({"a": entry("1", 100, 100), "b": entry("2", 100, 150)})
    assert updated(old, 200, a="1", b="x", c="4").notes == {
        "a": entry("1", 100, 100),
        "b": entry("x", 100, 200),
        "c": entry("4", 200, 200),
    }


def test_a_change_is_later_even_if_the_clock_went_back() -> None:
    old = Ledger({"a": entry("1", 100, 900)}).after_release(950)
    assert updated(old, 300, a="2").notes["a"].changed == 951
    assert updated(Ledger({"a": entry("1", 100, 900)}), 300, a="2").notes["a"].changed == 901


def test_note_types_have_their_own_times() -> None:
    old = Ledger(types={"recall": Stamp("1", 100), "cloze": Stamp("1", 100)})
    new = old.brought_up_to_date({}, {"recall": "1", "cloze": "2", "list": "3"}, {}, 50)
    assert new.types == {
        "recall": Stamp("1", 100),
        "cloze": Stamp("2", 101),
        "list": Stamp("3", 50),
    }


def test_what_goes_back_to_what_was_released_has_its_time_back() -> None:
    released = updated(Ledger(), 100, a="1", b="1").after_release(150)
    changed = updated(released, 200, a="2", b="2")
    assert (changed.notes["a"].changed, changed.notes["a"].is_as_released) == (200, False)
    back = updated(changed, 300, a="1", b="3")
    assert back.notes["a"] == released.notes["a"]
    assert back.notes["b"].changed == 300


def test_what_is_deleted_and_restored_has_its_time_back() -> None:
    released = updated(Ledger(), 100, a="1").after_release(150)
    gone = updated(released, 200)
    assert updated(gone, 300, a="1") == released
    assert updated(updated(gone.after_release(250), 300, a="1"), 400).notes["a"].changed == 200


def test_note_types_that_go_back_have_their_time_back() -> None:
    released = Ledger().brought_up_to_date({}, {"recall": "1"}, {}, 100).after_release(150)
    other = released.brought_up_to_date({}, {"recall": "2"}, {}, 200)
    assert other.types["recall"].changed == 200
    assert other.brought_up_to_date({}, {"recall": "1"}, {}, 300) == released


def test_cards_that_are_no_longer_made() -> None:
    both = {"a": content("1", cards=(0, 1))}
    released = Ledger().brought_up_to_date(both, {}, {}, 100).after_release(150)
    assert updated(Ledger(), 100, a="1").notes["a"].emptied == ()
    less = released.brought_up_to_date({"a": content("2", cards=(0,))}, {}, {}, 200)
    assert less.notes["a"].emptied == (1,)
    assert less.after_release(250).notes["a"].emptied == ()


def test_a_digest_is_of_the_parts_in_their_order_and_never_changes() -> None:
    assert digest(["Who?", "She"]) == "b9ce507444465444"
    assert len({digest(parts) for parts in (["a", "bc"], ["ab", "c"], ["bc", "a"])}) == 3


def test_a_note_keeps_when_it_was_new_and_retired_and_all_that_is_in_it() -> None:
    new = content("1", fields={"Question": "Who?"}, cards=(0,), gaps={"1": "She"}, retired=True)
    known = Ledger().brought_up_to_date({"a": new}, {}, {}, 100).notes["a"]
    expected = Entry("d/f/s", "recall", "1", 100, 100, 100)
    assert known == replace(expected, fields=new.fields, cards=new.cards, gaps=new.gaps)
    told = Ledger({"a": known}).brought_up_to_date({"a": replace(new, digest="2")}, {}, {}, 200)
    assert (told.notes["a"].added, told.notes["a"].retired) == (100, 100)
    assert told.notes["a"].changed == 200


def test_emptied_cards_in_their_order() -> None:
    known = Entry("d/f/s", "cloze", "2", 1, 2, cards=(3,), released=Released("1", 1, (8, 1, 3)))
    assert known.emptied == (1, 8)


def test_what_was_never_released_is_not_as_released_nor_sent_once_more() -> None:
    retired = {"a": content("1", retired=True)}
    known = Ledger().brought_up_to_date(retired, {}, {}, 100)
    assert known.notes["a"].retired == 100
    assert not known.notes["a"].is_as_released
    assert known.to_send_once_more() == {}
    assert known.after_release(150).notes["a"].released is None


def test_every_place_of_a_note_is_kept_and_the_last_one_is_where_it_is() -> None:
    known = Ledger()
    for place in ("", "d/g/s", "d/h/s", "d/g/s"):
        known = known.brought_up_to_date({"a": content("1", place=place)}, {}, {}, 100)
    assert known.notes["a"].places == ("d/h/s", "d/g/s")
    assert known.notes["a"].place == "d/g/s"
    assert known.notes["a"].names == {"d/f", "d/g", "d/h"}


def test_what_was_never_released_is_forgotten_with_its_fact() -> None:
    assert updated(Ledger({"a": entry("1", 100, 100)}), 200).notes == {}


def test_what_was_released_is_sent_once_more_when_its_fact_is_gone() -> None:
    released = Ledger({"a": entry("1", 100, 100)}).after_release(150)
    gone = updated(released, 200)
    assert gone.notes["a"].retired == gone.notes["a"].changed == 200
    assert set(gone.to_send_once_more()) == {"a"}
    assert updated(gone, 300) == gone
    after = gone.after_release(400)
    assert after.to_send_once_more() == {}
    assert updated(after, 500) == after


def test_a_fact_that_comes_back_is_no_longer_retired() -> None:
    released = Ledger({"a": entry("1", 100, 100)}).after_release(150)
    back = updated(updated(released, 200).after_release(250), 300, a="1")
    assert (back.notes["a"].changed, back.notes["a"].retired) == (300, 0)


def test_a_fact_that_says_it_is_retired() -> None:
    released = Ledger({"a": entry("1", 100, 100)}).after_release(150)
    assert released.notes["a"].released == Released("1", 100)
    new = released.brought_up_to_date({"a": content("2", retired=True)}, {}, {}, 200)
    assert new.notes["a"].retired == 200
    assert new.brought_up_to_date({"a": content("2", retired=True)}, {}, {}, 300) == new


def test_a_release_is_never_before_what_it_holds() -> None:
    assert Ledger({"a": entry("1", 100, 900)}).after_release(300).released == 900


def test_renamed_decks() -> None:
    old = Ledger(decks={"a": "A", "b": "B", "gone": "G"})
    assert old.renamed({"a": "A", "b": "New", "c": "C"}) == {"b": "B"}
    assert old.brought_up_to_date({}, {}, {"b": "New"}, 1).decks["gone"] == "G"
