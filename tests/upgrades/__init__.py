"""What released versions wrote, kept as files, so that every later version reads it."""
