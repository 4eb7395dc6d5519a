"""What is written about each standard, and the evidence for it."""
