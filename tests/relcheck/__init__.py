"""Long proofs of what must always hold: `python -m tests.relcheck NAME`."""
