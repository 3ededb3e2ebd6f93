//! Pages of a list of many records, asked by many at once.

use super::scratch::{ACCOUNT, Scratch, text as word};
use super::table::{Cell, Table, judged, text};
use crate::system::{has, install};
use anyhow::{Context as _, Result, bail};
use std::process::{Command, Stdio};

/// Seconds that a page is asked for, after some that do not count; a slow page is asked for longer, so that every
/// connection has its answer some times.
const SECONDS: f64 = 10.0;
const SECONDS_MAX: f64 = 60.0;
const WARM_SECONDS: f64 = 2.0;
/// The most milliseconds that 99 of 100 pages may take.
const GOAL_MS: f64 = 50.0;

pub fn run(scratch: &Scratch, records: u64, clients: u32) -> Result<Table> {
    if !has("wrk") {
        install(&["wrk"], "wrk (it asks for pages from many connections at once)")?;
    }
    let data = scratch.once(&format!("records-{records}"), |data| {
        scratch.empty_house(data)?;
        scratch.told("records.py", &["fill", &word(&data.join("shuzhi.db")), &records.to_string()]).map(drop)
    })?;
    let password = scratch.password(&data)?;
    let running = scratch.serve(&data)?;
    let told = scratch.told("records.py", &["pages", &word(&data.join("shuzhi.db")), &running.url, ACCOUNT, &password])?;
    let [signed_in, pages @ ..] = told.as_slice() else { bail!("the pages told nothing") };
    let session = signed_in.get(1).context("the session is not told")?;
    let mut rows = Vec::new();
    for page in pages {
        let [name, path, alone_ms, goal] = page.as_slice() else { bail!("a page told something else: {page:?}") };
        let alone_ms: f64 = alone_ms.parse()?;
        let asked = format!("{}{path}", running.url);
        wrk(&asked, session, clients, WARM_SECONDS)?;
        let told = wrk(&asked, session, clients, (alone_ms / 1_000.0 * f64::from(clients) * 2.0).clamp(SECONDS, SECONDS_MAX))?;
        let mut row = vec![text(name), Cell::Number(alone_ms, 1), Cell::Number(told.per_second, 0), Cell::Number(told.median_ms, 1)];
        row.extend(judged(told.p99_ms, 1, (goal == "goal").then_some(GOAL_MS)));
        row.push(Cell::Number(told.failed, 0));
        rows.push(row);
    }
    Ok(Table {
        title: "Pages of a list",
        notes: vec![
            format!(
                "{records} items; {clients} connections ask without pause for {SECONDS} to {SECONDS_MAX} s, each for its next page as soon as it has one; keep-alive, no compression."
            ),
            "They do so from the same machine (wrk, one thread), and so take a part of its cores.".into(),
            "“alone” is one caller with nobody beside; failed counts answers that were no success or came too late.".into(),
        ],
        head: ["page", "alone ms", "pages/s", "median ms", "p99 ms", "goal", "result", "failed"].map(Into::into).into(),
        rows,
    })
}

/// What wrk says of its run.
#[derive(Debug, PartialEq)]
struct Told {
    per_second: f64,
    median_ms: f64,
    p99_ms: f64,
    failed: f64,
}

fn wrk(url: &str, cookie: &str, clients: u32, seconds: f64) -> Result<Told> {
    let mut command = Command::new("wrk");
    command.args(["--latency", "--threads", "1", "--timeout", "60s"]);
    command.args(["--connections", &clients.to_string(), "--duration", &format!("{seconds:.0}s")]);
    let out = command.args(["--header", &format!("Cookie: {cookie}"), url]).stderr(Stdio::inherit()).output()?;
    let said = String::from_utf8_lossy(&out.stdout);
    read(&said).with_context(|| format!("wrk said something else: {said}"))
}

fn read(said: &str) -> Option<Told> {
    let after = |start: &str| said.lines().find_map(|line| line.trim().strip_prefix(start)).map(str::trim);
    let failed = after("Non-2xx or 3xx responses:").map_or(Some(0.0), |count| count.parse().ok())?;
    let broken: f64 =
        after("Socket errors:").map_or(0.0, |kinds| kinds.split(&[' ', ','][..]).filter_map(|word| word.parse::<f64>().ok()).sum());
    // Where nobody had an answer in time, wrk calls the times zero.
    let answers: u64 = said.lines().find_map(|line| line.split_once(" requests in ")).and_then(|(count, _)| count.trim().parse().ok())?;
    let time = |share: &str| if answers > 0 { milliseconds(after(share)?) } else { Some(f64::INFINITY) };
    let per_second = after("Requests/sec:")?.parse().ok()?;
    Some(Told { per_second, median_ms: time("50%")?, p99_ms: time("99%")?, failed: failed + broken })
}

fn milliseconds(time: &str) -> Option<f64> {
    let (number, unit) = time.split_at(time.find(|c: char| c.is_ascii_alphabetic())?);
    let scale = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1_000.0,
        "m" => 60_000.0,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_wrk_are_understood() {
        let said = "  Latency Distribution\n     50%  677.00us\n     75%    1.02ms\n     90%    3.10ms\n     99%    1.20s \n  \
            4 requests in 10.00s\n  Socket errors: connect 0, read 1, write 0, timeout 2\n  Non-2xx or 3xx responses: 3\nRequests/sec:   5012.25\n";
        let expected = Told { per_second: 5012.25, median_ms: 0.677, p99_ms: 1_200.0, failed: 6.0 };
        let told = read(said).unwrap();
        assert!((told.median_ms - expected.median_ms).abs() < 1e-9);
        assert_eq!(Told { median_ms: expected.median_ms, ..told }, expected);
    }
}
