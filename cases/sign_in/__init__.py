"""Who may sign in and for how long: the rules that the sign-in library asks for."""
