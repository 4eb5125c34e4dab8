"""What the lines of a roster ask for: names become ids, words become codes, lines become operations."""
