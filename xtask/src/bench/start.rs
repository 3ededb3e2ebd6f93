//! How soon the program is there, and how much it takes while nobody asks for anything.

use super::process::{median, memory_mb};
use super::scratch::Scratch;
use super::table::{Cell, Table, judged, text};
use anyhow::{Context as _, Result, bail};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;
/// Idle means: nobody has asked for anything for so long.
const IDLE: Duration = Duration::from_secs(5);
const GOAL_SECONDS: f64 = 1.0;
const GOAL_MB: f64 = 150.0;
/// A program that is not there by then does not come.
const WAIT_MAX: Duration = Duration::from_secs(120);

pub fn run(scratch: &Scratch, facts: u64, records: u64) -> Result<Table> {
    let mut rows = Vec::new();
    let mut row = |what: String, [value, goal, met]: [Cell; 3], unit: &str| rows.push(vec![text(what), value, text(unit), goal, met]);
    scratch.demo_house()?;
    let houses = [
        ("demo".to_owned(), "the demonstration company".to_owned()),
        (format!("facts-{facts}"), format!("{facts} facts")),
        (format!("records-{records}"), format!("{records} records")),
    ];
    for (name, of) in houses.into_iter().filter(|(name, _)| scratch.path(name).exists()) {
        let data = scratch.path(&name);
        let starts = (0..RUNS).map(|_| start(scratch, &data)).collect::<Result<Vec<Started>>>()?;
        let middle = |figure: fn(&Started) -> f64| median(starts.iter().map(figure).collect());
        row(format!("start, {of}"), judged(middle(|s| s.seconds), 3, Some(GOAL_SECONDS)), "s");
        row(format!("memory once it is there, {of}"), judged(middle(|s| s.fresh_mb), 0, None), "MB");
        row(format!("memory after {} idle seconds, {of}", IDLE.as_secs()), judged(middle(|s| s.idle_mb), 0, Some(GOAL_MB)), "MB");
    }
    let bytes = std::fs::metadata(&scratch.program)?.len();
    row("size of the program".into(), judged(bytes as f64 / f64::from(1 << 20), 1, None), "MB");
    Ok(Table {
        title: "Start, memory and size",
        notes: vec![
            format!(
                "Start is from the start of the process to the first 200 of `/healthz`; {RUNS} runs, medians; the files are in the cache of the system."
            ),
            "Memory is what is resident, the pages of the program itself included.".into(),
        ],
        head: ["what", "measured", "unit", "goal", "result"].map(Into::into).into(),
        rows,
    })
}

struct Started {
    seconds: f64,
    fresh_mb: f64,
    idle_mb: f64,
}

/// A process that ends with us.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(scratch: &Scratch, data: &Path) -> Result<Started> {
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let mut command = scratch.command(data, &["serve", "--port", &port.to_string()]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let begun = Instant::now();
    let mut running = Ended(command.spawn()?);
    while !healthy(port) {
        if running.0.try_wait()?.is_some() || begun.elapsed() > WAIT_MAX {
            bail!("the program did not start over {}", data.display());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let memory = || memory_mb(running.0.id(), "VmRSS").context("the system does not tell the memory of a process");
    let fresh_mb = memory()?;
    std::thread::sleep(IDLE);
    Ok(Started { seconds, fresh_mb, idle_mb: memory()? })
}

fn healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(head.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
