"""Dates in running text, Dutch or English, and whether they still hold; knows only text and a day.

``find`` gives the dates of a text with their places: a weekday or none, one day or several ("28 en
29 januari"), a month, a year or none; days joined by "en", "t/m" or a comma are one mention.
``judge`` says of each what it is today:

- NO_SUCH_DAY: the month has no such day: "31 april", "29 februari 2027".
- WRONG_WEEKDAY: the weekday is not that of the year named; or, without a year, of none of last
  year, this year and next year. Before 1900 nobody checks.
- FINE: its last day is today or still to come. Without a year, a date with a weekday is that of the
  year that fits it; one without is the nearest in time. A series or range lasts until its last day.
- PASSED: its last day is over, and the sentence still points to it as something to come.
- HISTORY: it is over and told as such; never shown to an editor.

What is over is told as history where
- it stands between quotation marks, or the block is a quotation;
- the sentence is in the past tense, or says since when or of when something is ("sinds",
  "bijgewerkt op", "born on"), and invites to nothing;
- it has a year, is more than a year ago, and the sentence does not invite ("start", "meld je aan",
  "next course"); after ten years it is history whatever the sentence says;
- it has neither weekday nor year, and the sentence does not invite, or tells of something that
  comes back ("elk jaar", "every year"), or the day is a feast ("5 mei", "25 December").

Not seen, and left so: days in words ("de eerste maandag van oktober"), a month without a day ("in
oktober 2026 start"), a weekday alone, "morgen", days whose month stands in another sentence, and
dates in the language that is not that of the page. Wrongly shown at times: history told in the
present tense within a year, and a joke such as "op 30 februari".
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

WEEKDAYS = {
    "nl": [
        ("maandag", "ma"),
        ("dinsdag", "di"),
        ("woensdag", "wo"),
        ("donderdag", "do"),
        ("vrijdag", "vr"),
        ("zaterdag", "za"),
        ("zondag", "zo"),
    ],
    "en": [
        ("Monday", "Mon"),
        ("Tuesday", "Tues", "Tue"),
        ("Wednesday", "Wed"),
        ("Thursday", "Thurs", "Thur", "Thu"),
        ("Friday", "Fri"),
        ("Saturday", "Sat"),
        ("Sunday", "Sun"),
    ],
}
MONTHS = {
    "nl": [
        ("januari", "jan"),
        ("februari", "febr", "feb"),
        ("maart", "mrt"),
        ("april", "apr"),
        ("mei",),
        ("juni", "jun"),
        ("juli", "jul"),
        ("augustus", "aug"),
        ("september", "sept", "sep"),
        ("oktober", "okt"),
        ("november", "nov"),
        ("december", "dec"),
    ],
    "en": [
        ("January", "Jan"),
        ("February", "Feb"),
        ("March", "Mar"),
        ("April", "Apr"),
        ("May",),
        ("June", "Jun"),
        ("July", "Jul"),
        ("August", "Aug"),
        ("September", "Sept", "Sep"),
        ("October", "Oct"),
        ("November", "Nov"),
        ("December", "Dec"),
    ],
}
# Words that are names or verbs as well, in a writing that does not say month.
NO_MONTH = {"nl": {"Jan", "Mei"}, "en": {"may", "march", "mar", "jan"}}
FEASTS = {(1, 1), (6, 1), (14, 2), (8, 3), (27, 4), (1, 5), (4, 5), (5, 5), (11, 11), (5, 12)} | {
    (day, 12) for day in (24, 25, 26, 31)
}

NEAR_YEARS = (-1, 0, 1)
A_YEAR = timedelta(days=366)
LONG_AGO = timedelta(days=3653)
FIRST_CHECKED_YEAR = 1900
FIRST_YEAR, LAST_YEAR = 1500, 2199


class Verdict(StrEnum):
    """What a date in a text is today."""

    FINE = "fine"
    PASSED = "passed"
    WRONG_WEEKDAY = "wrong weekday"
    NO_SUCH_DAY = "no such day"
    HISTORY = "history"


SHOWN = {Verdict.PASSED, Verdict.WRONG_WEEKDAY, Verdict.NO_SUCH_DAY}


@dataclass(frozen=True)
class Day:
    """A day as a text names it; ``weekday`` counts from Monday, which is 0."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """This day in a year; None where that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def fits(self, year: int) -> bool:
        """Whether the year has this day, on the weekday that is named, if any is."""
        there = self.on(year)
        return there is not None and self.weekday in (None, there.weekday())


