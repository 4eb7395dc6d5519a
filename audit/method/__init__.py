"""The inspection method in plain Python: no Django, no clock, no chance."""
