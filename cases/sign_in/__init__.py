"""Who gets in and how long they stay: the rules that the sign-in library asks for."""
