//! The same warehouse on an S3-compatible storage, a real server on the loopback.

use crate::made::{COUNTER_TITLES, counters, go_on, now, question, source};
use testkit::{BUCKET_KEYS, Buckets};
use warehouse::load::LoadOptions;
use warehouse::query::{Atom, Dim, Scope};
use warehouse::{Kind, S3, Storage, Warehouse, WarehouseError};

/// A server with one empty bucket.
async fn server() -> (Storage, Buckets) {
    let buckets = Buckets::start(&["facts"]).await;
    let storage = Storage::S3(S3 {
        bucket: "facts".into(),
        prefix: "company/one".into(),
        region: "us-east-1".into(),
        endpoint: Some(buckets.address.clone()),
        access_key: BUCKET_KEYS.0.into(),
        secret_key: BUCKET_KEYS.1.into(),
    });
    (storage, buckets)
}

fn lines(day: u32, amount: u32) -> String {
    format!("{COUNTER_TITLES}2026-11-{day:02},M01,店,S1,B1,鞋,I1,T1,1,{amount},,\n")
}

async fn amount(warehouse: &Warehouse) -> String {
    let answer = warehouse.ask(&Scope::All, &question(&[Atom::Amount, Atom::Tickets], &[]), None).await.unwrap();
    let [amount, tickets] = answer.total[..] else { panic!() };
    format!("{} {}", amount.unwrap_or_default(), tickets.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_live_in_a_bucket() {
    let (storage, buckets) = server().await;
    let warehouse = Warehouse::open(&storage, now()).await.unwrap();
    let file = buckets.folder().join("a.csv");
    std::fs::write(&file, lines(1, 10)).unwrap();
    let first = warehouse.load(&file, &counters(), &source("pos"), now(), &go_on).await.unwrap();
    assert_eq!(amount(&warehouse).await, "10.00 1");
    assert!(matches!(warehouse.load(&file, &counters(), &source("pos"), now(), &go_on).await, Err(WarehouseError::Already(_))));
    std::fs::write(&file, lines(1, 25)).unwrap();
    let replacing = LoadOptions { replace: true, ..source("pos") };
    let second = warehouse.load(&file, &counters(), &replacing, now(), &go_on).await.unwrap();
    assert_eq!((second.replaced, amount(&warehouse).await.as_str()), (1, "25.00 1"));
    // Another machine sees the same, the past included.
    let other = Warehouse::open(&storage, now()).await.unwrap();
    assert_eq!(amount(&other).await, "25.00 1");
    let past = other.ask(&Scope::All, &question(&[Atom::Amount], &[Dim::Day]), Some(first.version)).await.unwrap();
    assert_eq!(past.rows.iter().map(crate::made::line).collect::<Vec<_>>(), ["2026-11-01: 10.00"]);
    other.undo(Kind::Sales, second.batch, now()).await.unwrap();
    warehouse.refresh().await.unwrap();
    assert_eq!(amount(&warehouse).await, "0 0");
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_on_different_machines_never_lose_each_others_facts() {
    let (storage, buckets) = server().await;
    Warehouse::open(&storage, now()).await.unwrap();
    let mut loads = Vec::new();
    for number in 1..=6_u32 {
        let file = buckets.folder().join(format!("{number}.csv"));
        std::fs::write(&file, lines(number, number)).unwrap();
        let storage = storage.clone();
        loads.push(tokio::spawn(async move {
            let warehouse = Warehouse::open(&storage, now()).await.unwrap();
            warehouse.load(&file, &counters(), &source("pos"), now(), &go_on).await.map(|loaded| loaded.version)
        }));
    }
    let mut versions = Vec::new();
    for load in loads {
        versions.push(load.await.unwrap().unwrap().to_string());
    }
    versions.sort();
    versions.dedup();
    assert_eq!(versions.len(), 6, "every load has a version of its own");
    let warehouse = Warehouse::open(&storage, now()).await.unwrap();
    assert_eq!(amount(&warehouse).await, "21.00 6");
}
