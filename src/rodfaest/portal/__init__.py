"""
What one meets: the front page and everybody's home, the catalogue, a house's page, a cohort's page, the underviser's
day.

The only screens that show several features. They read what lies below and write nothing: each button leads to, or posts
to, the app that owns the verb. The rooms are the portal's own, top first: `urls`; `views`, a module for each kind of
page; `homes`, the table of who meets which panels; `panels`, those that tell of several apps at once; `catalogue`,
`board`, `house` and `numbers`, what several features know of a programme, of a cohort and of a house, read together;
then `jinja2` and `static`.
"""
