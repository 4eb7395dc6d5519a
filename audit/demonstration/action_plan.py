"""What the demonstration's audits recommend, and what became of it."""

import tomllib
from pathlib import Path

INVENTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
EARLIER, DEMONSTRATION = INVENTED["earlier"], INVENTED["demonstration"]  # of the audit before, and of its own
