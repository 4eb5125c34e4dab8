"""The room about one problem: its page, what can be done with it, and the lists that lead to it.

Screens use it; it knows none of them. `acts` is the table of everything a person can do with a problem.
"""
