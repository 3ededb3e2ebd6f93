"""A signed-in caller of a running program, and how long its calls take."""

import http.client
import json
import statistics
import time
from decimal import Decimal
from urllib.parse import urlencode, urlsplit


class Client:
    """Keeps one connection open, as a browser does."""

    def __init__(self, url, account, password):
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=600)
        self.cookie = ""
        me = self.post("/api/session", account=account, password=password)
        if me["must_change_password"]:
            self.post("/api/session/password", old=password, new=password[::-1])

    def call(self, method, path, body=None):
        """Answers the bytes of the body; anything but success ends the benchmark."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        read = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path} answered {answer.status}: {read.decode(errors='replace')[:500]}")
        for cookie in answer.headers.get_all("set-cookie") or []:
            self.cookie = cookie.split(";")[0]
        return read

    def get(self, path, **params):
        return self.call("GET", f"{path}?{urlencode(params)}" if params else path)

    def post(self, path, **body):
        return read(self.call("POST", path, body))


def read(answer):
    """JSON with its numbers kept exact."""
    return json.loads(answer, parse_float=Decimal)


def times(act, runs, warm=3):
    """Milliseconds of so many runs, after a few that do not count."""
    for _ in range(warm):
        act()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def middle(taken):
    return statistics.median(taken)


def nearly_all(taken):
    """The time that 95 of 100 runs keep to."""
    return sorted(taken)[max(0, -(-len(taken) * 95 // 100) - 1)]


def tell(*cells):
    """One line for the part of the workshop that called us."""
    print(*cells, sep="\t", flush=True)
