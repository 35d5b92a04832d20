"""
How everything looks: the page frame, component macros, form rendering, static files. No domain words.

Its rooms are its own: `errors` (the pages of things gone wrong), `forms` (how a form is drawn and refused),
`middleware` (a refusal becomes a sentence, a HEAD is answered), `pages` (what a view answers with), `tables`
(columns and rows, for a page and a spreadsheet). `script/vendor`
fills static/ui/vendor.
"""
