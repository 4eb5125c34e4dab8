"""The languages of the window: one folder each, one .ts file for each part of `desktop`."""
