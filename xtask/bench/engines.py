"""DuckDB, Polars and ClickHouse (chdb) over the files of the warehouse, asked the same questions as the program.

A question asks for its sums in up to three periods. Both engines get what helps them most: each period is a filter of
its own, so that files of other days are passed over, and order, names and the laying side by side of the periods,
which the program does too, are not asked of them.
"""

import io
import json
from urllib.parse import unquote

import chdb
import chdb.session
import duckdb
import polars as pl

from questions import key_of

# The sums of crates/warehouse/src/query/atom.rs, in SQL and in Polars.
SUMS = {
    "amount": ("sum(amount)", pl.col("amount").sum()),
    "quantity": ("sum(quantity)", pl.col("quantity").sum()),
    "list_amount": ("sum(list_amount)", pl.col("list_amount").sum()),
    "discount": ("sum(discount)", pl.col("discount").sum()),
    "cost": ("sum(cost)", pl.col("cost").sum()),
    "known_amount": ("sum(amount) FILTER (WHERE cost IS NOT NULL)", pl.col("amount").filter(pl.col("cost").is_not_null()).sum()),
    "returned_amount": ("-sum(CASE WHEN returned THEN amount ELSE 0 END)", -pl.col("amount").filter("returned").sum()),
    "items": ("count(DISTINCT item)", pl.col("item").drop_nulls().n_unique()),
}
GROUPS = {
    "month": ("year(day) * 100 + month(day)", pl.col("day").dt.year() * 100 + pl.col("day").dt.month().cast(pl.Int32)),
    "weekday": ("isodow(day)", pl.col("day").dt.weekday()),
}
# A ticket is counted once per site, channel and day; groups of these never share one.
TICKET = ["site", "channel", "day", "ticket"]
DISJOINT = {"site", "channel", "day", "month", "weekday"}
# The order of the facts behind a figure.
EVIDENCE = ["day", "site", "batch", "line", "returned"]
EVIDENCE_ROWS = 100


def files(table):
    """The files that the newest version of a table has, as its log tells them."""
    live = set()
    for entry in sorted((table / "_delta_log").glob("*.json")):
        for line in entry.read_text().splitlines():
            action = json.loads(line)
            if "add" in action:
                live.add(unquote(action["add"]["path"]))
            if "remove" in action:
                live.discard(unquote(action["remove"]["path"]))
    return [str(table / path) for path in sorted(live)]


def whole(keys):
    """1 in the row of everything together, 0 in the rows of groups."""
    return f"grouping({keys[0]})" if keys else "1"


def together(keys):
    """Groups, and everything together."""
    return f"GROUP BY GROUPING SETS (({', '.join(keys)}), ())" if keys else ""


