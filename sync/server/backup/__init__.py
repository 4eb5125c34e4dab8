"""Backups of a server and the way back: a folder with the database, the attachments, and what they are."""
