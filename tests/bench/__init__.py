"""How fast the tool is and how much memory it takes: `make bench`. Targets are printed beside it, never asserted."""
