"""Questions that screens ask of the laptop's database: a connection in first, plain values out.

Counts and lists rest on the same ids: a number is the length of a list of ids, and opens exactly those.
"""
