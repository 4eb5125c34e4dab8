"""走访: the log of visits, the visit being written, and what came of it."""
