"""The questions that the pages of sales ask, each declared once: for the program, for DuckDB and for Polars."""

from dataclasses import dataclass, field
from datetime import date

# Periods as the pages make them, counted from the last day of the facts, which is the end of a month.
MONTH = ("2026-10-01", "2026-10-31")
YEAR = ("2026-01-01", "2026-12-31")
LAST_12 = ("2025-11-01", "2026-10-31")
LAST_30 = ("2026-10-02", "2026-10-31")

BOTH = ["previous", "last_year"]
TILES = ["sales", "tickets", "average_ticket", "visitors", "conversion", "gross_margin_rate", "discount_rate"]


@dataclass
class Question:
    """What is asked; `kind` is the route: `query`, `pareto` or `evidence`."""

    name: str
    measures: list
    period: tuple
    by: list = field(default_factory=list)
    where: dict = field(default_factory=dict)
    compare: list = field(default_factory=list)
    order: str = ""
    limit: int = 0
    kind: str = "query"

    def path(self):
        params = {"from": self.period[0], "to": self.period[1], **{f"where.{dim}": ",".join(codes) for dim, codes in self.where.items()}}
        if self.kind != "query":
            return f"/api/measures/{self.measures[0]}/{self.kind}", {**params, **({"dim": self.by[0]} if self.by else {})}
        words = {"measures": self.measures, "by": self.by, "compare": self.compare}
        params |= {name: ",".join(list) for name, list in words.items() if list}
        return "/api/measures/query", params | {k: v for k, v in [("order", self.order), ("limit", self.limit)] if v}

    def atoms(self):
        """The sums that its measures are made of, in a fixed order."""
        return sorted({atom for measure in self.measures for atom in MEASURES[measure][1]})

    def rolled_up(self):
        """Whether the day sums beside the files hold all it needs (crates/warehouse/src/rollup.rs)."""
        beyond = {dim for dim in [*self.by, *self.where] if dim not in ("day", "month", "year", "weekday", "site", "channel")}
        cells = {"shop", "brand", "category"}
        kept = beyond <= cells and not {"items", "last_day"} & set(self.atoms()) and self.kind != "evidence"
        return kept and ("tickets" not in self.atoms() or len(beyond) <= 1)


def ratio(a, b):
    return lambda v: v[a] / v[b] if v[a] is not None and v[b] else None


def remainder(a, b):
    return lambda v: 1 - v[a] / v[b] if v[a] is not None and v[b] else None


# For every measure its formula, the sums it needs, and the decimals it is rounded to.
MEASURES = {
    "sales": (lambda v: v["amount"], ["amount"], None),
    "quantity": (lambda v: v["quantity"], ["quantity"], None),
    "tickets": (lambda v: v["tickets"], ["tickets"], None),
    "visitors": (lambda v: v["visitors"], ["visitors"], None),
    "active_items": (lambda v: v["items"], ["items"], None),
    "average_ticket": (ratio("amount", "tickets"), ["amount", "tickets"], 2),
    "units_per_ticket": (ratio("quantity", "tickets"), ["quantity", "tickets"], 2),
    "average_price": (ratio("amount", "quantity"), ["amount", "quantity"], 2),
    "conversion": (ratio("tickets", "visitors"), ["tickets", "visitors"], 6),
    "discount_rate": (ratio("discount", "list_amount"), ["discount", "list_amount"], 6),
    "gross_margin_rate": (remainder("cost", "known_amount"), ["cost", "known_amount"], 6),
    "return_rate": (
        lambda v: ratio("back", "sold")({"back": v["returned_amount"], "sold": plus(v["amount"], v["returned_amount"])}),
        ["amount", "returned_amount"],
        6,
    ),
    "days_without_sale": (lambda v: v["last_day"] and (date.fromisoformat(LAST_12[1]) - v["last_day"]).days, ["last_day"], None),
}


def plus(a, b):
    return a + b if a is not None and b is not None else None


