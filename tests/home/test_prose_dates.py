"""Dates in running text: found with their places, and judged by what the sentence says of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from home.prose_dates import (
    MONTHS,
    SHOWN,
    WEEKDAYS,
    Day,
    Verdict,
    find,
    judge,
    judge_all,
)

pytestmark = pytest.mark.once

# A Tuesday.
TODAY = date(2026, 11, 24)
PASSED, FINE, HISTORY = Verdict.PASSED, Verdict.FINE, Verdict.HISTORY
WRONG, NEVER = Verdict.WRONG_WEEKDAY, Verdict.NO_SUCH_DAY

# Language, text, the words that are found in it, and what they are on 24 November 2026.
CASES = [
    # What we hunt, in Dutch: over, and still pointed to as something to come.
    ("nl", "Op maandag 12 oktober begint de training.", "maandag 12 oktober", PASSED),
    ("nl", "De training start op ma 12 okt.", "ma 12 okt.", PASSED),
    ("nl", "Ma. 12 okt. om half tien", "Ma. 12 okt.", PASSED),
    ("nl", "Maandag de 12e oktober zijn we open.", "Maandag de 12e oktober", PASSED),
    ("nl", "Nieuwe groep vanaf maandag 12 oktober.", "maandag 12 oktober", PASSED),
    ("nl", "Meld je aan vóór 1 november.", "1 november", PASSED),
    ("nl", "Open middag, zaterdag 14 november, 13.00–16.00 uur", "zaterdag 14 november", PASSED),
    ("nl", "Maandag 23 november: open avond.", "Maandag 23 november", PASSED),
    ("nl", "Op 12 oktober 2026 begint een nieuwe groep.", "12 oktober 2026", PASSED),
    ("nl", "Start: 12-10-2026", "12-10-2026", PASSED),
    ("nl", "Start: 12/10/26", "12/10/26", PASSED),
    ("nl", "Start: 2026-10-12", "2026-10-12", PASSED),
    ("nl", "We beginnen ma 12-10 om 9.30 uur", "ma 12-10", PASSED),
    ("nl", "Op 28 en 29 september is er nog plaats; geef je op.", "28 en 29 september", PASSED),
    ("nl", "Maandag 28 januari 2019 start de training.", "Maandag 28 januari 2019", PASSED),
    (
        "nl",
        "We komen bij elkaar op maandag 26 oktober, 2, 9 en 16 november.",
        "maandag 26 oktober, 2, 9 en 16 november",
        PASSED,
    ),
    (
        "nl",
        "Van maandag 28 september tot en met vrijdag 2 oktober geven we de week.",
        "maandag 28 september tot en met vrijdag 2 oktober",
        PASSED,
    ),
    ("nl", "Data: 28 september t/m 2 oktober 2026.", "28 september t/m 2 oktober 2026", PASSED),
    ("nl", "We begonnen klein, maar op maandag 12 oktober start groep 9.", "maandag 12 oktober",
     PASSED),
    ("nl", "Het was druk. Maandag 12 oktober begint de training.", "Maandag 12 oktober", PASSED),
    # The same in English.
    ("en", "The course starts on Monday 12 October.", "Monday 12 October", PASSED),
    ("en", "The course starts on Monday, October 12.", "Monday, October 12", PASSED),
    ("en", "Sign up by October 1st, 2026.", "October 1st, 2026", PASSED),
    ("en", "Open evening: Mon 12 Oct", "Mon 12 Oct", PASSED),
    ("en", "We start on Monday the 12th of October.", "Monday the 12th of October", PASSED),
    ("en", "Dates: 5, 12 and 19 October 2026", "5, 12 and 19 October 2026", PASSED),
    ("en", "Next course: October 5, 12 and 19, 2026", "October 5, 12 and 19, 2026", PASSED),
    ("en", "Enrol before 1 November.", "1 November", PASSED),
    ("en", "Monday 12 October, 9:30 to 16:30", "Monday 12 October", PASSED),
    ("en", "The next group starts on 12/10/2026.", "12/10/2026", PASSED),
    ("en", "We start on Jan 28th, 2026.", "Jan 28th, 2026", PASSED),
    # A weekday that is not that of its year, or of none that is near.
    ("nl", "De training begint op maandag 28 januari.", "maandag 28 januari", WRONG),
    ("nl", "maandag 28 januari 2027", "maandag 28 januari 2027", WRONG),
    ("nl", "Op maandag 25 en maandag 26 januari 2027.", "maandag 25 en maandag 26 januari 2027",
     WRONG),
    ("nl", "Op zondag 5 mei 1945 was de oorlog voorbij.", "zondag 5 mei 1945", WRONG),
    ("nl", "Kom op zo 24-11-2026.", "zo 24-11-2026", WRONG),
    ("en", "The course starts on Monday 28 January.", "Monday 28 January", WRONG),
    ("en", "Monday, January 28th, 2027", "Monday, January 28th, 2027", WRONG),
    # A day that does not exist.
    ("nl", "Meld je aan vóór 31 april.", "31 april", NEVER),
    ("nl", "We beginnen op 29 februari 2027.", "29 februari 2027", NEVER),
    ("nl", "We beginnen op donderdag 31 november.", "donderdag 31 november", NEVER),
    ("en", "We start on 30 February 2027.", "30 February 2027", NEVER),
    # To come, or going on.
    ("nl", "Op dinsdag 24 november begint de training.", "dinsdag 24 november", FINE),
    ("nl", "Op 28 januari begint de training.", "28 januari", FINE),
    ("nl", "op 28 en 29 januari", "28 en 29 januari", FINE),
    ("nl", "28-1-2027", "28-1-2027", FINE),
    ("nl", "De training start op maandag 25 jan. 2027.", "maandag 25 jan. 2027", FINE),
    ("nl", "Vijf maandagen vanaf 25 januari ’27", "25 januari ’27", FINE),
    ("nl", "Van 28 september tot 1 december loopt de reeks.", "28 september tot 1 december", FINE),
    ("nl", "We zien elkaar maandag 16 en 30 november.", "maandag 16 en 30 november", FINE),
    ("nl", "Op 29 februari vieren we dat.", "29 februari", FINE),
    ("en", "Monday 25 January", "Monday 25 January", FINE),
    ("en", "January 28th, 2027", "January 28th, 2027", FINE),
    ("en", "We start on 28 Jan", "28 Jan", FINE),
    ("en", "From 28 September until 1 December", "28 September until 1 December", FINE),
    # Over and told as such.
    ("nl", "Op 5 mei 1945 was Nederland vrij.", "5 mei 1945", HISTORY),
    ("nl", "De praktijk opende op 1 september 2015.", "1 september 2015", HISTORY),
    ("nl", "Op maandag 12 oktober zaten we met zijn tienen in De Lindehof.", "maandag 12 oktober",
     HISTORY),
    ("nl", "Op maandag 12 oktober om acht uur belde Anneke.", "maandag 12 oktober", HISTORY),
    ("nl", "Op 12 oktober 2026 hebben we het tienjarig bestaan gevierd.", "12 oktober 2026",
     HISTORY),
    ("nl", "Op maandag 28 januari belde Anneke.", "maandag 28 januari", HISTORY),
    ("nl", "Op 20 december hing het rooster er.", "20 december", FINE),
    ("nl", "Op 20 oktober hing het rooster er.", "20 oktober", HISTORY),
    ("nl", "Bijgewerkt op 3 maart 2026", "3 maart 2026", HISTORY),
    ("nl", "Sinds 1 september 2026 zitten we in De Lindehof.", "1 september 2026", HISTORY),
    ("nl", "Versie van 12-10-2026.", "12-10-2026", HISTORY),
    ("nl", "Op 12 maart 1999 start een klein bedrijf in Utrecht.", "12 maart 1999", HISTORY),
    ("nl", "De brief: “Maandag 12 oktober begint de training”, stond er.", "Maandag 12 oktober",
     HISTORY),
    ("nl", "Op 5 mei is iedereen vrij, kom langs.", "5 mei", FINE),
    ("nl", "Elk jaar start op 1 september een nieuwe groep.", "1 september", HISTORY),
    ("nl", "Op 27 oktober is mijn moeder jarig.", "27 oktober", HISTORY),
    ("en", "On 5 May 1945 the country was free.", "5 May 1945", HISTORY),
    ("en", "On Monday 12 October ten of us sat in the garden.", "Monday 12 October", HISTORY),
    ("en", "On Monday 12 October, when the phone rang, I was out.", "Monday 12 October", HISTORY),
    ("en", "Last updated on 3 March 2026", "3 March 2026", HISTORY),
    ("en", "Since September 1, 2026 we have had a garden.", "September 1, 2026", HISTORY),
    ("en", "“The course starts on Monday 12 October,” he wrote.", "Monday 12 October", HISTORY),
    ("en", "On 20 October the roster went up; it seemed kind.", "20 October", HISTORY),
]  # fmt: skip

# No date at all, though it looks like one at first sight.
NO_DATES = [
    ("nl", "In de 28 dagen daarna gebeurde er niets."),
    ("nl", "Open van maandag t/m vrijdag, 9.00–17.00 uur."),
    ("nl", "maandag 9.30 uur"),
    ("nl", "In januari 2019 begon ik."),
    ("nl", "Dat was in 2015."),
    ("nl", "Lees het in hoofdstuk 28."),
    ("nl", "De Meilaan 28, Plein 1940, Laan van de 4 meizoenen"),
    ("nl", "Met 28 Jansen in één straat."),
    ("nl", "Bel 030-555-01-23 of 06-12-34-56-78."),
    ("nl", "Wagtail 8.0.1 en Python 3.11.26"),
    ("nl", "€ 28 januarikorting"),
    ("nl", "In blok 5 Jan de Vries, in blok 6 Mei Ling."),
    ("nl", "Het is 1/2 of 3/4."),
    ("nl", "1-0 werd 1-1."),
    ("nl", "32 januari, 0 januari, 45-13-2026"),
    ("en", "In January 12 people came."),
    ("en", "In the 28 days that followed."),
    ("en", "Of those 28 may come back."),
    ("en", "They march 28 abreast; 12 march on."),
    ("en", "January 2027 will be cold."),
    ("en", "We sat 28 times."),
    ("en", "Open Monday to Friday, 9:00–17:00."),
    ("en", "In 2015 there were 12."),
    ("en", "Call 030-555-01-23."),
]

# Known to be missed; whoever mends one moves it up.
MISSED = [
    ("nl", "De eerste maandag van oktober begint de training."),
    ("nl", "In oktober 2026 start een nieuwe groep."),
    ("nl", "Morgen beginnen we."),
    ("nl", "In oktober. De 12e beginnen we."),
    ("nl", "The course starts on Monday 12 October."),
    ("en", "The course starts on the first Monday of October."),
    ("en", "We start on the twelfth of October."),
]

# Known to be shown though they are in order.
WRONGLY_SHOWN = [
    ("nl", "Betalen doe ik op 30 februari."),
    ("nl", "Het is maandag 12 oktober en ik sta bij de bushalte."),
    ("en", "It is Monday 12 October and I am standing at the bus stop."),
]


def judged(text, language, today=TODAY, **options):
    return [
        (text[mention.start : mention.end], judge(text, mention, language, today, **options))
        for mention in find(text, language)
    ]


class TestTable:
    @pytest.mark.parametrize(("language", "text", "words", "verdict"), CASES)
    def test_what_is_found_and_what_it_is_today(self, language, text, words, verdict):
        assert [(found, result.verdict) for found, result in judged(text, language)] == [
            (words, verdict)
        ]

    @pytest.mark.parametrize(("language", "text"), NO_DATES)
    def test_what_is_no_date_is_not_found(self, language, text):
        assert find(text, language) == []

    @pytest.mark.parametrize(("language", "text"), MISSED)
    def test_what_is_missed(self, language, text):
        assert judge_all(text, language, TODAY) == []

    @pytest.mark.parametrize(("language", "text"), WRONGLY_SHOWN)
    def test_what_is_shown_wrongly(self, language, text):
        assert len(judge_all(text, language, TODAY)) == 1

    def test_holds_sixty_cases_and_more(self):
        assert len(CASES) + len(NO_DATES) >= 60


class TestWhatIsSaidOfIt:
    def test_a_weekday_that_fits_no_year_comes_with_the_day_to_come_and_the_year_it_did(self):
        [(_words, found)] = judged("De training begint op maandag 28 januari.", "nl")
        assert found.falls_on == date(2027, 1, 28)
        assert found.fitted == 2019

    def test_a_series_passes_with_its_last_day(self):
        text = "Wanneer: maandag 26 oktober, 2, 9 en 16 november."
        assert judged(text, "nl", date(2026, 11, 16))[0][1].verdict == FINE
        [(_words, found)] = judged(text, "nl", date(2026, 11, 17))
        assert (found.verdict, found.falls_on) == (PASSED, date(2026, 11, 16))

    def test_a_series_over_new_year_takes_two_years(self):
        [mention] = find("14 december t/m 4 januari 2027", "nl")
        assert mention.days == (Day(14, 12, 2026), Day(4, 1, 2027))
        [(_words, found)] = judged("Maandag 14 december t/m 4 januari geven we les.", "nl")
        assert (found.verdict, found.falls_on) == (FINE, date(2027, 1, 4))

    def test_a_quotation_block_is_history(self):
        [(_words, found)] = judged("Maandag 12 oktober begint het.", "nl", quoted=True)
        assert found.verdict == HISTORY

    def test_an_editor_is_shown_only_what_is_wrong(self):
        text = "Op 5 mei 1945 was het feest. Maandag 12 oktober start het, op 25 januari weer."
        assert [words for words, _found in judge_all(text, "nl", TODAY)] == ["Maandag 12 oktober"]

    def test_a_language_that_is_not_read_has_no_dates(self):
        assert find("Am Montag, 12 Oktober 2026", "de") == []


# Any day that a calendar of ours can name, written in any of the ways of the language.
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def written(draw, language):
    day = draw(DAYS)
    month = draw(st.sampled_from(MONTHS[language][day.month - 1]))
    weekday = draw(st.sampled_from(WEEKDAYS[language][day.weekday()]))
    ordinal = draw(st.sampled_from(["", "e"] if language == "nl" else ["", "th"]))
    forms = [
        f"{day.day}{ordinal} {month} {day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"{weekday}, {day.day}{ordinal} {month} {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{weekday} {day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
    ]
    if language == "en":
        forms += [
            f"{month} {day.day}{ordinal}, {day.year}",
            f"{weekday}, {month} {day.day}, {day.year}",
        ]
    return draw(st.sampled_from(forms)), day


class TestAnyDay:
    @given(written("nl"), st.sampled_from(["", "Kom op ", "Wanneer: ", "(", "tot "]))
    def test_in_dutch_is_found_where_it_stands(self, writing, before):
        self.check("nl", *writing, before)

    @given(written("en"), st.sampled_from(["", "Come on ", "When: ", "(", "until "]))
    def test_in_english_is_found_where_it_stands(self, writing, before):
        self.check("en", *writing, before)

    @staticmethod
    def check(language, words, day, before):
        text = f"{before}{words}, en verder niets."
        [mention] = find(text, language)
        assert text[mention.start : mention.end] == words
        [found] = mention.days
        assert found.on(found.year) == day
        assert found.weekday in (None, day.weekday())

    @given(DAYS, DAYS)
    def test_that_is_still_to_come_has_never_passed(self, today, day):
        text = f"De training begint op {day.day}-{day.month}-{day.year}."
        [(_words, found)] = judged(text, "nl", today)
        assert (found.verdict == FINE) == (day >= today)

    @given(DAYS, st.integers(1, 366))
    def test_of_the_last_year_to_which_one_is_invited_has_passed(self, day, later):
        text = f"De training begint op {day.day}-{day.month}-{day.year}."
        [(_words, found)] = judged(text, "nl", day + timedelta(days=later))
        assert found.verdict == PASSED

    @given(DAYS, st.integers(0, 6))
    def test_fits_one_weekday_only(self, day, weekday):
        text = f"{WEEKDAYS['nl'][weekday][0]} {day.day} {MONTHS['nl'][day.month - 1][0]} {day.year}"
        [(_words, found)] = judged(text, "nl", day)
        assert found.verdict == (FINE if weekday == day.weekday() else WRONG)

    @given(DAYS, st.integers(-300, 300))
    def test_with_its_weekday_is_read_in_the_year_it_fits(self, day, away):
        month = MONTHS["nl"][day.month - 1][0]
        text = f"We beginnen op {WEEKDAYS['nl'][day.weekday()][0]} {day.day} {month}."
        [(_words, found)] = judged(text, "nl", day + timedelta(days=away))
        assert found.falls_on == day
        assert found.verdict == (FINE if away <= 0 else PASSED)


class TestAnyText:
    PIECES = st.sampled_from(
        [
            "ma",
            "maandag",
            "Monday",
            "Mon",
            "de",
            "the",
            "28",
            "29e",
            "1st",
            "januari",
            "jan.",
            "January",
            "May",
            "mei",
            "2027",
            "’27",
            "12-10-2026",
            "en",
            "and",
            "t/m",
            "tot",
            "until",
            ",",
            ".",
            "–",
            "-",
            "of",
            "9.30",
            "uur",
            "€",
            "“",
            "”",
            "‘",
            "’",
            '"',
            "\n",
            "begint",
            "was",
            "starts",
        ]
    )

    @given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80),
           st.sampled_from(["nl", "en"]), DAYS)  # fmt: skip
    def test_is_read_without_complaint_and_without_overlap(self, text, language, today):
        end = 0
        for mention in find(text, language):
            assert end <= mention.start < mention.end <= len(text)
            end = mention.end
            assert judge(text, mention, language, today).verdict in Verdict

    @given(st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=60))
    def test_without_a_number_has_no_date(self, text):
        assert find(text, "nl") == find(text, "en") == []

    @given(st.lists(PIECES, max_size=25).map(" ".join), DAYS)
    def test_shows_nothing_of_a_quotation(self, text, today):
        assert all(
            judge(text, mention, "nl", today, quoted=True).verdict not in SHOWN
            for mention in find(text, "nl")
        )
