"""
Who works where, as what, since when: organisations, units, people, employments, functions, leaders and roles.

Four things are kept apart, each dated, because one person has several and changes them at different times: employment
(unit, job category, education), function (fagligt fyrtårn, souschef, tilsyn, TR), leadership of a unit, system role.
"""
