"""What search reads: the words of each page that everybody may read."""

from django.db import models

from home.search.words import LONGEST


class SearchEntry(models.Model):
    """A page that can be found, with what its result shows."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="search_entry"
    )
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    # How many words its title has.
    title_length = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "page that can be found"
        verbose_name_plural = "pages that can be found"

    def __str__(self):
        return f"{self.language} {self.page_id}"


class SearchTerm(models.Model):
    """A word that pages of a language have, as they write it, without accents, and its stem.

    Each is there once, so that looking through all of them for a part of a word stays quick.
    """

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=LONGEST)
    folded = models.CharField(max_length=LONGEST, db_index=True)
    stem = models.CharField(max_length=LONGEST, db_index=True)

    class Meta:
        verbose_name = "word that can be found"
        verbose_name_plural = "words that can be found"
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="home_term_in_language")
        ]

    def __str__(self):
        return self.word


class SearchWord(models.Model):
    """That a page has a word, how much it says of the page, and whether the title has it."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="words")
    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="words")
    weight = models.FloatField()
    in_title = models.BooleanField(default=False)

    class Meta:
        verbose_name = "word of a page"
        verbose_name_plural = "words of pages"
        constraints = [models.UniqueConstraint(fields=["entry", "term"], name="home_word_in_entry")]

    def __str__(self):
        return f"{self.entry_id} {self.term_id}"
