"""
Letters and calendar entries: derived from the facts of other apps, read by the konsulent, handed over by a sweep.

Another app owns letters by a module `notices.py` that registers itself under a name (`owners`). What should exist
is asked of it; what exists is brought in line (`actions.reconcile_letters`, `actions.reconcile_entries`) in the
transaction of the fact that changed, again when a letter is due, and again at night. Nothing is sent at commit.
"""
