"""A second client, written from sync/PROTOCOL.md alone; it imports nothing of ours."""
