"""Opens whole pages of the program over very many facts, and has DuckDB, Polars and chdb add up what these pages know.

A page is all that the browser asks for at once. The other engines are asked for the sums that a good engineer would ask
for to draw the same page, each grouping once; targets, forecasts, search for causes, names and order are not asked of them.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

from client import Client, middle, read, tell, times
from engines import Click, Duck, Polars
from pages import PAGES, UNTIL
from queries import compare, exact, refuse

# Requests that a browser has on their way at once.
AT_ONCE = 6
# Runs of a page right after a correction, and the most of another engine, which works everything out anew each time; an
# engine that takes very long is not asked again.
FIRSTS = 3
ENGINE_RUNS = 3
LONG_MS = 4_000
# The day and the store that are corrected, long ago.
CORRECTED = "2026-03-05"
# Sums of another month are there after this time, if any are being made.
WAIT_SECONDS = 10
SETTLED_SECONDS = 4


class House:
    """The program, asked by one browser with several connections."""

    def __init__(self, url, account, password, warehouse, profile):
        self.warehouse = Path(warehouse)
        self.client = Client(url, account, password)
        self.profile = json.loads(Path(profile).read_text())
        self.pool = ThreadPoolExecutor(AT_ONCE)
        self.clients = [self.client] + [self.client.beside(url) for _ in range(AT_ONCE - 1)]
        self.corrections = 0

    def open(self, page):
        """All answers of a page."""
        clients = list(self.clients)

        def ask(request):
            client = clients.pop()
            try:
                return client.call(*request)
            finally:
                clients.append(client)

        if len(page.requests()) == 1:
            return [self.client.call(*page.requests()[0])]
        return list(self.pool.map(ask, page.requests()))

    def correct(self):
        """Loads an old day of a store anew, as a person does who found it wrong; the file is another one every time."""
        self.corrections += 1
        titles = ["日期", "时间", "门店编码", "渠道编码", "品类编码", "单品编码", "小票号", "数量", "金额"]
        stamp = int(time.time() * 1000) % 10**9
        rows = [f"{CORRECTED},10:00:00,S03,market,C01,6900000{n:03},R{stamp}{n:03},1.000,{10 + self.corrections}.{n % 100:02}" for n in range(500)]
        columns = {name: title for name, title in self.profile["columns"].items() if title in titles}
        table = "\n".join([",".join(titles), *rows, ""])
        self.client.load("correction.csv", table, {**self.profile, "columns": columns}, replace=True)

    def wait(self):
        """Waits for what follows the loads in the background and is there when people come in the morning."""
        for page in PAGES:
            self.open(page)
        folder = self.warehouse / "sales_rollup" / "months"
        count = -1
        while (now := len(list(folder.glob("*")))) > count:
            count = now
            time.sleep(WAIT_SECONDS)

    def plan(self):
        """A plan in force for the last year: a company's target, broken down to sites and to the shops of the malls."""
        year = int(UNTIL[:4])
        if read(self.client.get("/api/records/target_plan"))["items"]:
            return
        params = {"measures": "sales", "from": f"{year - 1}-01-01", "to": f"{year - 1}-12-31"}
        sold = Decimal(read(self.client.get("/api/measures/query", **params))["total"]["values"]["sales"])
        plan = self.client.post("/api/records/target_plan", name=f"{year}", year=year)["id"]
        malls = [{"site": f"M{number:02}"} for number in range(1, 4)]
        act = lambda verb, **body: self.client.post(f"/api/records/target_plan/{plan}/do/{verb}", **body)
        act("enter", rows=[{"year": str((sold * Decimal("1.05")).quantize(Decimal(1)))}])
        act("spread", down_to="site")
        act("spread", down_to="shop", rows=malls)
        act("submit")
        act("approve")


