"""What a document says, block by block: the same blocks make a Word file and a printable page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True)
class Heading:
    """`level`: 1 to 3. The document's own title stands above them all."""

    text: str
    level: int = 1
    kind: ClassVar = "heading"


@dataclass(frozen=True)
class Paragraph:
    """`is_notice`: no reader may miss it."""

    text: str
    is_notice: bool = False
    kind: ClassVar = "paragraph"


@dataclass(frozen=True)
class Bullets:
    texts: Sequence[str]
    is_numbered: bool = False
    kind: ClassVar = "bullets"


@dataclass(frozen=True)
class Table:
    """`widths`: how the line is shared out among the columns, in any unit. The first column names the rows.

    `strong`: places of the rows, from 0, that stand out among the others.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    strong: Collection[int] = ()
    kind: ClassVar = "table"

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, str]], bool]]:
        """Return (name of the row, its other cells as (heading, text), whether it stands out) of each row."""
        cells = ((row[0], list(zip(self.headings[1:], row[1:], strict=True))) for row in self.rows)
        return [(name, others, place in self.strong) for place, (name, others) in enumerate(cells)]


@dataclass(frozen=True)
class ChartBar:
    """One bar. `percent`, `low`, `high`: 0 to 100; None where there is no percentage, or no interval.

    `label`: the same in words. `rating_slug`, `edges` and `whisker`: what a page draws it with.
    """

    name: str
    percent: int | None
    low: float | None
    high: float | None
    label: str
    rating_slug: str = "none"
    edges: tuple[int, ...] = ()
    whisker: str = ""


@dataclass(frozen=True)
class BarChart:
    """Percentages as bars, with their intervals and with lines where ratings begin, {per cent: rating}.

    `measure`: what the bars show, under their scale.
    """

    title: str
    measure: str
    bars: Sequence[ChartBar]
    begins: dict[int, str]
    kind: ClassVar = "chart"

    @property
    def description(self) -> str:
        """Return the chart in words, for readers who do not see it."""
        return f"{self.title}. {'; '.join(f'{bar.name}: {bar.label}' for bar in self.bars)}."


Block = Heading | Paragraph | Bullets | Table | BarChart


@dataclass(frozen=True)
class Document:
    """A document. `notice`: its first sentence, which stands at the foot of each page too. `running`: beside it there.

    `author`: whose it is. `made_at`: local time.
    """

    title: str
    author: str
    notice: str
    running: str
    made_at: datetime
    blocks: Sequence[Block]
