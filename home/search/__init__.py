"""The search of the site: what readers type, and the pages that answer it.

One table holds the words of every page that everybody may read (``home.models.search``), with how
much each says of the page; another what a result shows. Words are compared without accents and
by their stems. Words and stems are made in Python, so SQLite and PostgreSQL give the same answers
in the same order, and nothing that a reader types is ever read as a query language.

Why not Wagtail's own search, which the admin uses: its backends index every draft and private page
beside the public ones, with one set of rules for all languages (``SEARCH_CONFIG`` is one for a
table), its SQLite stems by English rules alone, both order results by rules of their own and know
only titles from the rest, and neither forgives a typing error. What it has for editors, promoted
results, is used here.
"""