def dashboard(words, period, by, where, rank, goods):
    """All that a visit of the dashboard asks, card by card."""
    ask = {"period": period, "where": where}
    return [
        Question(f"Dashboard, {words}: tiles and curve", TILES, by=[by], compare=BOTH, **ask),
        Question(f"Dashboard, {words}: mix by channel", ["sales"], by=["channel"], compare=["last_year"], order="-sales", limit=50, **ask),
        Question(f"Dashboard, {words}: ranking by {rank}", ["sales"], by=[rank], compare=BOTH, order="-sales", limit=500, **ask),
        Question(f"Dashboard, {words}: risers by {goods}", ["sales"], by=[goods], compare=BOTH, order="-sales", limit=500, **ask),
        Question(f"Dashboard, {words}: the few by {goods}", ["sales"], by=[goods], kind="pareto", **ask),
    ]


QUESTIONS = [
    *dashboard("month", MONTH, "day", {}, "site", "brand"),
    *dashboard("year", YEAR, "month", {}, "shop", "category"),
    *dashboard("a mall's month", MONTH, "day", {"site": ["M01"]}, "shop", "brand"),
    Question("Dashboard, month: ranking by item", ["sales"], MONTH, ["item"], compare=BOTH, order="-sales", limit=500),
    Question("Explorer: the first visit", ["sales"], MONTH, ["site"], order="-sales", limit=1000),
    Question("Explorer: site by month, last 12 months", ["sales", "tickets", "average_ticket"], LAST_12, ["site", "month"], limit=20_000),
    Question(
        "Explorer: rates by brand, last 12 months",
        ["gross_margin_rate", "discount_rate", "return_rate", "units_per_ticket"],
        LAST_12,
        ["brand"],
        compare=["last_year"],
        order="-gross_margin_rate",
        limit=1000,
    ),
    Question("Explorer: category by day, one store", ["sales", "quantity"], LAST_30, ["category", "day"], {"site": ["S01"]}, limit=20_000),
    Question("Explorer: items, month", ["sales", "quantity", "average_price"], MONTH, ["item"], order="-sales", limit=1000),
    Question("Explorer: items, last 12 months", ["sales", "quantity", "average_price"], LAST_12, ["item"], order="-sales", limit=1000),
    Question("Explorer: item by month, one category", ["sales"], LAST_12, ["item", "month"], {"category": ["C07"]}, limit=20_000),
    Question("Explorer: hour by weekday, month", ["sales", "tickets"], MONTH, ["hour", "weekday"], limit=20_000),
    Question("Explorer: active items by category, month", ["active_items"], MONTH, ["category"], order="-active_items", limit=1000),
    Question("80/20: items, last 12 months", ["sales"], LAST_12, ["item"], kind="pareto"),
    Question("Best sellers: items, month", ["sales", "quantity"], MONTH, ["item"], compare=BOTH, order="-sales", limit=200),
    Question(
        "Slow movers: items, last 12 months",
        ["days_without_sale", "sales", "quantity"],
        LAST_12,
        ["item"],
        order="-days_without_sale",
        limit=2000,
    ),
    Question("Drill down: facts of a shop's month", ["sales"], MONTH, where={"shop": ["M01-101"]}, kind="evidence"),
    Question("Drill down: facts of a store's month", ["sales"], MONTH, where={"site": ["S01"]}, kind="evidence"),
]


def shifted(dim, key, of, to):
    """A key of a period of comparison laid onto the period asked for, as the program lays it."""
    if dim == "day":
        return str(date.fromisoformat(key) - date.fromisoformat(of) + date.fromisoformat(to))
    if dim == "month":
        months = lambda day: int(day[:4]) * 12 + int(day[5:7]) - 1
        at = months(to) + months(key) - months(of)
        return f"{at // 12:04}-{at % 12 + 1:02}"
    return key


def key_of(dim, value):
    """A group of one of the other engines in the program's words."""
    if value is None:
        return None
    if dim == "day":
        return str(value)
    if dim == "month":
        return f"{value // 100:04}-{value % 100:02}"
    return str(value)
