"""What one person sees: the window, its screens, and the one door to each thing outside of it."""

VERSION = "0.1.0"
