"""Stories: several people, each with a laptop, and the real server between them."""
