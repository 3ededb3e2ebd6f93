"""Drafts the monthly report of the demonstration company's mall and prints it, and tells how long each takes."""

import sys
import time

from client import Client, middle, read, tell

MONTH, SITE = "2026-10", "M01"


def taken(act, runs):
    """Milliseconds of the first run, the middle of the others, and the last answer."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        answer = act()
        times.append((time.perf_counter() - begun) * 1000)
    return times[0], middle(times[1:]), answer


def main(url, account, password, runs):
    client = Client(url, account, password)
    [site] = [site["id"] for site in read(client.get("/api/session"))["sites"] if site["code"] == SITE]
    first, median, report = taken(lambda: client.post("/api/records/report/do/draft", month=MONTH, site_id=site), int(runs))
    tell("drafted from the data", first, median, "")
    for name, form, begin in [("as PDF", "pdf", b"%PDF"), ("as Word", "docx", b"PK"), ("as Excel", "xlsx", b"PK")]:
        print_it = lambda: client.get(f"/api/records/report/{report['id']}/do/print", format=form)
        first, median, file = taken(print_it, int(runs))
        if not file.startswith(begin):
            raise SystemExit(f"the report {name} is none: {file[:100]}")
        tell(name, first, median, len(file))


main(*sys.argv[1:])
