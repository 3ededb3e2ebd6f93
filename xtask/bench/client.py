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
        if answer.status == 429:
            # A clock that was set back looks like very many calls at once.
            time.sleep(0.2)
            return self.call(method, path, json.loads(body) if body is not None else None)
        if answer.status >= 300:
            raise SystemExit(f"{method} {path} answered {answer.status}: {read.decode(errors='replace')[:500]}")
        for cookie in answer.headers.get_all("set-cookie") or []:
            self.cookie = cookie.split(";")[0]
        return read

    def beside(self, url):
        """Another connection of the same browser."""
        other = object.__new__(Client)
        other.connection, other.cookie = http.client.HTTPConnection(urlsplit(url).netloc, timeout=600), self.cookie
        return other

    def upload(self, path, name, content):
        """Brings a file."""
        edge = "----shuzhi"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        headers = {"Cookie": self.cookie, "Content-Type": f"multipart/form-data; boundary={edge}"}
        self.connection.request("POST", path, body, headers)
        answer = self.connection.getresponse()
        read = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"POST {path} answered {answer.status}: {read.decode(errors='replace')[:500]}")
        return read

    def load(self, name, table, profile=None, replace=False):
        """Loads a table of facts as a person does, and waits until it is there; answers how many lines were accepted."""
        file = read(self.upload("/api/files", name, table.encode()))["id"]
        profile = profile or self.post("/api/records/batch/do/inspect", file=file)["profile"]
        job = self.post("/api/records/batch/do/load", file=file, loading={"profile": profile, "replace": replace})["job"]
        while (state := read(self.get(f"/api/records/job/{job}")))["state"] not in ("done", "failed"):
            time.sleep(0.02)
        if state["state"] == "failed" or state["result"]["refused"]:
            raise SystemExit(f"{name} was not loaded: {state}")
        return state["result"]["accepted"]

    def get(self, path, **params):
        return self.call("GET", f"{path}?{urlencode(params)}" if params else path)

    def post(self, path, **body):
        return read(self.call("POST", path, body))


def read(answer):
    """JSON with its numbers kept exact."""
    return json.loads(answer, parse_float=Decimal)


def times(act, runs, warm=3, before=None):
    """Milliseconds of so many runs, after a few that do not count; `before` each run something else may be done."""
    for _ in range(warm):
        act()
    taken = []
    for _ in range(runs):
        if before:
            before()
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
