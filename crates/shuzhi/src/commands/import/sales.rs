//! Loads a file of sales from the command line, under a kept profile or as it is recognised.

use super::told_cell;
use crate::commands::refused;
use crate::commands::screen::{bar, say};
use anyhow::{Context as _, bail};
use clap::Args;
use kernel::access::Actor;
use kernel::house::House;
use sales::records::source_profile;
use sales::{Loaded, Loading, Source, load, recognised, remarks_on};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use warehouse::load::{Profile, Progress};

#[derive(Args)]
pub struct How {
    /// The name of a kept source profile, or a file that holds one as JSON; without it the file is recognised.
    #[arg(long, value_name = "NAME|FILE")]
    profile: Option<String>,
    /// The code of the site, for a file that has none.
    #[arg(long, value_name = "CODE")]
    site: Option<String>,
    /// The sheet of a workbook that has several with the same columns.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The days of the file replace what the same source had for them.
    #[arg(long)]
    replace: bool,
    /// Leaves rows out that cannot be read; otherwise one of them refuses the file.
    #[arg(long)]
    skip_refused: bool,
}

impl How {
    /// An option that was given, by its name.
    pub fn given(&self) -> Option<&'static str> {
        let all = [
            ("--profile", self.profile.is_some()),
            ("--site", self.site.is_some()),
            ("--sheet", self.sheet.is_some()),
            ("--replace", self.replace),
            ("--skip-refused", self.skip_refused),
        ];
        all.into_iter().find_map(|(name, given)| given.then_some(name))
    }
}

pub async fn run(house: &Arc<House>, file: &Path, how: How, json: bool) -> anyhow::Result<ExitCode> {
    // A kept profile has settled how days are written.
    let (mut profile, settled) = match &how.profile {
        Some(name) => (kept(house, name).await?, true),
        None => understood(house, file, how.site.as_deref()).await?,
    };
    if how.sheet.is_some() {
        profile.sheet = how.sheet;
    }
    let doubts = remarks_on(house, file, &profile, settled).await.map_err(refused)?;
    let loading = Loading { profile, site: how.site, replace: how.replace, skip_refused: how.skip_refused, ..Loading::default() };
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bar = bar();
    let watch = |progress: Progress| {
        bar.set_length(progress.of_bytes.max(1));
        bar.set_position(progress.bytes);
        ControlFlow::Continue(())
    };
    let source = Source { path: file, name: &name, file: None, resumed: false };
    let loaded = load(house, &Actor::house(), "command line", &source, loading, &watch).await;
    bar.finish_and_clear();
    let loaded = loaded.map_err(refused)?;
    Ok(told(&Loaded { remarks: [doubts, loaded.remarks].concat(), ..loaded }, json))
}

fn told(loaded: &Loaded, json: bool) -> ExitCode {
    let batch = (!loaded.batch.is_empty()).then_some(&loaded.batch);
    let shown = json!({ "batch": batch, "rows": loaded.rows, "accepted": loaded.accepted, "refused": loaded.refused, "errors": loaded.errors, "created": loaded.created, "data_version": loaded.data_version, "remarks": loaded.remarks });
    say(json, &shown, || {
        let mut words = format!(
            "{} 行，入库 {} 行，拒绝 {} 行 ({} rows, {} accepted, {} refused)",
            loaded.rows, loaded.accepted, loaded.refused, loaded.rows, loaded.accepted, loaded.refused
        );
        for made in &loaded.created {
            let (zh, en, more) = (made.dim.zh(), made.dim.en(), if made.count > made.names.len() { " …" } else { "" });
            let names = made.names.join("、");
            words.push_str(&format!("\n新建{zh} {} 个 ({} new: {en}): {names}{more}", made.count, made.count));
        }
        for remark in &loaded.remarks {
            words.push_str(&format!("\n注意：{} · Mind: {}", remark.text.zh, remark.text.en));
        }
        for error in &loaded.errors {
            let column = error.column.as_deref().unwrap_or("");
            words.push_str(&told_cell(&error.sheet, error.row, column, &error.value, (&error.zh, &error.en)));
        }
        words
    });
    // Nothing was kept: a script must notice.
    if batch.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn kept(house: &House, name: &str) -> anyhow::Result<Profile> {
    if Path::new(name).is_file() {
        let text = std::fs::read_to_string(name).with_context(|| format!("{name} 无法打开 · {name} cannot be opened"))?;
        return serde_json::from_str(&text).with_context(|| format!("{name} 不是来源模板 · {name} is not a source profile"));
    }
    let row = source_profile::Entity::find().filter(source_profile::Column::Name.eq(name)).one(&house.db).await?;
    let row =
        row.with_context(|| format!("没有名为 {name} 的来源模板，也没有这个文件 · there is no source profile {name}, and no such file"))?;
    serde_json::from_str(&row.profile).with_context(|| format!("来源模板 {name} 无法读取 · the source profile {name} cannot be read"))
}

async fn understood(house: &Arc<House>, file: &Path, site: Option<&str>) -> anyhow::Result<(Profile, bool)> {
    let (profile, kept) = recognised(&house.read(Actor::house(), "command line"), file).await.map_err(refused)?;
    let missing: Vec<&str> = profile.missing().iter().map(|t| t.name()).filter(|name| !(*name == "site" && site.is_some())).collect();
    if !missing.is_empty() {
        let options = if missing.contains(&"site") { "--profile / --site" } else { "--profile" };
        bail!(
            "文件中找不到 {}，请指定 {options} · the file was not understood: nothing says {}; give {options}",
            missing.join("、"),
            missing.join(", ")
        );
    }
    Ok((profile, kept.is_some()))
}
