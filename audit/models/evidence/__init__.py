"""What an audit rests on beside its cases: what is written about a standard, and the evidence for it."""
