"""The record: tables, the database that keeps them, and the questions asked of it."""
