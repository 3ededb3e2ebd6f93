//! Notes a load among the records once its facts are in the warehouse: exactly once, whatever happens in between.
//!
//! The facts come first, because they become visible in one step. A kill may come before the note is made, and the
//! database may be away at that moment; so the note is tried again, and whoever meets facts without a note makes it.

use super::load::{Loaded, Source, told};
use crate::figures::refused;
use crate::queries::directory::{self, Decided, ShopSites};
use crate::records::batch::{Column, Entity, Made, Model};
use futures::future::BoxFuture;
use kernel::access::Actor;
use kernel::away::is_full;
use kernel::fixed::Money;
use kernel::house::House;
use kernel::id::Id;
use kernel::record::insert;
use kernel::refusal::{Failure, Kind, Outcome, Refusal};
use kernel::text::text;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use warehouse::load::{InspectOptions, LoadOptions, Loaded as Kept, Profile};
use warehouse::{Batch, Target, Warehouse};

/// New names that are made records in one transaction.
const NAMES_A_TURN: usize = 500;
/// How often a turn is tried while the database is away.
const TRIES_MAX: u32 = 60;
const PAUSE: Duration = Duration::from_secs(1);

/// Who loads what.
pub struct Noting<'a> {
    pub house: &'a Arc<House>,
    pub actor: &'a Actor,
    pub origin: &'a str,
    pub source: &'a Source<'a>,
    pub profile: &'a Profile,
    /// What the person said of single names.
    pub decided: Decided<'a>,
}

impl Noting<'_> {
    /// The facts are in the warehouse: of all who say so, the one that makes the note has loaded the file, and the others are told.
    pub async fn told(&self, kept: &Kept) -> Outcome<Loaded> {
        self.complete(kept, true).await
    }

    /// Makes the records and the note. Of a load that was cut off nobody knows how many of its records were there before the cut.
    async fn complete(&self, kept: &Kept, whole: bool) -> Outcome<Loaded> {
        self.written(kept, whole).await.map_err(|failure| match failure {
            Failure::Refused(refusal) if refusal.kind == Kind::Busy => unnoted(&refusal).into(),
            failure => failure,
        })
    }

    async fn written(&self, kept: &Kept, whole: bool) -> Outcome<Loaded> {
        let warehouse = self.house.catalogue.part::<Warehouse>()?;
        let shops = directory::shop_sites(&warehouse, kept).await?;
        // In short turns, so that nobody waits long to write in between.
        for names in kept.unknown.chunks(NAMES_A_TURN) {
            patiently(|| Box::pin(self.name(names, &shops))).await?;
        }
        let made = whole.then(|| directory::made(&kept.unknown, &shops));
        if patiently(|| Box::pin(self.note(kept, made.clone()))).await? {
            Ok(told(kept, &shops))
        } else {
            Err(already(self.house, kept.batch).await?)
        }
    }

    /// The warehouse has the file already. Where the note is missing, the load was cut off before it was made: it is made now.
    pub async fn again(&self, batch: Batch, warehouse: &Warehouse, options: LoadOptions) -> Outcome<Loaded> {
        let known = noted(self.house, batch).await?;
        let ours = |row: &Model| self.source.resumed && row.file_id == self.source.file && row.loaded_by == Id::of(self.actor.id);
        if known.as_ref().is_some_and(|row| !ours(row)) {
            return Err(already(self.house, batch).await?);
        }
        let look =
            InspectOptions { profile: Some(self.profile.clone()), source: options.source, key: options.key, directory: options.directory };
        let seen = warehouse.inspect(self.source.path, &look, &|_| ControlFlow::Continue(())).await.map_err(refused)?;
        let (from, to) = seen.period.unwrap_or_default();
        let kept = Kept {
            batch,
            counts: seen.counts,
            from,
            to,
            total: seen.total,
            replaced: 0,
            refusals: seen.refusals,
            unknown: seen.kept,
            sites: seen.sites,
            version: warehouse.version(),
        };
        // An earlier try of this very load had come as far as its note.
        if known.is_some() { Ok(told(&kept, &ShopSites::new())) } else { self.complete(&kept, false).await }
    }

    async fn name(&self, names: &[(Target, String, u64)], shops: &ShopSites) -> Outcome<()> {
        let desk = self.house.write(self.actor.clone(), self.origin).await?;
        let made = directory::create_unknown(&desk, names, shops).await;
        desk.finish(made).await
    }

    /// Makes the note of a load; says whether it was made here and now, and not before or by someone else.
    async fn note(&self, kept: &Kept, made: Option<Made>) -> Outcome<bool> {
        let desk = self.house.write(self.actor.clone(), self.origin).await?;
        let made = async {
            if Entity::find().filter(Column::Key.eq(kept.batch.to_string())).one(&desk.db()).await?.is_some() {
                return Ok(false);
            }
            directory::remember(&desk, self.profile, self.decided).await?;
            // Who looks after a site looks after the loads that are of this site alone.
            let mut sites = kept.sites.iter();
            let site = match (sites.next(), sites.next()) {
                (Some(only), None) => directory::site_coded(&desk, only).await?,
                _ => None,
            };
            // The row has the batch's own id, so that no second one can be made.
            let row = Model {
                id: Id::of(kept.batch.0),
                name: self.source.name.to_owned(),
                key: kept.batch.to_string(),
                file_id: self.source.file,
                site_id: site,
                rows: signed(kept.counts.accepted),
                refused: signed(kept.counts.refused),
                amount: Money::rounded(kept.total.amount).unwrap_or_default(),
                from_day: Some(kept.from),
                to_day: Some(kept.to),
                loaded_by: Id::of(self.actor.id),
                loaded_at: desk.now,
                data_version: kept.version.to_string(),
                made,
                ..Model::default()
            };
            insert::<Entity>(&desk, row).await.map(|_| true)
        };
        let made = made.await;
        desk.finish(made).await
    }
}

