"""The forms of this wing, by screen group."""
