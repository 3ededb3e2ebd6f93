//! `shuzhi doctor`: looks over the house and says what is not in order, and what to do about it.

use super::screen::{say, waiting};
use crate::place::Place;
use kernel::job::{Job, record as job};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use std::process::ExitCode;

pub async fn run(place: &Place, json: bool) -> anyhow::Result<ExitCode> {
    place.must_exist()?;
    let db = place.database().await?;
    let pending = Migrator::get_pending_migrations(&db).await?.len();
    let house = place.open().await?;
    let failed = Job::find().filter(job::Column::State.eq(job::State::Failed)).count(&house.db).await?;
    let verdict = waiting(kernel::audit::verify(&house)).await?;
    let checks = vec![
        check("database", true, format!("{:?}", house.db.get_database_backend())),
        check("migrations", pending == 0, format!("{pending} pending before this run")),
        check("history", verdict.found == 0, format!("{} lines, {} findings; see `shuzhi audit verify`", verdict.lines, verdict.found)),
        check("jobs", failed == 0, format!("{failed} failed; see the page of jobs")),
    ];
    let fine = checks.iter().all(|c| c["ok"] == true);
    say(json, &json!({ "ok": fine, "checks": checks }), || checks.iter().map(line).collect::<Vec<_>>().join("\n"));
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check(name: &str, ok: bool, words: String) -> Value {
    json!({ "name": name, "ok": ok, "about": words })
}

fn line(check: &Value) -> String {
    let mark = if check["ok"] == true { "✓" } else { "✗" };
    format!("{mark} {:<12} {}", check["name"].as_str().unwrap_or_default(), check["about"].as_str().unwrap_or_default())
}
