//! Rules about what may stand where.

use super::files::Source;

/// Code of ours.
const CODE: [&str; 3] = [".rs", ".ts", ".tsx"];

fn lines_with(source: &Source, words: &[&str], why: &str) -> Vec<String> {
    let hit = |line: &str| words.iter().any(|word| line.contains(word));
    source.text.lines().enumerate().filter(|(_, line)| hit(line)).map(|(n, _)| format!("{}:{}: {why}", source.path, n + 1)).collect()
}

/// Every file opens with a sentence that says what it is for.
pub fn opens_with_a_sentence(source: &Source) -> Vec<String> {
    let generated = source.path.ends_with(".d.ts") || source.path.ends_with(".d.mts");
    let first = source.text.lines().next().unwrap_or_default();
    let opens = if source.is(&[".rs"]) { first.starts_with("//! ") } else { first.starts_with("// ") || first.starts_with("/** ") };
    if source.is(&CODE) && !generated && !opens {
        return vec![format!("{}:1: opens without a sentence that says what the file is for", source.path)];
    }
    Vec::new()
}

/// Rules of the trade are pure: no waiting, no database, no clock.
pub fn pure_rules(source: &Source) -> Vec<String> {
    if !source.path.contains("/src/rules/") {
        return Vec::new();
    }
    lines_with(source, &["async ", ".await", "sea_orm", "now()"], "rules are pure: no async, no database, no clock")
}

/// Only the server knows HTTP.
pub fn only_server_knows_http(source: &Source) -> Vec<String> {
    let allowed = ["crates/server/", "crates/testkit/", "xtask/", "crates/shuzhi/tests/", "crates/shuzhi/Cargo.toml"]
        .iter()
        .any(|place| source.path.starts_with(place));
    if allowed || !source.path.starts_with("crates/") || !source.is(&[".rs", "Cargo.toml"]) {
        return Vec::new();
    }
    lines_with(source, &["axum", "StatusCode"], "only the server knows HTTP")
}

/// Migrations are history: they name tables in plain words and import no department.
pub fn plain_migrations(source: &Source) -> Vec<String> {
    if !source.path.starts_with("crates/migrations/") {
        return Vec::new();
    }
    lines_with(source, &["use organisation", "use sales", "use kernel", "use report"], "migrations import no department")
}

/// A name says what is in the file.
pub fn telling_names(source: &Source) -> Vec<String> {
    let stem = source.path.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    if source.is(&CODE) && ["utils", "util", "helpers", "helper", "common", "misc"].contains(&stem) {
        return vec![format!("{}: a name that says nothing", source.path)];
    }
    Vec::new()
}

/// No place of one machine, and no host of a registry.
pub fn no_foreign_places(source: &Source) -> Vec<String> {
    let own = ["xtask/src/tidy/rules.rs", "xtask/src/postgres.rs", "xtask/src/browser.rs"];
    if own.contains(&source.path.as_str()) {
        return Vec::new();
    }
    lines_with(
        source,
        &["/work/", "/root/", "registry.npmjs", "crates.io/api", "index.crates"],
        "a place of one machine, or a registry's host",
    )
}
