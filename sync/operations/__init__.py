"""Everything a person can do: one small value and one function each."""