/// Tries again while the database is away; each try waits for the database by itself too.
async fn patiently<'a, T>(act: impl Fn() -> BoxFuture<'a, Outcome<T>>) -> Outcome<T> {
    for _ in 1..TRIES_MAX {
        match act().await {
            Err(Failure::Refused(refusal)) if refusal.kind == Kind::Busy => tokio::time::sleep(PAUSE).await,
            // Someone else noted it, or made the same new names, a moment before us: the second look tells which.
            Err(error) => return act().await.map_err(|_| error),
            Ok(made) => return Ok(made),
        }
    }
    act().await
}

/// The facts are there and their note is not: who is told that nothing was kept would not look for them.
fn unnoted(refusal: &Refusal) -> Refusal {
    let (why_zh, why_en) = if is_full(&refusal.text.en) {
        ("磁盘已满", "the disk is full")
    } else {
        ("数据库正忙或暂时无法连接", "the database is busy or away")
    };
    let zh = format!("{why_zh}：数据已入库，但这次导入没有登记。解决后请再次导入同一个文件来补上，数据不会重复");
    let en =
        format!("{why_en}: the facts are in, but the load is not noted. Then load the same file again to complete it; nothing is doubled");
    Refusal::new(Kind::Busy, "busy", text(zh, en))
}

async fn noted(house: &House, batch: Batch) -> Outcome<Option<Model>> {
    Ok(Entity::find().filter(Column::Key.eq(batch.to_string())).one(&house.db).await?)
}

async fn already(house: &House, batch: Batch) -> Outcome<Failure> {
    let (zh, en) = match noted(house, batch).await? {
        Some(row) => {
            let at = kernel::clock::china_time(row.loaded_at).format("%Y-%m-%d %H:%M").to_string();
            (
                format!("这个文件已在 {at} 导入过（{}），没有重复导入", row.name),
                format!("This file was loaded at {at} already ({}); nothing was doubled", row.name),
            )
        }
        None => (
            format!("这个文件已导入过（批次 {batch}），没有重复导入"),
            format!("This file was loaded already (batch {batch}); nothing was doubled"),
        ),
    };
    Ok(Refusal::conflict("batch.already", zh, en).into())
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
