//! What whoever loads a file should look at: nothing is wrong with it, but it may not be what was meant.

use crate::figures::refused;
use kernel::house::House;
use kernel::refusal::Outcome;
use kernel::text::{Text, text, thousands};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use warehouse::load::{DayDoubt, Doubts, Profile};
use warehouse::query::{Atom, Dim, Filter, GROUPS_MAX, Question, Scope};
use warehouse::{Batch, Kind, Target, Warehouse};

/// Sheets that are named.
const SHEETS_NAMED: usize = 5;
/// Sites that a question about loads names.
const SITES_AT_ONCE: usize = 500;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remark {
    /// `day`, `sheets` or `twice`.
    pub code: &'static str,
    #[serde(flatten)]
    pub text: Text,
    /// Of `day`: the way of writing days that may have been meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<&'static str>,
}

/// What is not certain of how a file is read by a profile.
pub async fn on_file(house: &House, file: &Path, profile: &Profile, kept: bool) -> Outcome<Vec<Remark>> {
    Ok(of_doubts(&house.catalogue.part::<Warehouse>()?.doubts(file, profile).await.map_err(refused)?, kept))
}

/// What is not certain of how the file was read; how days are written was settled when its profile was kept.
pub fn of_doubts(doubts: &Doubts, kept: bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let Some(DayDoubt { written, read, other, format }) = doubts.day.as_ref().filter(|_| !kept) {
        let zh = format!("“{written}”读作 {read}，也可能是 {other}：不对的话，请改日期的写法");
        let en = format!("“{written}” was read as {read} and may mean {other}: change how days are written if that is wrong");
        remarks.push(Remark { code: "day", text: text(zh, en), other: Some(format) });
    }
    if !doubts.sheets.is_empty() {
        let more = if doubts.sheets.len() > SHEETS_NAMED { "…" } else { "" };
        let named = &doubts.sheets[..doubts.sheets.len().min(SHEETS_NAMED)];
        let count = doubts.sheets.len();
        let zh = format!("还有 {count} 张列相同的工作表没有读：{}{more}。一次导入一张", named.join("、"));
        let en = format!("{count} other sheet(s) with the same columns are not read: {}{more}. Each is loaded by itself", named.join(", "));
        remarks.push(Remark { code: "sheets", text: text(zh, en), other: None });
    }
    remarks
}

/// A load, as far as it may say again what is there already.
pub struct Loads<'a> {
    pub profile: &'a Profile,
    pub sites: &'a BTreeSet<String>,
    pub period: (chrono::NaiveDate, chrono::NaiveDate),
    /// The load itself, once it is done.
    pub but: Option<Batch>,
}

/// The channel that a profile says for a whole file: only its facts would be replaced.
fn channel_of(profile: &Profile) -> Option<&str> {
    let said = profile.constants.get(&Target::Channel).map(String::as_str);
    said.filter(|_| !profile.columns.contains_key(&Target::Channel))
}

/// What other loads of the same source brought for the same days and sites: a file that was mended counts twice beside the first.
pub async fn twice(house: &House, loads: Loads<'_>) -> Outcome<Option<Remark>> {
    let warehouse = house.catalogue.part::<Warehouse>()?;
    let (source, channel) = (loads.profile.source(), channel_of(loads.profile));
    let atom = match loads.profile.kind {
        Kind::Sales => Atom::Lines,
        Kind::Visitors => Atom::Visitors,
    };
    let sites: Vec<&str> = loads.sites.iter().map(String::as_str).collect();
    let own = loads.but.map(|batch| batch.to_string());
    let mut count = rust_decimal::Decimal::ZERO;
    for sites in sites.chunks(SITES_AT_ONCE) {
        let filter = Filter::period(loads.period.0, loads.period.1).with(Dim::Source, &[&source]).with(Dim::Site, sites);
        let question = Question {
            atoms: vec![atom],
            by: vec![Dim::Batch],
            filter: channel.map_or(filter.clone(), |channel| filter.with(Dim::Channel, &[channel])),
            order: Vec::new(),
            limit: GROUPS_MAX,
        };
        let answer = warehouse.ask(&Scope::All, &question, None).await.map_err(refused)?;
        let others = answer.rows.iter().filter(|row| row.keys.first().is_none_or(|batch| *batch != own));
        count += others.filter_map(|row| row.values.first().copied().flatten()).sum::<rust_decimal::Decimal>();
    }
    if count.is_zero() {
        return Ok(None);
    }
    let count = thousands(&count.trunc().to_string());
    let (zh, en) = match loads.profile.kind {
        Kind::Sales => (format!("{count} 行"), format!("{count} rows")),
        Kind::Visitors => (format!("{count} 人次"), format!("{count} visitors")),
    };
    let zh = format!("同一来源在这些门店、这段日期里已有 {zh}：如果这是更正后的同一份文件，请选“替换”，否则会重复计算");
    let en = format!(
        "The same source has {en} at these sites in this period: if this is a mended copy of the same file, replace them, or they count twice"
    );
    Ok(Some(Remark { code: "twice", text: text(zh, en), other: None }))
}
