"""Small, reusable parts of the window that know nothing about problems: plain values in, signals out."""
