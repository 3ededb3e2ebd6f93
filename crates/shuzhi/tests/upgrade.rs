//! Steps that change what a table holds are taken over rows, not over empty tables alone.

use ::report::records::report::{self, State};
use chrono::{TimeZone, Utc};
use kernel::audit::{digest, hex};
use kernel::job::{Job, record as job};
use kernel::text::text;
use migrations::{Migrator, MigratorTrait, bring_up_to_date};
use sales::records::alias;
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, QueryOrder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use testkit::Fresh;
use uuid::Uuid;

/// The steps of the house as it was before texts of jobs were kept in two languages and names could be refused.
const BEFORE: u32 = 6;

async fn put(db: &DatabaseConnection, table: &'static str, row: Vec<(&'static str, SimpleExpr)>) {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().chain([("id", Uuid::now_v7().into()), ("version", 3_i32.into())]).unzip();
    db.execute(&Query::insert().into_table(table).columns(columns).values_panic(values).to_owned()).await.unwrap();
}

fn sorted(zh: &str, en: &str) -> Value {
    json!({ "en": en, "zh": zh })
}

#[tokio::test]
async fn what_was_kept_before_is_there_afterwards() {
    let fresh = Fresh::make().await;
    let db = fresh.connect().await;
    Migrator::up(&db, Some(BEFORE)).await.unwrap();
    for (title, note, error) in [("导入 一.csv", "读了 3 行", ""), ("导入 二.csv", "", "磁盘已满，请清理“磁盘”后重试")]
    {
        let row = vec![
            ("title", title.into()),
            ("kind", "load_sales".into()),
            ("state", "failed".into()),
            ("done", 3_i64.into()),
            ("total", 0_i64.into()),
            ("note", note.into()),
            ("error", error.into()),
            ("owner", Uuid::nil().into()),
            ("created_at", Utc.with_ymd_and_hms(2026, 10, 1, 2, 0, 0).unwrap().into()),
            ("attempts", 1_i32.into()),
            ("input", json!({ "n": 7 }).into()),
        ];
        put(&db, "job", row).await;
    }
    let document =
        json!({ "title": text("滨江天地 营业报告", "滨江天地 operations report"), "subtitle": text("2026年10月", "October 2026") });
    let report = vec![
        ("title", "滨江天地 营业报告 2026年10月".into()),
        ("month", "2026-10".into()),
        ("state", "accepted".into()),
        ("author", Uuid::nil().into()),
        ("data_version", "7".into()),
        ("drafted_at", Utc.with_ymd_and_hms(2026, 11, 2, 2, 0, 0).unwrap().into()),
        ("texts", json!({}).into()),
        ("document", document.into()),
    ];
    put(&db, "report", report).await;
    put(&db, "alias", vec![("dim", "brand".into()), ("name", "山岚".into()), ("code", "B01".into())]).await;

    bring_up_to_date(&db).await.unwrap();
    let both = |words: &str| text(words, words);
    let jobs = Job::find().order_by_asc(job::Column::Id).all(&db).await.unwrap();
    let told: Vec<_> = jobs.into_iter().map(|job| (job.title, job.note, job.error, job.version, job.input)).collect();
    assert_eq!(
        told,
        [
            (both("导入 一.csv"), Some(both("读了 3 行")), None, 3, json!({ "n": 7 })),
            (both("导入 二.csv"), None, Some(both("磁盘已满，请清理“磁盘”后重试")), 3, json!({ "n": 7 })),
        ]
    );
    let report = report::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((&report.title, report.month.as_str(), report.state), (&both("滨江天地 营业报告 2026年10月"), "2026-10", State::Accepted));
    // As it was when the row was last written: the title was one text, and names were sorted, and what is empty was left out.
    let mut before: BTreeMap<String, Value> = serde_json::from_value(serde_json::to_value(&report).unwrap()).unwrap();
    before.insert("title".into(), json!(report.title.zh));
    before.insert(
        "document".into(),
        json!({ "subtitle": sorted("2026年10月", "October 2026"), "title": sorted("滨江天地 营业报告", "滨江天地 operations report") }),
    );
    before.retain(|_, value| !value.is_null());
    assert_eq!(
        digest(&report).unwrap(),
        hex(&Sha256::digest(serde_json::to_vec(&before).unwrap())),
        "the verification would accuse the row"
    );
    let alias = alias::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((alias.name.as_str(), alias.code.as_deref()), ("山岚", Some("B01")));
}
