"""
The format of a programme, in pure Python: what a definition holds, how it is read, checked, added up and written.

`vocabulary` the closed lists of words, `definition` the shapes, `dates` when a step falls due, `load` minutes per role
and phase, `checking` the rules across fields, `sentences` pydantic's errors in Danish, `reading` and `writing` TOML.
"""
