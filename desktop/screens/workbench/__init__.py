"""工作台: what the day asks for, in a fixed order."""
