"""
The format of a programme, in pure Python: what a definition says, how it is read, checked, added up and written.

`vocabulary` has the closed lists of words, `values` the kinds of value, `definition` the shapes, `dates` when a step
falls due, `load` minutes per role and phase, `checking` the rules across tables, `sentences` pydantic's errors in
Danish, `reading` and `writing` TOML.
"""
