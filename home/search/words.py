"""Words as search compares them: without case, accents and endings. Asks the database nothing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# As many letters as the table keeps of a word; no word that somebody looks for is longer.
LONGEST = 50
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$|['’](?=\w)")
# Letters that Unicode does not take apart into a plain one and its mark.
PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
# The older Dutch rules: those of 2024 and later make two stems of "luister" and "luisteren".
RULES = {"nl": "dutch_porter", "en": "english"}
# Words that say nothing of what somebody looks for; they count only where there are no others.
COMMON = {
    "nl": """
        aan al als ben bent bij dan dat de deze die dit door dus een eens en er ge geen had heb
        hebben heeft het hij hoe hun ik in is ja je jij jou jouw kan kun kunnen maar me met mij
        mijn moet na naar niet nog nu of om onder ons onze ook op over te tegen toch tot u uit uw
        van veel voor waar wanneer want was wat we wel welke wie wij wil word worden wordt zal ze
        zich zij zijn zo zou
    """,
    "en": """
        a about am an and any are as at be been but by can could do does for from had has have he
        her his how i if in into is it its may me my no not of on or our out she should so that
        the their them then there these they this to up us was we were what when where which who
        whom why will with would you your
    """,
}
COMMON = {language: frozenset(listed.split()) for language, listed in COMMON.items()}


@dataclass(frozen=True)
class Word:
    """A word of a text or a question: as written, without case and accents, and its stem.

    ``verb`` is the stem of its participle, or of the verb if it may be one ("geoefend", "oefenen").
    """

    text: str
    start: int
    end: int
    folded: str
    stem: str
    verb: str = ""

    @property
    def forms(self) -> frozenset[str]:
        """Two words are the same to readers if they have one of these in common."""
        return frozenset(filter(None, (self.folded, self.stem, self.verb)))


def words(text: str, language: str) -> Iterator[Word]:
    """Yield the words of a text in order; those of one letter too."""
    for match in WORD.finditer(text):
        folded = fold(match[0])
        if folded:
            stem = stem_of(folded, language)
            verb = verb_of(stem) if language == "nl" else ""
            yield Word(match[0], match.start(), match.end(), folded, stem, verb)


def verb_of(stem: str) -> str:
    """The stem of the Dutch participle that belongs to a stem, or the reverse; "" for a short one.

    "geoefen" gives "oefen", "oefen" gives "geoefen".
    """
    if stem.startswith("ge") and len(stem) >= 6:
        return stem[2:]
    return f"ge{stem}" if len(stem) >= 4 else ""


def telling(found: list[Word], language: str, most: int) -> list[Word]:
    """The words that say what is looked for, each once, at most ``most`` of them."""
    once = list({word.folded: word for word in found}.values())
    common = COMMON.get(language, frozenset())
    return ([word for word in once if word.folded not in common] or once)[:most]


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A word in small plain letters: "Cafés" gives "cafes", "foto's" gives "foto"."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return POSSESSIVE.sub("", plain.translate(PLAIN).casefold())[:LONGEST]


@lru_cache(maxsize=20_000)
def stem_of(folded: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without rules."""
    if language not in RULES:
        return folded
    stemmer = snowballstemmer.stemmer(RULES[language])
    stem = stemmer.stemWord(folded)
    if language == "nl":
        # Snowball leaves the third person ("vraagt", "luistert") and the past ("luisterde",
        # "betaald") apart from the rest of the verb.
        if len(stem) >= 6 and stem.endswith(("t", "d")):
            # In "oefent" the "en" is no ending.
            stem = stem[:-1] if stem[:-1].endswith("en") else stemmer.stemWord(stem[:-1])
        # Written for the ear at the end of a word: "grens" and "grenzen", "brief" and "brieven".
        if stem.endswith(("z", "v")):
            stem = stem[:-1] + {"z": "s", "v": "f"}[stem[-1]]
    return stem[:LONGEST]
