"""A whole city in one process: the server, the laptops and the line between them, under one virtual clock."""
