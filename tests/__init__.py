"""Proof, in the same rooms as the code: sync/domain/clock.py is tested in tests/sync/domain/test_clock.py."""
