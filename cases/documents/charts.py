"""Draw a chart of bars as a picture. The colours are those of the government's Analysis Function."""

from io import BytesIO

from cases.documents.blocks import BarChart, ChartBar

BLUE, ORANGE, GREY = "#12436D", "#F46A25", "#595959"
WIDTH, BAR_HEIGHT, REST_HEIGHT = 6.3, 0.36, 0.85  # inches
DOTS = 150  # per inch
NAME_LONGEST = 34  # characters


def draw_bars(chart: BarChart) -> BytesIO:
    """Return the chart as a PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # takes half a second, so only where a chart is drawn
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, REST_HEIGHT + BAR_HEIGHT * len(chart.bars)), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for place, bar in enumerate(chart.bars):
        _draw_bar(axes, place, bar)
    _draw_edges(axes, chart)
    axes.set_yticks(range(len(chart.bars)), [_short(bar.name) for bar in chart.bars], parse_math=False)
    axes.set_ylim(len(chart.bars) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.set_xlabel(chart.measure, fontsize=9)
    axes.tick_params(labelsize=9, left=False)
    axes.spines[["top", "right", "left"]].set_visible(False)
    stream = BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    stream.seek(0)
    return stream


def _draw_bar(axes, place: int, bar: ChartBar):
    if bar.percent is None:
        axes.text(1, place, bar.label, va="center", fontsize=9, color=GREY, parse_math=False)
        return
    axes.barh(place, bar.percent, height=0.62, color=BLUE)
    if bar.low is not None and bar.high is not None:
        axes.plot([bar.low, bar.high], [place, place], color="white", linewidth=3.4)
        axes.plot([bar.low, bar.high], [place, place], color=ORANGE, linewidth=1.6, marker="|", markersize=8)
    axes.text(101, place, f"{bar.percent}%", va="center", fontsize=9)


def _draw_edges(axes, chart: BarChart):
    for percent, rating in chart.begins.items():
        axes.axvline(percent, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        words = rating.replace(" ", "\n", 1)
        axes.text(percent, -0.65, words, fontsize=7, color=GREY, ha="center", va="bottom", parse_math=False)


def _short(name: str) -> str:
    return name if len(name) <= NAME_LONGEST else f"{name[: NAME_LONGEST - 1].rstrip()}…"
