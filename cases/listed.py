"""Words one after the other, as a sentence has them: "a, b and c"."""

from collections.abc import Sequence


def listed(texts: Sequence[str], word: str = "and") -> str:
    """Return the texts with commas, and `word` before the last one."""
    return f" {word} ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
