"""
The top floor: settings, urls, the `rodfaest` command, and the tables that tie the house together.

Its rooms are its own: `settings`, `checks` (what is refused), `urls`, `wsgi`, `apps`, `cli`, `ground` (laid before a
setting is read), `database` (what is wrong with it), `serve` (the process tree), `jobs` (the nightly and the minute
table), `logs`, `wiring` (who reacts to what, which page serves which errand), `jinja` (the template environment),
`menu`.
"""