class Duck:
    name = f"DuckDB {duckdb.__version__}"

    def __init__(self, warehouse):
        self.session = duckdb.connect()
        # Footers are kept ready, as the program keeps them.
        self.session.sql("SET parquet_metadata_cache = true")
        for table in ("sales", "visitors"):
            self.session.sql(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({files(warehouse / table)})")

    def ask(self, question, periods):
        """Works the answer out and hands it over as columns."""
        for _, statement in self.statements(question, periods):
            self.columns(statement)

    def rows(self, statement):
        return self.session.sql(statement).fetchall()

    def columns(self, statement):
        return pl.DataFrame(self.session.sql(statement))

    def answer(self, question, periods):
        if question.kind == "evidence":
            (_, count), (_, page) = self.statements(question, periods)
            return self.rows(count)[0][0], self.columns(page).to_dicts()
        answer = {}
        for sums, statement in self.statements(question, periods):
            for period, all, *cells in self.rows(statement):
                keys = None if all else tuple(key_of(dim, cell) for dim, cell in zip(question.by, cells))
                answer.setdefault((period, keys), {}).update(zip(sums, cells[len(question.by) :]))
        return answer

    def statements(self, question, periods):
        """For each statement the names of its sums, and its SQL."""
        if question.kind == "evidence":
            facts = f"FROM sales WHERE {self.seen(question, periods['values'])}"
            return [([], f"SELECT count(*) {facts}"), ([], f"SELECT * {facts} ORDER BY {', '.join(EVIDENCE)} LIMIT {EVIDENCE_ROWS}")]
        atoms = question.atoms()
        if "last_day" in atoms:
            return [(["last_day", "amount", "quantity"], self.slow(question, periods["values"]))]
        made = []
        if sums := [atom for atom in atoms if atom in SUMS]:
            made.append((sums, self.union(question, periods, "sales", [SUMS[atom][0] for atom in sums])))
        if "tickets" in atoms:
            made.append((["tickets"], self.tickets(question, periods)))
        if "visitors" in atoms:
            made.append((["visitors"], self.union(question, periods, "visitors", ["sum(visitors)"])))
        return made

    def union(self, question, periods, table, sums):
        keys = [self.group(dim) for dim in question.by]
        one = "SELECT '{name}', " + ", ".join([whole(keys), *keys, *sums]) + f" FROM {table} WHERE {{seen}} {together(keys)}"
        return " UNION ALL ".join(one.format(name=name, seen=self.seen(question, period)) for name, period in periods.items())

    def tickets(self, question, periods):
        """Tickets are made different first and counted then, which takes DuckDB about half as long as COUNT(DISTINCT …)."""
        keys = [f"key{at}" for at in range(len(question.by))]
        named = [f"{self.group(dim)} AS {key}" for dim, key in zip(question.by, keys)]
        sold = "FROM sales WHERE {seen} AND ticket IS NOT NULL AND NOT returned"

        def count(mark, groups, columns, end):
            return f"SELECT '{{name}}', {', '.join([mark, *groups, 'count(*)'])} FROM (SELECT DISTINCT {', '.join(columns)} {sold}) {end}"

        if set(question.by) <= DISJOINT:
            one = count(whole(keys), keys, [*named, *TICKET], together(keys))
        else:
            groups = count("0", keys, [*named, *TICKET], f"GROUP BY {', '.join(keys)}")
            one = groups + " UNION ALL " + count("1", ["NULL"] * len(keys), TICKET, "")
        return " UNION ALL ".join(one.format(name=name, seen=self.seen(question, period)) for name, period in periods.items())

    def slow(self, question, period):
        """What every item sold in the period, and when it was last sold in it."""
        [dim] = question.by
        sums = "max(day) FILTER (WHERE NOT returned), sum(amount), sum(quantity)"
        groups = f"GROUP BY GROUPING SETS (({dim}), ())"
        return f"SELECT 'values', grouping({dim}), {dim}, {sums} FROM sales WHERE {self.seen(question, period)} {groups}"

    def group(self, dim):
        return GROUPS[dim][0] if dim in GROUPS else dim

    def seen(self, question, period):
        codes = lambda codes: ", ".join(f"'{code}'" for code in codes)
        filters = [f"{dim} IN ({codes(values)})" for dim, values in question.where.items()]
        return " AND ".join([f"day BETWEEN DATE '{period[0]}' AND DATE '{period[1]}'", *filters])


class Click(Duck):
    """ClickHouse in this process. It takes the same SQL but for a few words, and hands columns over as Arrow."""

    name = f"chdb {chdb.__version__}"

    def __init__(self, warehouse):
        self.session = chdb.session.Session()
        for table in ("sales", "visitors"):
            within = ",".join(file.removeprefix(f"{warehouse / table}/") for file in files(warehouse / table))
            listed = f"{warehouse / table}/{{{within}}}" if "," in within else f"{warehouse / table}/{within}"
            self.session.query(f"CREATE VIEW {table} AS SELECT * FROM file('{listed}', 'Parquet')")

    def rows(self, statement):
        return pl.read_ipc(io.BytesIO(self.arrow(statement))).rows()

    def columns(self, statement):
        return self.arrow(statement)

    def arrow(self, statement):
        return self.session.query(statement, "Arrow").bytes()

    def group(self, dim):
        return "toDayOfWeek(day)" if dim == "weekday" else super().group(dim)


class Polars:
    name = f"Polars {pl.__version__}"

    def __init__(self, warehouse):
        self.tables = {table: pl.scan_parquet(files(warehouse / table)) for table in ("sales", "visitors")}

    def ask(self, question, periods):
        pl.collect_all([frame for *_, frame in self.frames(question, periods)])

    def answer(self, question, periods):
        frames = self.frames(question, periods)
        collected = pl.collect_all([frame for *_, frame in frames])
        if question.kind == "evidence":
            return collected[0].item(), collected[1].to_dicts()
        answer = {}
        for (period, whole, sums, _), frame in zip(frames, collected):
            for cells in frame.rows():
                keys = None if whole else tuple(key_of(dim, cell) for dim, cell in zip(question.by, cells))
                answer.setdefault((period, keys), {}).update(zip(sums, cells if whole else cells[len(question.by) :]))
        return answer

    def frames(self, question, periods):
        """For each lazy frame its period, whether it is of everything together, the names of its sums, and the frame."""
        if question.kind == "evidence":
            facts = self.tables["sales"].filter(self.seen(question, periods["values"]))
            return [("", True, [], facts.select(pl.len())), ("", True, [], facts.sort(EVIDENCE).head(EVIDENCE_ROWS))]
        return [made for name, period in periods.items() for made in self.of_period(question, name, period)]

    def of_period(self, question, name, period):
        keys = [(GROUPS[dim][1] if dim in GROUPS else pl.col(dim)).alias(f"key{at}") for at, dim in enumerate(question.by)]
        names = [f"key{at}" for at in range(len(keys))]
        atoms, made = question.atoms(), []

        def add(sums, rows, totals, whole=None):
            made.append((name, True, sums, (rows if whole is None else whole).select(totals)))
            if keys:
                made.append((name, False, sums, rows.group_by(names if whole is not None else keys).agg(totals)))

        if "last_day" in atoms:
            sold = pl.col("day").filter(~pl.col("returned")).max()
            facts = self.tables["sales"].filter(self.seen(question, period))
            add(["last_day", "amount", "quantity"], facts, [sold, pl.col("amount").sum(), pl.col("quantity").sum()])
            return made
        facts = self.tables["sales"].filter(self.seen(question, period))
        if sums := [atom for atom in atoms if atom in SUMS]:
            add(sums, facts, [SUMS[atom][1].alias(atom) for atom in sums])
        if "tickets" in atoms:
            sold = facts.filter(pl.col("ticket").is_not_null() & ~pl.col("returned"))
            add(["tickets"], sold.select(*keys, *TICKET).unique(), [pl.len()], sold.select(TICKET).unique())
        if "visitors" in atoms:
            add(["visitors"], self.tables["visitors"].filter(self.seen(question, period)), [pl.col("visitors").sum()])
        return made

    def seen(self, question, period):
        filters = [pl.col(dim).is_in(codes) for dim, codes in question.where.items()]
        return pl.all_horizontal(pl.col("day").is_between(*(pl.lit(day).str.to_date() for day in period)), *filters)
