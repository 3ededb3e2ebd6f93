//! The same warehouse on an S3-compatible storage, a real server on the loopback.

use crate::made::{COUNTER_TITLES, counters, go_on, now, question, source};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tempfile::TempDir;
use tokio::net::TcpListener;
use warehouse::load::LoadOptions;
use warehouse::query::{Atom, Dim, Scope};
use warehouse::{Kind, S3, Storage, Warehouse, WarehouseError};

/// A server with one empty bucket.
async fn server() -> (Storage, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("facts")).unwrap();
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
    service.set_auth(SimpleAuth::from_single("key", "secret"));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let connection = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service.clone()).into_owned();
            tokio::spawn(connection);
        }
    });
    let storage = Storage::S3(S3 {
        bucket: "facts".into(),
        prefix: "company/one".into(),
        region: "us-east-1".into(),
        endpoint: Some(format!("http://{address}")),
        access_key: "key".into(),
        secret_key: "secret".into(),
    });
    (storage, folder)
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
    let (storage, folder) = server().await;
    let warehouse = Warehouse::open(&storage, now()).await.unwrap();
    let file = folder.path().join("a.csv");
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
    let (storage, folder) = server().await;
    Warehouse::open(&storage, now()).await.unwrap();
    let mut loads = Vec::new();
    for number in 1..=6_u32 {
        let file = folder.path().join(format!("{number}.csv"));
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
