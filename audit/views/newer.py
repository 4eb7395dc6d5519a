"""Of two who fill in the same form at once, the second is shown what the first saved (audit/_newer.html)."""


def refuse_with_newer(form, changed, newer):
    """What was filled in stays in the form, from now on based on `newer`, [(what, how)], which is shown beside it.

    `changed`: the exception of the action; its text says what happened, its `version` what is stored by now.
    """
    form.add_error(None, str(changed))
    form.data = form.data.copy()
    form.data["based_on"] = changed.version
    form.newer = newer
