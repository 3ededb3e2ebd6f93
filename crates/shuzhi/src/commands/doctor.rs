//! `shuzhi doctor`: looks over the house and says what is not in order, and what to do about it.

use super::one_line;
use super::screen::{say, waiting};
use crate::place::Place;
use kernel::clock::{Clock, SystemClock};
use kernel::house::House;
use kernel::job::{Job, record as job};
use migrations::{Migrator, MigratorTrait};
use sales::records::batch;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use warehouse::{Version, Warehouse};

/// With less room than this the disk is about to be full.
const FREE_BYTES_MIN: u64 = 1 << 30;
/// Missing files that are named.
const NAMED_MAX: usize = 5;

/// What was looked at, in order.
#[derive(Default)]
struct Checks(Vec<Value>);

pub async fn run(place: &Place, json: bool) -> anyhow::Result<ExitCode> {
    place.must_exist()?;
    let mut checks = Checks::default();
    checks.disk(place.folder());
    if let Some((house, warehouse)) = checks.opened(place).await? {
        checks.facts(&house, &warehouse).await;
        checks.files(&house).await;
        checks.history(&house).await;
        checks.jobs(&house).await;
    }
    let fine = checks.0.iter().all(|check| check["ok"] == true);
    say(json, &json!({ "ok": fine, "checks": checks.0 }), || checks.0.iter().map(line).collect::<Vec<_>>().join("\n"));
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Checks {
    fn add(&mut self, name: &str, ok: bool, words: String) {
        self.0.push(json!({ "name": name, "ok": ok, "about": words }));
    }

    /// What came of a step; a fault is told under its name.
    fn fine<T, E: Into<anyhow::Error>>(&mut self, name: &str, outcome: Result<T, E>) -> Option<T> {
        outcome.map_err(|error| self.add(name, false, one_line(&error.into()))).ok()
    }

    /// Opens the house step by step; the first step that fails is the last, since the next ones stand on it.
    async fn opened(&mut self, place: &Place) -> anyhow::Result<Option<(Arc<House>, Arc<Warehouse>)>> {
        let Some(db) = self.fine("database", place.database().await) else { return Ok(None) };
        self.add("database", true, format!("{:?}", db.get_database_backend()));
        let pending = Migrator::get_pending_migrations(&db).await?.len();
        self.add("migrations", pending == 0, format!("启动前有 {pending} 步未做 · {pending} pending before this run"));
        if self.fine("migrations", migrations::bring_up_to_date(&db).await).is_none() {
            return Ok(None);
        }
        let warehouse = place.warehouse(SystemClock.now()).await.map(Arc::new);
        let Some(warehouse) = self.fine("warehouse", warehouse) else { return Ok(None) };
        let Some(house) = self.fine("policies", place.house(db, warehouse.clone())) else { return Ok(None) };
        self.add("policies", true, "有效 · valid".to_owned());
        Ok(Some((house, warehouse)))
    }

    async fn facts(&mut self, house: &House, warehouse: &Warehouse) {
        let Some((files, missing)) = self.fine("warehouse", waiting(warehouse.missing()).await) else { return };
        let Some(noted) = self.fine("warehouse", noted(house).await) else { return };
        let (version, facts) = (warehouse.version(), warehouse.facts());
        let words = format!("版本 {version}，{facts} 条数据 · version {version}, {facts} facts");
        let mut words = format!("{words}; {}", told_missing(files as u64, &missing));
        // Where its folder is gone or another, the program finds none and makes an empty one.
        let lost = noted.filter(|noted| !version.covers(*noted));
        if let Some(noted) = lost {
            words.push_str(&format!(
                "; 导入时已到版本 {noted}，这里不是那个仓库 · loads have noted version {noted}: this is another warehouse"
            ));
        }
        self.add("warehouse", missing.is_empty() && lost.is_none(), words);
    }

    async fn files(&mut self, house: &House) {
        let Some((files, missing)) = self.fine("files", waiting(kernel::file::missing(house)).await) else { return };
        self.add("files", missing.is_empty(), told_missing(files, &missing));
    }

    async fn history(&mut self, house: &House) {
        let Some(verdict) = self.fine("history", waiting(kernel::audit::verify(house)).await) else { return };
        let (lines, found) = (verdict.lines, verdict.found);
        let words = format!("{lines} 条，{found} 处异常 · {lines} lines, {found} findings; see `shuzhi audit verify`");
        self.add("history", found == 0, words);
    }

    /// Jobs that broke down. One that was refused told its owner what to do about it, such as not to load a file twice: the
    /// house is in order, and only the refusal has a result, the code of what was said.
    async fn jobs(&mut self, house: &House) {
        let failed = || Job::find().filter(job::Column::State.eq(job::State::Failed));
        let broken = failed().filter(job::Column::Result.is_null()).count(&house.db).await;
        let refused = failed().filter(job::Column::Result.is_not_null()).count(&house.db).await;
        let Some((broken, refused)) = self.fine("jobs", broken.and_then(|broken| Ok((broken, refused?)))) else { return };
        let words =
            format!("{broken} 个出错，{refused} 个被拒绝，见“后台任务” · {broken} broke down, {refused} refused; see the page of jobs");
        self.add("jobs", broken == 0, words);
    }

    fn disk(&mut self, folder: &Path) {
        let Some(disk) = self.fine("disk", rustix::fs::statvfs(folder)) else { return };
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        let megabytes = free >> 20;
        self.add("disk", free >= FREE_BYTES_MIN, format!("剩余 {megabytes} MB · {megabytes} MB free"));
    }
}

/// The version that the last load noted.
async fn noted(house: &House) -> anyhow::Result<Option<Version>> {
    let last = batch::Entity::find().order_by_desc(batch::Column::LoadedAt).one(&house.db).await?;
    Ok(last.map(|batch| batch.data_version.parse()).transpose()?)
}

/// How many files there are and how many are missing, the first of them by name.
fn told_missing<T: Display>(files: u64, missing: &[T]) -> String {
    let few: Vec<String> = missing.iter().take(NAMED_MAX).map(ToString::to_string).collect();
    let count = missing.len();
    format!("{files} 个文件，缺 {count} 个 · {files} files, {count} missing {}", few.join(" ")).trim_end().to_owned()
}

fn line(check: &Value) -> String {
    let mark = if check["ok"] == true { "✓" } else { "✗" };
    format!("{mark} {:<12} {}", check["name"].as_str().unwrap_or_default(), check["about"].as_str().unwrap_or_default())
}