def refuse_other_board(page, engine, told):
    """What is done, of every site and shop, in the days that are over."""
    answer = engine.answer(page.sums[0][0], {"values": (told["from"], told["until"])})
    done = {}
    for (_, keys), sums in answer.items():
        for depth in range(3):
            if keys is None or (depth and None in keys[:depth]):
                continue
            done[keys[:depth]] = done.get(keys[:depth], Decimal(0)) + exact(sums["amount"])
    for row in [told["total"], *told["rows"]]:
        keys = tuple(row["keys"][dim] for dim in ("site", "shop") if dim in row["keys"])
        ours, theirs = exact(row["standing"]["done"]) or 0, done.get(keys, 0)
        if ours != theirs:
            refuse(page, engine, f"what {keys} did", ours, theirs)


def refuse_other_progress(page, engine, told):
    """What is done on each day."""
    answer = engine.answer(page.sums[0][0], {"values": (told["from"], told["until"])})
    theirs = {keys[0]: exact(sums["amount"]) for (_, keys), sums in answer.items() if keys}
    ours = {day["day"]: exact(day["done"]) for day in told["days"] if day["done"] is not None}
    if ours != theirs:
        refuse(page, engine, "the days", len(ours), len(theirs))


def refuse_other_why(page, engine, told):
    """Both sides of the change, and of the goods that moved most."""
    [(question, periods)] = [(q, p) for q, p in page.sums if q.by == ["item"]]
    answer = engine.answer(question, periods)
    theirs = [exact(answer[period, None]["amount"]) for period in ("values", "before")]
    ours = [exact(told["now"]), exact(told["before"])]
    if ours != theirs:
        refuse(page, engine, "both sides", ours, theirs)
    for item in told["items"]:
        key = (item["item"]["code"],)
        theirs = [exact(answer.get((period, key), {}).get("amount")) or 0 for period in ("values", "before")]
        if [exact(item["now"]), exact(item["before"])] != theirs:
            refuse(page, engine, f"item {key}", item, theirs)


def refuse_other(page, engine, answers):
    """Everything that a page shows and the engine knows must be the same."""
    told = [read(answer) for answer in answers]
    of_kind = {"board": refuse_other_board, "progress": refuse_other_progress, "why": refuse_other_why}
    if page.kind in of_kind:
        return of_kind[page.kind](page, engine, told[0])
    for (question, _), answer in zip(page.sums, told):
        compare(question, engine, answer, periods_of(question, answer))


def periods_of(question, told):
    """The period of a question and those that the program compared it with."""
    compared = told.get("compare", {})
    return {"values": question.period} | {name: (period["from"], period["to"]) for name, period in compared.items()}


def asked_again(ask):
    """Milliseconds of some runs after the one whose answer was compared."""
    taken = []
    while len(taken) < ENGINE_RUNS and sum(taken) < LONG_MS:
        taken.append(milliseconds(ask)[0])
    return taken


def milliseconds(act):
    begun = time.perf_counter()
    done = act()
    return (time.perf_counter() - begun) * 1000, done


def main(url, account, password, warehouse, profile, runs):
    house = House(url, account, password, warehouse, profile)
    house.plan()
    house.correct()
    house.wait()
    measured = {}
    for page in PAGES:
        first = []
        for _ in range(FIRSTS):
            house.correct()
            first.append(milliseconds(lambda: house.open(page))[0])
            if "item" in page.name:
                # The corrected month is added up anew in the background, which the next page should not feel.
                time.sleep(SETTLED_SECONDS)
        measured[page.name] = middle(first), middle(times(lambda: house.open(page), int(runs), warm=0))
    engines = [Duck(Path(warehouse)), Polars(Path(warehouse)), Click(Path(warehouse))]
    tell(*(engine.name for engine in engines))
    for page in PAGES:
        answers = house.open(page)
        sums = page.sums
        if page.kind == "questions":
            sums = [(question, periods_of(question, read(answer))) for (question, _), answer in zip(sums, answers)]
        taken = []
        for engine in engines:
            refuse_other(page, engine, answers)
            taken.append(middle(asked_again(lambda: [engine.ask(*asked) for asked in sums])))
        tell(page.name, len(answers), page.goal, *measured[page.name], *taken)


main(*sys.argv[1:7])
