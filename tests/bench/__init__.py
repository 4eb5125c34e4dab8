"""Ratios within one run: what the program takes, against the least that the same machine could take."""