@dataclass(frozen=True)
class Mention:
    """One or more days that a text names together, and where."""

    start: int
    end: int
    days: tuple[Day, ...]

    @property
    def has_year(self) -> bool:
        """Whether a year is named."""
        return any(day.year for day in self.days)

    @property
    def has_weekday(self) -> bool:
        """Whether a weekday is named."""
        return any(day.weekday is not None for day in self.days)


@dataclass(frozen=True)
class Judgement:
    """A mention with what it is today, and the day that this was seen by.

    ``falls_on`` is the last day of the mention; for a weekday that fits no year, the day in the
    year that was tried, and ``fitted`` the last year before today that it did fit; for a day that
    does not exist, None.
    """

    mention: Mention
    verdict: Verdict
    day: Day
    falls_on: date | None = None
    fitted: int | None = None


# Reading


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0].lower()}]{word[1:]}"


def _any_of(names: Iterable[str]) -> str:
    return "|".join(names)


def _month_names(language: str) -> str:
    names = []
    for forms in MONTHS[language]:
        for number, form in enumerate(forms):
            writings = {form, form.lower(), form.capitalize()} - NO_MONTH[language]
            dot = r"\.?" if number or len(forms) == 1 else ""
            names += [f"{writing}{dot}" for writing in sorted(writings)]
    return _any_of(sorted(names, key=len, reverse=True))


def _weekday_names(language: str) -> str:
    names = []
    for full, *short in WEEKDAYS[language]:
        names.append(_either_case(full))
        # "sat" and "sun" are English words, "Do" and "Zo" begin Dutch sentences.
        names += [f"{form}\\.?" for form in short]
        if language == "nl":
            names += [f"{form.capitalize()}\\.?" for form in short if form not in ("do", "zo")]
    return _any_of(names)


YEAR = r"(?:1[5-9]|20|21)\d\d(?!\d)|[’'‘]\d\d(?!\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
NOT_BEFORE = r"(?<![\w€$£/§#–-])(?<!\d[.,:])(?<!€\x20)"
NUMBERS = re.compile(
    rf"{NOT_BEFORE}(?:(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    rf"|(?P<day>{DAY})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)"
    r")(?![\d/-])(?!\.\d)"
)


SPACE = re.compile(r"[^\S\n]")


class Reader:
    """The expressions by which the dates of one language are read."""

    def __init__(self, language: str):
        self.months = self._numbered(MONTHS[language])
        self.weekdays = self._numbered(WEEKDAYS[language])
        month, weekday = _month_names(language), _weekday_names(language)
        if language == "nl":
            ordinal, article, of = "(?:e|ste|de)?", "(?:de |den )?", " "
            joint = r"(?:,|en|of|&|/|–|-|t/m|tot en met|tot)"
        else:
            ordinal, article, of = "(?:st|nd|rd|th)?", "(?:the )?", "(?: of)? "
            joint = r"(?:,|,? and|or|&|/|–|-|to|until|till|through)"
        join = rf" ?{joint} ?"
        item = rf"(?:(?:{weekday}),? {article})?{article}{DAY}{ordinal}"
        listed = rf"{item}(?:{join}{item})*"
        year = rf"(?:,? ?(?P<year>{YEAR}))?"
        self.item = re.compile(rf"(?:(?P<weekday>{weekday}),? {article})?{article}(?P<day>{DAY})")
        self.join = re.compile(rf"(?:{join}| ){article}")
        patterns = [rf"{NOT_BEFORE}(?P<items>{listed}){of}(?P<month>{month})(?![\w-]){year}"]
        if language == "en":
            bare = rf"(?:the )?{DAY}(?:st|nd|rd|th)?(?![\d:]|[.]\d)"
            more = rf"(?:(?:, {bare})*,? ?(?:and|or|&|–|-|to) ?{bare})?"
            patterns.append(
                rf"{NOT_BEFORE}(?P<before>(?:{weekday}),? )?(?P<month>{month}) "
                rf"(?P<items>{bare}{more})(?![\w%]){year}"
            )
        patterns.append(
            rf"{NOT_BEFORE}(?P<before>(?:{weekday}),? {article})"
            rf"(?P<short_day>{DAY})[-/](?P<short_month>0?[1-9]|1[0-2])(?![\d/-])"
        )
        self.patterns = [re.compile(pattern) for pattern in patterns]
        self.weekday_of = re.compile(rf"(?P<weekday>{weekday})")
        self.weekday_before = re.compile(rf"(?<!\w)(?P<weekday>{weekday}),? (?:(?:de|the) )?$")

    @staticmethod
    def _numbered(names) -> dict[str, int]:
        return {form.lower(): number for number, forms in enumerate(names) for form in forms}

    def weekday(self, word: str | None) -> int | None:
        """The number of a weekday by its name."""
        return self.weekdays[word.strip(".").lower()] if word else None

    def month(self, word: str) -> int:
        """The number of a month by its name."""
        return self.months[word.strip(".").lower()] + 1


