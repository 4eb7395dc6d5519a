"""What an access token opens: the figures of an audit, without anything that people wrote but titles and questions."""

from typing import Any

from audit.exports.as_json.full import full_summary_of
from audit.exports.leaving.contents import Contents

# listed, so that a key that JSON gains later stays out until someone lets it out
KEYS = (
    "notice",
    "profile",
    "audit",
    "framework",
    "provisional",
    "cases",
    "cases_expected",
    "standards",
    "items",
    "score",
    "max_score",
    "overall",
    "chances",
    "missing",
    "too_few",
    "kinds",
    "texts",
    "figures",
)


def figures_only(contents: Contents, *, groups: bool) -> dict[str, Any]:
    """Return the full summary without recommendations, texts on standards, notes and names.

    `caution`: what no reader may miss, or "".
    """
    full = full_summary_of(contents, groups=groups)
    standards = [{key: told for key, told in each.items() if key != "written"} for each in full["standards"]]
    figures = {key: full[key] for key in KEYS if key in full}
    return figures | {"standards": standards, "caution": contents.report.caution}
