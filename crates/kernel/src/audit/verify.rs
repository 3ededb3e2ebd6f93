//! Verifies the history: every line, the chain, its end, and that every row still is what its last line says.

use super::{chain, entry};
use crate::house::{House, moment};
use crate::record::AnyRecord;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Lines read at once.
const LINES_AT_ONCE: u64 = 5_000;
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
    let mut verdict = Verdict::default();
    let moment = moment(&house.db).await?;
    let mut digests = walk_lines(&moment, &mut verdict).await?;
    for record in house.catalogue.records() {
        let digests = digests.remove(record.name()).unwrap_or_default();
        compare_rows(&moment, record, digests, &mut verdict).await?;
    }
    moment.rollback().await?;
    Ok(verdict)
}

/// The digest that each row of a record should have, by its last line.
type Digests = HashMap<Uuid, (i64, String)>;

async fn walk_lines(db: &DatabaseTransaction, verdict: &mut Verdict) -> Outcome<HashMap<String, Digests>> {
    let mut digests: HashMap<String, Digests> = HashMap::new();
    let (mut seq, mut hash) = (0, String::new());
    // Lines are numbered from 1, but one that was slipped in may carry any number.
    let mut read_to = None;
    loop {
        let next = read_to.map(|read_to| entry::Column::Seq.gt(read_to));
        let lines = entry::Entity::find()
            .filter(Condition::all().add_option(next))
            .order_by_asc(entry::Column::Seq)
            .limit(LINES_AT_ONCE)
            .all(db)
            .await?;
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
            if let Some(row) = line.row_id {
                digests.entry(line.record).or_default().insert(row, (line.seq, line.digest));
            }
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
    Ok(digests)
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

async fn compare_rows(db: &DatabaseTransaction, record: &dyn AnyRecord, mut digests: Digests, verdict: &mut Verdict) -> Outcome<()> {
    let mut rows = record.digests(db, Uuid::nil()).await?;
    while let Some((last, _)) = rows.last() {
        let last = *last;
        for (row, digest) in rows {
            verdict.rows += 1;
            match digests.remove(&row) {
                None => verdict.find(
                    None,
                    record.name(),
                    Some(row),
                    text("这条记录没有历史：绕过程序被插入", "This row has no history: it was inserted behind the program's back"),
                ),
                Some((seq, known)) if known != digest => verdict.find(
                    Some(seq),
                    record.name(),
                    Some(row),
                    text(
                        "这条记录与最后一条历史不符：绕过程序被修改",
                        "This row is not what its last line says: it was changed behind the program's back",
                    ),
                ),
                Some(_) => {}
            }
        }
        rows = record.digests(db, last).await?;
    }
    for (row, (seq, digest)) in digests {
        if !digest.is_empty() {
            let told = text("这条记录不见了：绕过程序被删除", "This row is gone: it was removed behind the program's back");
            verdict.find(Some(seq), record.name(), Some(row), told);
        }
    }
    Ok(())
}
