//! Verifies the history: every line, the chain, its end, and that every row still is what its last line says.
//!
//! Rows and their last lines are walked side by side in the order of their ids, so that memory holds a few thousand of each, however many there are.

use super::{chain, entry};
use crate::house::{House, moment};
use crate::record::AnyRecord;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use sea_orm::sea_query::{Order, Query};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::VecDeque;
use uuid::Uuid;

/// Lines and rows of one page.
const PAGE: u64 = 5_000;
/// Findings that are named; the rest are counted.
pub const FINDINGS_MAX: usize = 1_000;

/// Something that is not as the program left it.
#[derive(Debug, Serialize)]
pub struct Finding {
    pub seq: Option<i64>,
    pub record: String,
    pub row: Option<Uuid>,
    #[serde(flatten)]
    pub text: Text,
}

/// The result of a verification.
#[derive(Debug, Default, Serialize)]
pub struct Verdict {
    pub lines: u64,
    pub rows: u64,
    /// The hash at the chain's end: note it down elsewhere to prove later that nothing was rewritten since.
    pub hash: String,
    pub findings: Vec<Finding>,
    pub found: usize,
}

impl Verdict {
    fn find(&mut self, seq: Option<i64>, record: &str, row: Option<Uuid>, text: Text) {
        self.found += 1;
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(Finding { seq, record: record.to_owned(), row, text });
        }
    }
}

/// Walks the whole history and all rows, as they are at one moment: others may go on working.
pub async fn verify(house: &House) -> Outcome<Verdict> {
    verify_by_pages(house, PAGE).await
}

/// As [`verify`], with so many lines and rows read at once.
pub async fn verify_by_pages(house: &House, page: u64) -> Outcome<Verdict> {
    let mut verdict = Verdict::default();
    let moment = moment(&house.db).await?;
    walk_lines(&moment, page, &mut verdict).await?;
    for record in house.catalogue.records() {
        compare_rows(&moment, record, page, &mut verdict).await?;
    }
    moment.rollback().await?;
    Ok(verdict)
}

async fn walk_lines(db: &DatabaseTransaction, page: u64, verdict: &mut Verdict) -> Outcome<()> {
    let (mut seq, mut hash) = (0, String::new());
    // Lines are numbered from 1, but one that was slipped in may carry any number.
    let mut read_to = None;
    loop {
        let next = read_to.map(|read_to| entry::Column::Seq.gt(read_to));
        let lines =
            entry::Entity::find().filter(Condition::all().add_option(next)).order_by_asc(entry::Column::Seq).limit(page).all(db).await?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            read_to = Some(line.seq);
            verdict.lines += 1;
            if line.seq <= seq {
                verdict.find(
                    Some(line.seq),
                    &line.record,
                    line.row_id,
                    text(format!("第 {} 条历史是插入的", line.seq), format!("Line {} was inserted", line.seq)),
                );
                continue;
            }
            follows(&line, seq, &hash, verdict);
            (seq, hash) = (line.seq, line.hash);
        }
    }
    let end = chain::Entity::find_by_id(1).one(db).await?;
    if end.as_ref().is_none_or(|end| end.seq != seq || end.hash != hash) {
        verdict.find(
            Some(seq),
            "",
            None,
            text(
                "历史的末尾与链尾不符：末尾的历史被删除或添加",
                "The last line is not the chain's end: lines were cut off or added behind it",
            ),
        );
    }
    verdict.hash = hash;
    Ok(())
}

/// Whether a line is the one after `seq`, joined to it by its hash, and as it was written.
fn follows(line: &entry::Model, seq: i64, hash: &str, verdict: &mut Verdict) {
    if line.seq != seq + 1 {
        let (from, to) = (seq + 1, line.seq - 1);
        let told = text(format!("第 {from} 至 {to} 条历史被删除"), format!("Lines {from} to {to} were removed"));
        verdict.find(Some(from), &line.record, None, told);
    } else if line.previous != hash {
        let zh = format!("第 {} 条与前一条不相连：有历史被插入或改写", line.seq);
        let en = format!("Line {} does not follow the one before: a line was inserted or rewritten", line.seq);
        verdict.find(Some(line.seq), &line.record, line.row_id, text(zh, en));
    }
    if line.hash != line.expected_hash() {
        let told = text(format!("第 {} 条历史的内容被改动", line.seq), format!("The content of line {} was changed", line.seq));
        verdict.find(Some(line.seq), &line.record, line.row_id, told);
    }
}

