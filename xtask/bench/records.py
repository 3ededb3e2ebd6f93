"""A list of many items: fills it, and says which of its pages to ask for.

The items are written straight into the tables of SQLite, each with its card for the search. The workbook import takes
at most a hundred thousand rows at a time and judges each like a form, so a million of them would take most of the
time of a run and measure nothing that is asked here. What a list reads is the same either way, and that is made sure
of: an item made through the program must stand in the tables exactly as the ones written here. Only the history of
the items is left out, which no list reads.
"""

import base64
import json
import sqlite3
import struct
import sys
from uuid import UUID

from client import Client, middle, read, tell, times

# Goods by name, with their pinyin and its initials.
GOODS = [
    ("苹果", "pingguo", "pg"), ("香蕉", "xiangjiao", "xj"), ("牛奶", "niunai", "nn"), ("面包", "mianbao", "mb"),
    ("啤酒", "pijiu", "pj"), ("大米", "dami", "dm"), ("毛巾", "maojin", "mj"), ("牙膏", "yagao", "yg"),
]  # fmt: skip
STATUSES = ["on_sale", "on_sale", "on_sale", "paused", "delisted"]
TABLES = {
    "item": "id version ended_at code name barcode category_id brand_id spec unit weighable cost price status".split(),
    "card": "row_id record site_id owner_id title sub words ended".split(),
}
# A page of the list as the web shows it.
SIZE = 20


def check_digit(digits):
    """The last digit of a barcode (GS1 General Specifications, 7.9)."""
    return -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10


def form(number):
    """What a person would fill in for an item."""
    good = GOODS[number % len(GOODS)]
    barcode = f"69{number * 7919 % 10**10:010}"
    return {
        "code": f"P{number:08}",
        "name": f"{good[0]}{number % 1000}",
        "barcode": f"{barcode}{check_digit(barcode)}",
        "spec": f"{number % 9 + 1}00g",
        "unit": "件",
        "weighable": number % 11 == 0,
        "cost": f"{number % 500}.{number % 100:02}",
        "price": f"{number % 700 + 1}.{number % 100:02}",
        "status": STATUSES[number % len(STATUSES)],
    }


def cents(yuan):
    return int(yuan.replace(".", ""))


def rows(number, id):
    """The item and its card as the program keeps them."""
    item = form(number)
    (_, pinyin, initials), digits = GOODS[number % len(GOODS)], str(number % 1000)
    texts = [item["name"], pinyin + digits, initials + digits, item["code"].lower(), item["barcode"], item["spec"]]
    kept = {**item, "cost": cents(item["cost"]), "price": cents(item["price"]), "weighable": int(item["weighable"])}
    kept |= {"id": id, "version": 1}
    card = {"row_id": id, "record": "item", "title": item["name"], "sub": item["code"], "words": " ".join(texts), "ended": 0}
    return tuple(tuple(row.get(name) for name in TABLES[table]) for table, row in (("item", kept), ("card", card)))


def new_id(number):
    """A UUIDv7 that belongs to a number: they sort by their age, and no two runs differ."""
    rest = bytearray(struct.pack(">QH", number * 0x9E3779B97F4A7C15 % 2**64, number % 2**16))
    rest[0], rest[2] = rest[0] & 0x0F | 0x70, rest[2] & 0x3F | 0x80
    return struct.pack(">Q", 1_760_000_000_000 + number)[2:] + bytes(rest)


def fill(file, count):
    db = sqlite3.connect(file)
    for place, (table, names) in enumerate(TABLES.items()):
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        db.executemany(insert, (rows(number, new_id(number))[place] for number in range(1, int(count) + 1)))
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def refuse_other_rows(db, client, count):
    """An item made through the program must look in the tables as the others do."""
    made = read(client.call("POST", "/api/records/item", form(count + 1)))
    for (table, names), ours in zip(TABLES.items(), rows(count + 1, UUID(made["id"]).bytes)):
        [kept] = db.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {names[0]} = ?", [UUID(made["id"]).bytes]).fetchall()
        if kept != ours:
            raise SystemExit(f"the program keeps another {table} than records.py writes: {kept} and {ours}")


def middle_page(db, client, code):
    """The mark of a page far from both ends: the mark of the first page, moved to another row."""
    mark = read(client.get("/api/records/item", size=SIZE))["next"]
    mark = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
    [(mark["v"], id)] = db.execute("SELECT code, id FROM item WHERE code = ?", [code]).fetchall()
    mark["i"] = str(UUID(bytes=id))
    return base64.urlsafe_b64encode(json.dumps(mark).encode()).decode().rstrip("=")


def pages(file, url, account, password):
    """Tells the session, and then every page: its name, its path, how long it takes alone, and whether the goal is for it."""
    client = Client(url, account, password)
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    [(count,)] = db.execute("SELECT count(*) FROM item").fetchall()
    refuse_other_rows(db, client, count)
    code = form(count // 2)["code"]
    tell("signed in", client.cookie)
    asked = [
        ("first page", "", ""),
        ("a page in the middle", "", f"&after={middle_page(db, client, code)}"),
        ("by name", "", "&sort=name"),
        ("by price, highest first", "", "&sort=-price"),
        ("only those on sale", "", "&f.status=on_sale"),
        ("search for one code", "", f"&q={code}"),
        ("search for a word in pinyin", "", "&q=pingguo"),
        ("the counts beside the list", "/summary", ""),
    ]
    for name, route, more in asked:
        path = f"/api/records/item{route}?size={SIZE}{more}"
        answer = read(client.get(path))
        rows_due = {"search for one code": 1}.get(name, SIZE)
        if not route and len(answer["items"]) != rows_due:
            raise SystemExit(f"“{name}” has {len(answer['items'])} rows and not {rows_due}")
        tell(name, path, middle(times(lambda: client.get(path), 5, warm=1)), "none" if route else "goal")


{"fill": fill, "pages": pages}[sys.argv[1]](*sys.argv[2:])