READERS = {language: Reader(language) for language in MONTHS}


def find(text: str, language: str) -> list[Mention]:
    """Return the dates of a text in their order; none of them overlap."""
    reader = READERS.get(language)
    # Of the same length, so that places stay what they are.
    text = SPACE.sub(" ", text)
    if reader is None or not any(character.isdigit() for character in text):
        return []
    found: list[Mention] = []
    for pattern in reader.patterns:
        found += filter(None, (_worded(reader, text, match) for match in pattern.finditer(text)))
    found += filter(None, (_numeric(reader, text, match) for match in NUMBERS.finditer(text)))
    # Where two readings overlap, the longer one is meant.
    found.sort(key=lambda mention: mention.start - mention.end)
    kept: list[Mention] = []
    for mention in found:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    kept.sort(key=lambda mention: mention.start)
    return _joined(reader, text, kept)


def _worded(reader: Reader, text: str, match: re.Match) -> Mention | None:
    groups = match.groupdict()
    if groups.get("short_day"):
        weekday = reader.weekday(reader.weekday_of.match(groups["before"])[0])
        day = Day(int(groups["short_day"]), int(groups["short_month"]), weekday=weekday)
        return Mention(match.start(), match.end(), (day,))
    month, year = reader.month(groups["month"]), _year(groups["year"])
    items = list(reader.item.finditer(groups["items"]))
    days = [Day(int(item["day"]), month, weekday=reader.weekday(item["weekday"])) for item in items]
    month_first = match.start("month") < match.start("items")
    if month_first:
        ordinal = re.search(r"\d(?:st|nd|rd|th)", groups["items"])
        sure = groups.get("before") or year or ordinal
        # "In January 12 people came": a number, not a day.
        if not sure and text[: match.start()].endswith(("in ", "In ")):
            return None
        if groups.get("before"):
            weekday = reader.weekday(reader.weekday_of.match(groups["before"])[0])
            days[0] = replace(days[0], weekday=weekday)
    days[-1] = replace(days[-1], year=year)
    return Mention(match.start(), match.end(), tuple(days))


def _numeric(reader: Reader, text: str, match: re.Match) -> Mention | None:
    if match["iso_year"]:
        day, month, year = (int(match[name]) for name in ("iso_day", "iso_month", "iso_year"))
    else:
        if match["mark"] == "." and len(match["year"]) == 2:
            # The number of a version or a section.
            return None
        day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
        year += 2000 if year < 100 else 0
        if month > 12 and day <= 12:
            day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    before = reader.weekday_before.search(text[: match.start()])
    weekday = reader.weekday(before["weekday"]) if before else None
    start = before.start() if before else match.start()
    return Mention(start, match.end(), (Day(day, month, year, weekday),))


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isdigit() else 2000 + int(written[1:])


def _joined(reader: Reader, text: str, mentions: list[Mention]) -> list[Mention]:
    """Make one mention of those that only a joining word stands between."""
    joined: list[Mention] = []
    for mention in mentions:
        between = text[joined[-1].end : mention.start] if joined else ""
        if joined and len(between) < 20 and reader.join.fullmatch(between):
            last = joined.pop()
            mention = Mention(last.start, mention.end, last.days + mention.days)
        joined.append(mention)
    return [replace(mention, days=_with_years(mention.days)) for mention in joined]


