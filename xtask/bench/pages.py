"""The pages that are opened over very many facts: what the browser asks for, and the sums that the page has to know."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from questions import LAST_12, MONTH, YEAR, Question, dashboard

# The first and the last day of the facts.
FIRST, UNTIL = "2024-11-01", "2026-10-31"
WEEK, WEEK_BEFORE = ("2026-10-25", "2026-10-31"), ("2026-10-18", "2026-10-24")
MONTH_LAST_YEAR = ("2025-10-01", "2025-10-31")


@dataclass
class Page:
    """`kind` is `questions`, or the inquiry that the page is; `sums` are the questions with their periods."""

    name: str
    kind: str
    goal: int
    sums: list
    body: dict = field(default_factory=dict)

    def requests(self):
        if self.kind != "questions":
            return [("POST", f"/api/inquiries/{self.kind}", self.body)]
        made = []
        for question, _ in self.sums:
            path, params = question.path()
            made.append(("GET", f"{path}?{urlencode(params)}"))
        return made


def asked(questions):
    return [(question, {}) for question in questions]


def explorer(name, measures, by, **more):
    return Page(f"Explorer, 12 months: {name}", "questions", 1_000, asked([Question(name, measures, LAST_12, by, **more)]))


def why(name, site, period, before, against):
    """An explanation asks for the smallest parts, the drivers, the goods, the days of the past and what lies around."""
    where = {"site": [site]}
    sides = {"values": period, "before": before}
    past = {"values": (FIRST, period[1])}
    ask = lambda measures, by, **more: Question(name, measures, period, by, **more)
    sums = [
        (ask(["sales"], ["shop", "brand", "category", "channel"], where=where), sides),
        (ask(["sales", "quantity", "tickets", "visitors", "return_rate"], ["site"], where=where), sides),
        (ask(["sales", "quantity"], ["item"], where=where), sides),
        (ask(["sales"], [], where={}), sides),
        (ask(["sales"], ["day"], where=where), past),
    ]
    body = {"measure": "sales", "from": period[0], "to": period[1], "where": where, "against": against}
    return Page(f"为什么: {name}", "why", 2_000, sums, body)


def board(name, when):
    """Sites and shops: what they did, and all days that forecasts and the weights of days are learnt from."""
    by_day = Question(name, ["sales"], (FIRST, UNTIL), ["site", "shop", "day"])
    return Page(f"Progress board, {name}", "board", 300, [(by_day, {"values": (FIRST, UNTIL)})], when)


def progress(name, site, when):
    by_day = Question(name, ["sales"], (FIRST, UNTIL), ["day"], {"site": [site]})
    return Page(f"Progress, {name}", "progress", 300, [(by_day, {"values": (FIRST, UNTIL)})], {**when, "where": {"site": [site]}})


PAGES = [
    Page("Dashboard, month", "questions", 300, asked(dashboard("month", MONTH, "day", {}, "site", "brand"))),
    Page("Dashboard, year", "questions", 300, asked(dashboard("year", YEAR, "month", {}, "shop", "category"))),
    Page("Dashboard, a mall's month", "questions", 300, asked(dashboard("a mall's month", MONTH, "day", {"site": ["M01"]}, "shop", "brand"))),
    board("month", {"month": "2026-10"}),
    board("quarter, with forecasts", {"quarter": "2026-Q4"}),
    progress("a mall's month", "M01", {"month": "2026-10"}),
    progress("a mall's quarter, with forecast", "M01", {"quarter": "2026-Q4"}),
    explorer("site by month", ["sales", "tickets", "average_ticket"], ["site", "month"], limit=20_000),
    explorer("shop by month", ["sales", "quantity"], ["shop", "month"], limit=20_000),
    explorer("category by channel, with last year", ["sales", "gross_margin_rate"], ["category", "channel"], compare=["last_year"], limit=20_000),
    explorer("item", ["sales", "quantity", "average_price"], ["item"], order="-sales", limit=1_000),
    explorer("item by month, one category", ["sales"], ["item", "month"], where={"category": ["C07"]}, limit=20_000),
    explorer("item by site, a store", ["sales", "quantity"], ["item", "site"], where={"site": ["S01"]}, order="-sales", limit=1_000),
    explorer("hour by weekday", ["sales"], ["hour", "weekday"], limit=20_000),
    why("a mall's week", "M01", WEEK, WEEK_BEFORE, "previous"),
    why("a mall's month against last year", "M01", MONTH, MONTH_LAST_YEAR, "last_year"),
    why("a store's week", "S01", WEEK, WEEK_BEFORE, "previous"),
    why("a store's month against last year", "S01", MONTH, MONTH_LAST_YEAR, "last_year"),
]
