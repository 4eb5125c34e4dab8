"""A restored record takes back what it has lost: operations that had effect, with the receipts that prove it.

Each is done again just so: same number, same time of receipt, judged late or not as it was. What misses
something is parked, whatever a rule says of it now, and tried again in the old order when its part of the
record grows. Until an administrator ends the refill, ordinary pushes get no final no and no new number.
"""
