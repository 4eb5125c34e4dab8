"""One history of the schema for both ends. Each step is a file in `versions/`, with its way back."""
