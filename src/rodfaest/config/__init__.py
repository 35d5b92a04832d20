"""
The top floor: settings, urls, the `rodfaest` command, and the tables that tie the house together.

Its rooms are its own: `settings`, `urls`, `wsgi`, `apps`, `cli`, `serve` (the process tree), `wiring` (who reacts to what,
which page serves which errand), `jobs` (the nightly and the minute table), `jinja` (the template environment).
"""
