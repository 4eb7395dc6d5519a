"""The pages of this wing, by screen group."""
