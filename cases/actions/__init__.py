"""The only writers of this wing, by subject."""
