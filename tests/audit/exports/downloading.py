"""Take a file from the downloads page."""

EVERY_TICK = ("practitioners", "reviewers", "free_text")


def asked_for(what="summary", profile="inside", ticks=EVERY_TICK):
    """What the form sends; the profiles team and outside have no ticks."""
    ticks = ticks if profile == "inside" else ()
    purposes = {f"{tick}_purpose": "For the moderation meeting" for tick in ticks}
    return {"what": what, "profile": profile} | dict.fromkeys(ticks, "on") | purposes


def download(client, audit, what="summary", profile="inside", ticks=EVERY_TICK, **more):
    """The answer of the page, with the texts that may identify someone as they are."""
    sent = asked_for(what, profile, ticks) | {"texts_as_they_are": "1"} | more
    return client.post(f"/audits/{audit.pk}/downloads/", sent)


def widest_profile(client, audit):
    """The last profile that the page offers: what the person's own pages show."""
    return client.get(f"/audits/{audit.pk}/downloads/").context["form"].fields["profile"].choices[-1][0]