/// The last line about a row: the row, the line's number, and the digest that the row should have.
type Last = (Uuid, i64, String);

/// The last lines about the rows of a record behind a row, in the order of the rows. A line that was slipped in before the
/// first has no say.
async fn last_lines(db: &DatabaseTransaction, record: &str, after: Option<Uuid>, page: u64) -> Outcome<Vec<Last>> {
    let mut last = Query::select();
    last.expr(entry::Column::Seq.max()).from(entry::Entity);
    last.and_where(entry::Column::Record.eq(record)).and_where(entry::Column::Seq.gt(0));
    last.and_where_option(after.map(|after| entry::Column::RowId.gt(after))).and_where(entry::Column::RowId.is_not_null());
    last.group_by_col(entry::Column::RowId).order_by(entry::Column::RowId, Order::Asc).limit(page);
    let lines = entry::Entity::find().filter(entry::Column::Seq.in_subquery(last)).order_by_asc(entry::Column::RowId);
    let lines = lines.select_only().column(entry::Column::RowId).column(entry::Column::Seq).column(entry::Column::Digest);
    Ok(lines.into_tuple().all(db).await?)
}

async fn compare_rows(db: &DatabaseTransaction, record: &dyn AnyRecord, page: u64, verdict: &mut Verdict) -> Outcome<()> {
    let (mut rows, mut lines) = (VecDeque::new(), VecDeque::new());
    // What was read last of each; nothing before the first page, so that no row stands before it unseen.
    let (mut rows_read, mut lines_read) = (Some(None), Some(None));
    loop {
        if let (true, Some(after)) = (rows.is_empty(), rows_read) {
            rows = record.digests(db, after, page).await?.into();
            rows_read = rows.back().map(|(row, _)| Some(*row));
        }
        if let (true, Some(after)) = (lines.is_empty(), lines_read) {
            lines = last_lines(db, record.name(), after, page).await?.into();
            lines_read = lines.back().map(|(row, ..)| Some(*row));
        }
        let row = rows.front().map(|(row, _)| *row);
        let line = lines.front().map(|(row, ..): &Last| *row);
        let Some(next) = row.into_iter().chain(line).min() else { return Ok(()) };
        let row = rows.pop_front_if(|(row, _)| *row == next);
        let line = lines.pop_front_if(|(row, ..)| *row == next);
        verdict.rows += u64::from(row.is_some());
        compare(record.name(), next, row.map(|(_, digest)| digest), line.map(|(_, seq, digest)| (seq, digest)), verdict);
    }
}

/// Whether a row that is there, or is not, is what its last line says.
fn compare(record: &str, row: Uuid, is: Option<String>, last: Option<(i64, String)>, verdict: &mut Verdict) {
    match (is, last) {
        (Some(_), None) => verdict.find(
            None,
            record,
            Some(row),
            text("这条记录没有历史：绕过程序被插入", "This row has no history: it was inserted behind the program's back"),
        ),
        (Some(is), Some((seq, known))) if is != known => verdict.find(
            Some(seq),
            record,
            Some(row),
            text(
                "这条记录与最后一条历史不符：绕过程序被修改",
                "This row is not what its last line says: it was changed behind the program's back",
            ),
        ),
        (None, Some((seq, known))) if !known.is_empty() => verdict.find(
            Some(seq),
            record,
            Some(row),
            text("这条记录不见了：绕过程序被删除", "This row is gone: it was removed behind the program's back"),
        ),
        _ => {}
    }
}
