"""Words as search compares them, and the excerpts in which they are marked."""

import pytest

from home.search.excerpts import LENGTH, excerpt, mark
from home.search.words import fold, telling, words

pytestmark = pytest.mark.once


def forms(word, language):
    return next(words(word, language)).forms


class TestWords:
    @pytest.mark.parametrize(
        ("written", "folded"),
        [
            ("Cafés", "cafes"),
            ("coördinatie", "coordinatie"),
            ("foto's", "foto"),
            ("Marit’s", "marit"),
            ("Øresund", "oresund"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("2027", "2027"),
        ],
    )
    def test_are_compared_without_case_accents_and_possessives(self, written, folded):
        assert fold(written) == folded

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("vraag", "vragen"),
            ("vraagt", "vragen"),
            ("luister", "luisteren"),
            ("luistert", "luisteren"),
            ("training", "trainingen"),
            ("grens", "grenzen"),
            ("huis", "huizen"),
            ("brief", "brieven"),
            ("reden", "redenen"),
            ("foto", "foto's"),
            ("moeilijk", "moeilijke"),
        ],
    )
    def test_of_one_stem_are_the_same_in_dutch(self, one, other):
        assert forms(one, "nl") & forms(other, "nl")

    @pytest.mark.parametrize(
        ("one", "other"),
        [("ask", "asking"), ("boundary", "boundaries"), ("question", "questions")],
    )
    def test_of_one_stem_are_the_same_in_english(self, one, other):
        assert forms(one, "en") & forms(other, "en")

    @pytest.mark.parametrize(
        ("one", "other"), [("vraag", "vroeg"), ("nee", "neef"), ("hulp", "huls")]
    )
    def test_that_say_something_else_stay_apart(self, one, other):
        assert not forms(one, "nl") & forms(other, "nl")

    def test_that_say_nothing_count_only_where_there_are_no_others(self):
        asked = list(words("hoe vraag ik om hulp", "nl"))
        assert [word.text for word in telling(asked, "nl", 8)] == ["vraag", "hulp"]
        asked = list(words("over ons", "nl"))
        assert [word.text for word in telling(asked, "nl", 8)] == ["over", "ons"]

    def test_are_kept_no_longer_than_a_row_holds(self):
        assert len(fold("a" * 500)) == 50

    def test_of_marks_and_halves_of_characters_are_none(self):
        assert list(words("\x00 \ud800 '\"*() -- ::", "nl")) == []


class TestExcerpt:
    TEXT = "Wie niet vraagt, krijgt niets. " * 10 + "Daar staat een heg <b>hoog</b> & breed. "

    def test_is_about_the_first_word_found(self):
        shown = excerpt(self.TEXT + "Daarna niets. " * 30, frozenset({"heg"}), "nl")
        assert "<mark>heg</mark>" in shown
        assert shown.startswith("… Daar staat een")
        assert shown.endswith(" …")
        assert len(shown) < LENGTH + 60

    def test_escapes_what_editors_wrote(self):
        assert "&lt;b&gt;hoog&lt;/b&gt; &amp; breed" in excerpt(self.TEXT, frozenset({"heg"}), "nl")

    def test_is_the_beginning_where_no_word_is_found(self):
        shown = excerpt(self.TEXT, frozenset(), "nl")
        assert shown.startswith("Wie niet vraagt, krijgt niets.")

    def test_keeps_a_heading_apart(self):
        assert excerpt("Een kop\nEen zin.\nNog een.", frozenset(), "nl") == (
            "Een kop · Een zin. Nog een."
        )

    def test_of_nothing_is_nothing(self):
        assert excerpt("", frozenset({"heg"}), "nl") == ""

    def test_marks_each_word_whatever_its_accents(self):
        assert mark("Café of <cafe>", frozenset({"cafe"}), "nl") == (
            "<mark>Café</mark> of &lt;<mark>cafe</mark>&gt;"
        )