def _with_years(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Give each day of a series the year that is named with another one."""
    years = [day.year for day in days]
    if all(years) or not any(years):
        return days
    given = list(days)
    for number in range(len(given) - 2, -1, -1):
        day, following = given[number], given[number + 1]
        if day.year is None and following.year is not None:
            later = (day.month, day.day) > (following.month, following.day)
            given[number] = replace(day, year=following.year - later)
    for number in range(1, len(given)):
        day, previous = given[number], given[number - 1]
        if day.year is None and previous.year is not None:
            earlier = (day.month, day.day) < (previous.month, previous.day)
            given[number] = replace(day, year=previous.year + earlier)
    return tuple(given)


# Judging

QUOTED = re.compile(
    r"“[^“”]{2,600}”|„[^„”“]{2,600}[”“]|\"[^\"]{2,600}\"|«[^»]{2,600}»|‘[^‘]{2,600}?’(?!\w)"
)
END_OF_SENTENCE = re.compile(r"[.!?…][”’\"')]*\s+(?=[“‘\"'(]*[A-ZÀ-Ý0-9])|\n")


def _phrases(listed: str, *patterns: str) -> re.Pattern:
    """An expression for phrases with commas between, ``*`` for any ending, and other patterns."""
    phrases = [
        re.escape(" ".join(phrase.split())).replace(r"\*", r"\w*") for phrase in listed.split(",")
    ]
    return re.compile("|".join([rf"\b(?:{'|'.join(phrases)})\b", *patterns]), re.IGNORECASE)


INVITES = {
    "nl": _phrases(
        """begint, beginnen, start, starten, startdatum, startdata, eerstvolgende, eerstkomende,
        komende, aanstaande, nieuwe groep, nieuwe reeks, nieuwe training, nieuwe editie,
        nieuwe ronde, volgende groep, volgende reeks, volgende training, volgende keer,
        volgende editie, volgende ronde, volgende bijeenkomst, volgende avond, volgende middag,
        volgende datum, volgende data, aanmeld*, meld je, meld u, meldt u, inschrijv*, schrijf je,
        opgeven, geef je, doe mee, doe je mee, kom je, kom gerust, kom langs, kom dan, kom ook,
        kom vooral, kom kijken, kom proeven, van harte, welkom, uitgenodigd, plaats vrij,
        plaatsen vrij, plaatsen over, plaatsen beschikbaar, nog plaats, nog plaatsen,
        een paar plaatsen, enkele plaatsen, uiterlijk, deadline, vindt plaats, vinden plaats,
        plaatsvinden, geven we, organiseren we, houden we, staat gepland, gepland op, zal, zullen,
        wordt gegeven, reserveer""",
        r"\ba\.s\.",
    ),
    "en": _phrases(
        """start, starts, starting, begin, begins, kicks off, next course, next group,
        next training,
        next series, next session, next round, next date, next dates, next evening, next one,
        this coming, upcoming, new group, new series, new course, new round, sign up, signing up,
        enrol*, register, registration, book a, book your, book now, join us, join in, come and,
        come along, come by, come to our, come to the, come round, welcome, invited, place left,
        places left, places available, deadline, at the latest, takes place, take place, will,
        shall, is on, are on, scheduled, planned, we run, runs, save the date"""
    ),
}
# What an appointment says, and a story may say as well.
APPOINTS = {
    "nl": _phrases("data, datum, wanneer, uur", r"\d[.:]\d\d\b"),
    "en": _phrases("date, dates, when, o'clock, o’clock", r"\d[.:]\d\d\b", r"\d ?[ap]\.?m\b"),
}
TOLD = {
    "nl": _phrases(
        """was, waren, werd, werden, had, hadden, kwam, kwamen, ging, gingen, zat, zaten, stond,
        stonden, lag, lagen, hing, hingen, zei, zeiden, vroeg, vroegen, zag, zagen, gaf, gaven,
        kreeg, kregen, deed, deden, begon, begonnen, startte, startten, liep, liepen, las, lazen,
        schreef, schreven, sprak, spraken, hield, hielden, nam, namen, bleef, bleven, vond, vonden,
        ontstond, stierf, bleek, bleken, kon, konden, wilde, wilden, wou, moest, moesten, mocht,
        mochten, zou, zouden, wist, wisten, dacht, dachten, bracht, brachten, riep, riepen, hielp,
        hielpen, trok, reed, viel, vielen, verloor, vertrok, overleed, belde, belden, vertelde,
        vertelden, hoorde, hoorden, voelde, voelden, leerde, leerden, maakte, maakten, werkte,
        werkten, woonde, woonden, speelde, speelden, durfde, durfden, oefende, oefenden, opende,
        openden, hoefde, hoefden, wachtte, wachtten, stopte, stopten, haalde, haalden, wandelde,
        wandelden, fietste, fietsten, praatte, praatten, luisterde, luisterden, eindigde,
        verhuisde, verhuisden, gebeurde, gebeurden, bezocht, bezochten""",
        r"\b(?:heb|hebt|heeft|hebben)\b[^.!?]*\b(?:ge|be|ver|ont)[a-z]+(?:d|t|en)\b",
        r"\b(?:is|ben|zijn) (?:\w+ ){0,4}(?:geweest|begonnen|gestart|overleden|geboren|bevrijd)\b",
    ),
    "en": _phrases(
        """was, were, had, did, began, came, went, said, told, sat, stood, gave, met, wrote, saw,
        held, took, hung, lay, rang, got, made, found, thought, knew, brought, spoke, fell, left,
        lost, ran, became, felt, kept, heard, led, sent, spent, drove, grew, died, could, would,
        has been, have been""",
        # A past tense, and not "is planned", "fully booked" or "need".
        r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!fully )\b(?!need|speed|indeed|limited|united|invited|"
        r"feed|seed|based|related|interested|scheduled|planned)[a-z]{3,}ed\b",
    ),
}
RECORDS = {
    "nl": _phrases(
        """sinds, sedert, bijgewerkt, gewijzigd, herzien, versie, gepubliceerd, geschreven,
        gedateerd, gedagtekend, geboren, overleden, opgericht, ondertekend, vastgesteld,
        terugblik, verslag, foto""",
        r"\bd\.d\.",
        "©",
    ),
    "en": _phrases(
        """since, updated, revised, version, published, written, dated, born, died, founded,
        signed, report, looking back, photo, retrieved, accessed""",
        "©",
    ),
}
COMES_BACK = {
    "nl": _phrases(
        """elk jaar, ieder jaar, jaarlijks*, telkens, schooljaar, vakantie, feestdag, feestdagen,
        zomervakantie, herfstvakantie, kerstvakantie, voorjaarsvakantie, meivakantie"""
    ),
    "en": _phrases("every year, each year, annual*, yearly, school year, holiday, holidays"),
}


def judge(
    text: str, mention: Mention, language: str, today: date, *, quoted: bool = False
) -> Judgement:
    """Say what a mention in ``text`` is today; ``quoted`` where all of the text is a quotation."""
    told = _Sentence(text, mention, language, quoted)
    if mention.has_year:
        return _judge_with_year(mention, told, today)
    if mention.has_weekday:
        return _judge_with_weekday(mention, told, today)
    return _judge_bare(mention, told, today)


def judge_all(
    text: str, language: str, today: date, *, quoted: bool = False
) -> list[tuple[str, Judgement]]:
    """Return the dates of a text that an editor should look at: their words, and what is wrong."""
    judged = [
        judge(text, mention, language, today, quoted=quoted) for mention in find(text, language)
    ]
    return [
        (text[found.mention.start : found.mention.end], found)
        for found in judged
        if found.verdict in SHOWN
    ]


class _Sentence:
    """How the sentence around a mention speaks of it."""

    def __init__(self, text: str, mention: Mention, language: str, quoted: bool):
        start = max(
            (found.end() for found in END_OF_SENTENCE.finditer(text, 0, mention.start)), default=0
        )
        after = END_OF_SENTENCE.search(text, max(mention.end - 1, 0))
        sentence = text[start : after.start() if after else len(text)]
        self.quoted = quoted or any(
            found.start() < mention.start and mention.end < found.end()
            for found in QUOTED.finditer(text)
        )
        self.told = bool(TOLD[language].search(sentence))
        appoints = not self.told and APPOINTS[language].search(sentence)
        self.invites = bool(appoints or INVITES[language].search(sentence))
        self.record = bool(RECORDS[language].search(sentence))
        self.comes_back = bool(COMES_BACK[language].search(sentence))

    @property
    def is_history(self) -> bool:
        """Whether what is over is told as such."""
        return self.quoted or ((self.told or self.record) and not self.invites)


def _judge_with_year(mention: Mention, sentence: _Sentence, today: date) -> Judgement:
    for day in mention.days:
        there = day.on(day.year)
        if there is None:
            return Judgement(mention, _unless(sentence.quoted, Verdict.NO_SUCH_DAY), day)
        if day.year >= FIRST_CHECKED_YEAR and not day.fits(day.year):
            return Judgement(mention, _unless(sentence.quoted, Verdict.WRONG_WEEKDAY), day, there)
    last = max(mention.days, key=lambda day: day.on(day.year))
    over = today - last.on(last.year)
    if over <= timedelta(0):
        verdict = Verdict.FINE
    elif sentence.is_history or over > LONG_AGO:
        verdict = Verdict.HISTORY
    elif over > A_YEAR:
        invites = sentence.invites and not sentence.told and not sentence.record
        verdict = _unless(not invites, Verdict.PASSED)
    else:
        verdict = Verdict.PASSED
    return Judgement(mention, verdict, last, last.on(last.year))


def _judge_with_weekday(mention: Mention, sentence: _Sentence, today: date) -> Judgement:
    known = next(day for day in mention.days if day.weekday is not None)
    if _never(known):
        return Judgement(mention, _unless(sentence.quoted, Verdict.NO_SUCH_DAY), known)
    fitting = [today.year + step for step in NEAR_YEARS if known.fits(today.year + step)]
    year = min(
        fitting or _years_of(known, today), key=lambda year: abs((known.on(year) - today).days)
    )
    days = _dated_from(mention.days, known, year)
    for day, there in days:
        if there is None:
            return Judgement(mention, _unless(sentence.quoted, Verdict.NO_SUCH_DAY), day)
        if day.weekday not in (None, there.weekday()):
            coming = there if there >= today else (day.on(there.year + 1) or there)
            verdict = _unless(sentence.is_history, Verdict.WRONG_WEEKDAY)
            return Judgement(mention, verdict, day, coming, _last_fit(day, today))
    last, there = max(days, key=lambda dated: dated[1])
    if there >= today:
        return Judgement(mention, Verdict.FINE, last, there)
    return Judgement(mention, _unless(sentence.is_history, Verdict.PASSED), last, there)


def _judge_bare(mention: Mention, sentence: _Sentence, today: date) -> Judgement:
    last = mention.days[-1]
    for day in mention.days:
        if _never(day):
            return Judgement(mention, _unless(sentence.quoted, Verdict.NO_SUCH_DAY), day)
    nearest = min(
        (last.on(year) for year in _years_of(last, today)), key=lambda there: abs(there - today)
    )
    feast = any((day.day, day.month) in FEASTS for day in mention.days)
    if nearest >= today:
        verdict = Verdict.FINE
    elif sentence.invites and not (
        sentence.told or sentence.record or sentence.comes_back or feast
    ):
        verdict = _unless(sentence.quoted, Verdict.PASSED)
    else:
        verdict = Verdict.HISTORY
    return Judgement(mention, verdict, last, nearest)


def _unless(history: bool, verdict: Verdict) -> Verdict:
    return Verdict.HISTORY if history else verdict


def _never(day: Day) -> bool:
    return day.on(2024) is None  # a leap year


def _years_of(day: Day, today: date) -> list[int]:
    """The years near today that have this day; 29 February may be four years away."""
    near = [today.year + step for step in NEAR_YEARS if day.on(today.year + step)]
    return near or [
        today.year + step for step in range(-4, 8) if calendar.isleap(today.year + step)
    ]


def _dated_from(days, known: Day, year: int) -> list[tuple[Day, date | None]]:
    """Date the days of a series, of which one is known to be in ``year``."""
    order = [(day.month, day.day) for day in days]
    place = days.index(known)
    years = [year] * len(days)
    for number in range(place - 1, -1, -1):
        years[number] = years[number + 1] - (order[number] > order[number + 1])
    for number in range(place + 1, len(days)):
        years[number] = years[number - 1] + (order[number] < order[number - 1])
    return [(day, day.on(of_year)) for day, of_year in zip(days, years, strict=True)]


def _last_fit(day: Day, today: date) -> int | None:
    """The last year before today in which the day was on the weekday that is named."""
    for year in range(today.year, today.year - 41, -1):
        if day.fits(year) and day.on(year) < today:
            return year
    return None
