//! What a command shows: its answer on standard output, and how far it is on standard error when a person looks on.

use indicatif::{ProgressBar, ProgressStyle};
use std::future::Future;
use std::io::{ErrorKind, IsTerminal, Write};
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// How long a command may be quiet.
const QUIET: Duration = Duration::from_secs(1);

/// Prints an answer: its JSON, or the words for people.
pub fn say(json: bool, answer: &serde_json::Value, words: impl FnOnce() -> String) {
    put(&if json { answer.to_string() } else { words() });
}

/// Prints a line. A reader who has seen enough (`shuzhi … | head`) is no fault.
pub fn put(line: &str) {
    let mut out = std::io::stdout();
    if let Err(error) = writeln!(out, "{line}").and_then(|()| out.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        eprintln!("shuzhi: {error}");
    }
}

/// A bar for people; scripts see none.
pub fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {percent}% {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(1).with_style(style)
}

/// Counts what is done, for people, where nobody knows how much there is.
pub fn counter(what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {pos}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style).with_message(what.to_owned())
}

/// Waits for work whose length nobody knows, and shows after a second that it goes on.
pub async fn waiting<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    if let Ok(done) = tokio::time::timeout(QUIET, work.as_mut()).await {
        return done;
    }
    let spinner = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    spinner.enable_steady_tick(Duration::from_millis(120));
    let done = work.await;
    spinner.finish_and_clear();
    done
}

/// Keeps a log on standard error, for what runs until it is ended; `SHUZHI_LOG` says how much of it.
pub fn keep_log(json: bool) {
    let filter = EnvFilter::try_from_env("SHUZHI_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn,buoyant_kernel=warn,deltalake_core=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { log.json().init() } else { log.init() }
}
