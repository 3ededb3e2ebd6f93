//! What a process takes while it runs: time and memory, as the system tells them.

use anyhow::{Result, bail};
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the memory is looked at; what grows and goes within this time is not seen.
const LOOK: Duration = Duration::from_millis(10);

/// A command that has come to its end.
pub struct Measured {
    pub seconds: f64,
    pub peak_mb: f64,
    pub out: String,
}

/// Runs a command to its end. What it prints must be short.
pub fn measured(command: &mut Command) -> Result<Measured> {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut peak_mb: f64 = 0.0;
    let status = loop {
        peak_mb = peak_mb.max(memory_mb(child.id(), "VmHWM").unwrap_or(0.0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    let seconds = begun.elapsed().as_secs_f64();
    let mut out = String::new();
    if let Some(mut from) = child.stdout.take() {
        from.read_to_string(&mut out)?;
    }
    if !status.success() {
        bail!("{command:?} failed ({status}): {}", out.trim());
    }
    Ok(Measured { seconds, peak_mb, out })
}

/// Megabytes of a running process: `VmRSS` now, `VmHWM` the most so far.
pub fn memory_mb(process: u32, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The middle of some figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let half = figures.len() / 2;
    match figures.len() {
        0 => f64::NAN,
        even if even % 2 == 0 => f64::midpoint(figures[half - 1], figures[half]),
        _ => figures[half],
    }
}
