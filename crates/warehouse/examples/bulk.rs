//! Makes a large file of sales and measures how the warehouse takes and answers it.
//!
//! `cargo run --release -p warehouse --example bulk -- make 10000000 lines.csv` writes the file;
//! `... -- load lines.csv folder` loads it and says how long it took and how much memory it needed;
//! `... -- ask folder` answers the questions of a dashboard and says how long each took.

use chrono::{DateTime, NaiveDate};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;
use warehouse::load::{LoadOptions, Profile};
use warehouse::query::{Atom, Dim, Filter, Order, OrderBy, Question, Scope};
use warehouse::{Storage, Warehouse};

const DAYS: u64 = 365;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", rows, file] => make(rows.parse().expect("a number of rows"), file).expect("the file is written"),
        ["load", file, folder] => load(file, folder).await,
        ["ask", folder] => ask(folder).await,
        _ => eprintln!("make <rows> <file> | load <file> <folder> | ask <folder>"),
    }
}

/// Lines in the order of their days, of twenty sites with sixty counters each and twenty thousand items.
fn make(rows: u64, file: &str) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    writeln!(out, "日期,时间,门店,渠道,专柜,品牌,品类,单品,小票号,会员,数量,金额,成本,是否退货,是否促销")?;
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap_or_default();
    let mut state = 88_172_645_463_325_252_u64;
    let mut dice = |bound: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % bound
    };
    for row in 0..rows {
        let day = first + chrono::Days::new(row * DAYS / rows);
        let (site, counter, item) = (dice(20), dice(60), dice(20_000));
        let (brand, category) = (counter % 40, counter % 15);
        let channel = if dice(10) == 0 { "小程序" } else { "门店" };
        let (hour, minute, ticket, quantity) = (9 + dice(13), dice(60), row / 3, 1 + dice(3));
        let (amount, cost) = (500 + dice(30_000), 300 + dice(15_000));
        let member = if dice(3) == 0 { format!("V{:06}", dice(300_000)) } else { String::new() };
        let (returned, promotion) = (if dice(50) == 0 { "是" } else { "否" }, if dice(4) == 0 { "是" } else { "否" });
        writeln!(
            out,
            "{day},{hour:02}:{minute:02}:00,M{site:02},{channel},S{counter:03},B{brand:02},C{category:02},10290000{item:05},\
             T{ticket:010},{member},{quantity},{}.{:02},{}.{:02},{returned},{promotion}",
            amount / 100,
            amount % 100,
            cost / 100,
            cost % 100
        )?;
    }
    out.flush()
}

fn profile() -> Profile {
    let columns = [
        ("day", "日期"),
        ("time", "时间"),
        ("site", "门店"),
        ("channel", "渠道"),
        ("shop", "专柜"),
        ("brand", "品牌"),
        ("category", "品类"),
        ("item", "单品"),
        ("ticket", "小票号"),
        ("member", "会员"),
        ("quantity", "数量"),
        ("amount", "金额"),
        ("cost", "成本"),
        ("returned", "是否退货"),
        ("promotion", "是否促销"),
    ];
    let columns: serde_json::Map<String, serde_json::Value> =
        columns.iter().map(|(target, title)| (target.to_string(), serde_json::Value::from(*title))).collect();
    serde_json::from_value(serde_json::json!({ "columns": columns })).expect("the profile is well made")
}

async fn open(folder: &str) -> Warehouse {
    Warehouse::open(&Storage::Folder(folder.into()), DateTime::UNIX_EPOCH).await.expect("the warehouse opens")
}

async fn load(file: &str, folder: &str) {
    let warehouse = open(folder).await;
    let begun = Instant::now();
    let options = LoadOptions { source: "bulk".into(), ..LoadOptions::default() };
    let loaded = warehouse.load(Path::new(file), &profile(), &options, DateTime::UNIX_EPOCH, &|_| ControlFlow::Continue(())).await;
    println!("{:.2} s, peak memory {} MB", begun.elapsed().as_secs_f64(), peak_megabytes());
    println!("{:?}", loaded.map(|loaded| (loaded.counts, loaded.total)));
}

/// The most memory the process has held, as the system tells it.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

async fn ask(folder: &str) {
    let warehouse = open(folder).await;
    let last = warehouse.until_within(&Scope::All, None).await.unwrap().unwrap_or_default();
    let year = Filter::period(last - chrono::Days::new(DAYS), last);
    let month = Filter::period(last - chrono::Days::new(30), last);
    let figures = [Atom::Amount, Atom::Quantity, Atom::ReturnedAmount, Atom::Cost, Atom::Lines];
    let cases: [(&str, &[Atom], &[Dim], &Filter); 8] = [
        ("year by month and site", &figures, &[Dim::Month, Dim::Site], &year),
        ("year by shop", &figures, &[Dim::Shop], &year),
        ("month by day and category", &figures, &[Dim::Day, Dim::Category], &month),
        ("tickets of the year by month and site", &[Atom::Tickets], &[Dim::Month, Dim::Site], &year),
        ("tickets of the month by category", &[Atom::Tickets], &[Dim::Category], &month),
        ("items of the year", &figures, &[Dim::Item], &year),
        ("items of the month", &figures, &[Dim::Item], &month),
        ("hours of the month", &figures, &[Dim::Hour], &month),
    ];
    for (name, atoms, by, filter) in cases {
        let order = vec![Order { by: OrderBy::Atom(atoms[0]), descending: true }];
        let question = Question { atoms: atoms.to_vec(), by: by.to_vec(), filter: filter.clone(), order, limit: 200 };
        let mut times = Vec::new();
        for _ in 0..5 {
            let begun = Instant::now();
            warehouse.ask(&Scope::All, &question, None).await.expect("the question is answered");
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        let warm = times[1..].iter().copied().fold(f64::MAX, f64::min);
        println!("{name}: first {:.0} ms, then {warm:.0} ms", times[0]);
    }
    let begun = Instant::now();
    warehouse.last_sold(&Scope::All, Dim::Item, &month, None).await.expect("the question is answered");
    println!("last sold: {:.0} ms, peak memory {} MB", begun.elapsed().as_secs_f64() * 1000.0, peak_megabytes());
}
