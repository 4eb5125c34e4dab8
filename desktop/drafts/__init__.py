"""What a person has begun and not finished: kept within a second, found again, never asked about."""
