"""Asks the program, DuckDB and Polars the same questions, refuses unequal answers, and tells how long each takes."""

import sys
import time
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

from client import Client, middle, nearly_all, read, tell, times
from engines import Duck, Polars
from questions import MEASURES, QUESTIONS, shifted

getcontext().prec = 40
# The share that the few make together (crates/kernel/src/measure/pareto.rs).
MOST = Decimal("0.8")


def exact(value):
    """A figure as an exact number; nothing where there is none."""
    return None if value is None else Decimal(str(value))


def figures(question, sums):
    """The measures of a question, of the sums of one of its rows."""
    values = {}
    for measure in question.measures:
        formula, atoms, decimals = MEASURES[measure]
        known = {atom: sums.get(atom) for atom in atoms}
        # Nothing counted is nothing known.
        known = {atom: None if atom in ("tickets", "items") and not value else value for atom, value in known.items()}
        known = {atom: value if isinstance(value, date) else exact(value) for atom, value in known.items()}
        value = exact(formula(known))
        values[measure] = value if value is None or decimals is None else value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return values


def expected(question, answer, periods):
    """Figures by period and keys, with the keys of a comparison laid onto those of the period itself."""
    made = {}
    for (period, keys), sums in answer.items():
        if "last_day" in question.atoms() and (keys is None or None in keys):
            sums = {**sums, "last_day": None}
        if keys is not None:
            keys = tuple(shifted(dim, key, periods[period][0], question.period[0]) for dim, key in zip(question.by, keys))
        made[period, keys] = figures(question, sums)
    return made


def refuse(question, engine, what, ours, theirs):
    raise SystemExit(f"“{question.name}”: {engine.name} answers {what} otherwise: {theirs!r}, the program {ours!r}")


def same(ours, theirs):
    """Polars adds nothing up to zero, where the program and DuckDB say that nothing is known."""
    return ours == theirs or (ours is None and theirs == 0)


def compare_rows(question, engine, told, made):
    """Every figure of the program's answer, and that no row is missing or among the first without being so."""
    for period in ("values", "previous", "last_year"):
        for row in [*told["rows"], told["total"]]:
            if period not in row:
                continue
            keys = tuple(row["keys"][dim] for dim in question.by) if row["keys"] else None
            theirs = made.get((period, keys)) or figures(question, {})
            for measure, value in row[period].items():
                if not same(exact(value), theirs[measure]):
                    refuse(question, engine, f"{measure} of {keys or 'all'} ({period})", value, theirs[measure])
    # A group of which no figure is known is no row.
    known = {keys for (_, keys), of_keys in made.items() if keys is not None and any(value is not None for value in of_keys.values())}
    if not told["more"] and len(told["rows"]) != len(known):
        refuse(question, engine, "the number of rows", len(told["rows"]), len(known))
    measure = question.order.lstrip("-")
    if told["more"] and measure:
        best = sorted(
            (f[measure] for (period, keys), f in made.items() if period == "values" and keys and f[measure] is not None), reverse=True
        )
        ours = [exact(row["values"][measure]) for row in told["rows"]]
        if ours != best[: len(ours)]:
            refuse(question, engine, "the first rows", ours[:3], best[:3])


def compare_few(question, engine, told, made):
    """The few that make the most: how many, of how many, and what each makes. What has no name has no rank."""
    [measure] = question.measures
    ranked = sorted(
        ((f[measure], keys[0]) for (_, keys), f in made.items() if keys and keys[0] is not None and f[measure] and f[measure] > 0), key=lambda row: -row[0]
    )
    total, running, few = sum(value for value, _ in ranked), Decimal(0), 0
    for value, _ in ranked:
        few += running < total * MOST
        running += value
    theirs = (few, len(ranked), total, [value for value, _ in ranked[: len(told["rows"])]])
    ours = (told["few"], told["of"], exact(told["total"]), [exact(row["value"]) for row in told["rows"]])
    if ours != theirs:
        refuse(question, engine, "the few", ours[:3], theirs[:3])
    by_key = {key: value for value, key in ranked}
    for row in told["rows"]:
        if by_key.get(row["key"]) != exact(row["value"]):
            refuse(question, engine, row["key"], row["value"], by_key.get(row["key"]))


def compare_facts(question, engine, told, made):
    """The first page of facts, cell by cell, and how many there are."""
    total, rows = made
    if (told["total"], len(told["rows"])) != (total, len(rows)):
        refuse(question, engine, "the number of facts", told["total"], total)
    word = lambda cell: None if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
    names = [column["name"] for column in told["columns"]]
    for ours, theirs in zip(told["rows"], rows):
        if ours != [word(theirs[name]) for name in names]:
            refuse(question, engine, "a fact", ours, theirs)


def compare(question, engine, told, periods):
    """Refuses an answer of the program that the engine would not give."""
    answer = engine.answer(question, periods)
    of_kind = {"query": compare_rows, "pareto": compare_few, "evidence": compare_facts}[question.kind]
    of_kind(question, engine, told, answer if question.kind == "evidence" else expected(question, answer, periods))


def new_version(client):
    """Makes a version of the data of which nothing was answered yet: somebody came long before anything was sold."""
    client.load("visitors.csv", f"日期,门店编码,出入口,客流人数\n2000-01-01,S01,{time.time_ns()},1\n")


def main(url, account, password, warehouse, runs):
    client = Client(url, account, password)
    engines = [Duck(Path(warehouse)), Polars(Path(warehouse))]
    tell(*(engine.name for engine in engines))
    for question in QUESTIONS:
        path, params = question.path()
        told = read(client.get(path, **params))
        periods = {"values": question.period}
        periods |= {name: (period["from"], period["to"]) for name, period in told.get("compare", {}).items()}
        for engine in engines:
            compare(question, engine, told, periods)
        taken = [times(lambda: client.get(path, **params), int(runs), before=lambda: new_version(client))]
        taken += [times(lambda: engine.ask(question, periods), int(runs)) for engine in engines]
        cells = [figure for times_of in taken for figure in (middle(times_of), nearly_all(times_of))]
        tell(question.name, "rollup" if question.rolled_up() else "facts", len(told["rows"]), *cells)


if __name__ == "__main__":
    main(*sys.argv[1:])
