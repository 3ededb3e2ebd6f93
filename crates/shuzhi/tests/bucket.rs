//! The same backup in and out of S3-compatible storage: a real server on the loopback holds facts and files.

use crate::backup::{opened, same, seen};
use crate::company::Company;
use crate::program::{Ran, program, ran, run};
use serde_json::json;
use std::path::Path;
use testkit::{BUCKET_KEYS, Buckets, Fresh};

/// Says in a place that its facts and files are in the buckets.
fn configure(buckets: &Buckets, place: &Path) {
    let words = format!("files = \"s3://papers/company\"\n{}", buckets.warehouse());
    std::fs::write(place.join("shuzhi.toml"), words).unwrap();
}

/// Runs the program where the buckets are known.
async fn run_with(buckets: &Buckets, words: &[&str], at: &[String]) -> Ran {
    let known = [
        ("AWS_ACCESS_KEY_ID", BUCKET_KEYS.0),
        ("AWS_SECRET_ACCESS_KEY", BUCKET_KEYS.1),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ENDPOINT", &buckets.address),
    ];
    ran(program(words, at).envs(known)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_moves_into_buckets_and_out_again() {
    let company = Company::make().await;
    let before = seen(&company.app, &company.report, &company.file).await;
    let first = company.app.fresh().folder().join("first.zst").display().to_string();
    run(&["backup", "--to", &first], &company.app.fresh().arguments()).await.answer();
    let buckets = Buckets::start(&["facts", "papers"]).await;
    let place = Fresh::make().await;
    configure(&buckets, place.folder());
    let restored = run_with(&buckets, &["restore", "--from", &first], &place.arguments()).await.answer();
    assert_eq!(restored["files"], 4);
    assert!(!place.folder().join("warehouse").exists() && !place.folder().join("files").exists());
    assert!(buckets.folder().join("facts/company/one/sales/_delta_log").exists());
    let told = run_with(&buckets, &["restore", "--from", &first], &place.arguments()).await.refused();
    assert!(told.contains("there is data here already"), "{told}");
    let question = ["measure", "sales", "--from", "2026-09-01", "--to", "2026-11-30", "--by", "site,month"];
    let (here, there) =
        (run(&question, &company.app.fresh().arguments()).await.answer(), run_with(&buckets, &question, &place.arguments()).await.answer());
    assert_eq!(here, there);
    let second = company.app.fresh().folder().join("second.zst").display().to_string();
    let made = run_with(&buckets, &["backup", "--to", &second], &place.arguments()).await.answer();
    assert_eq!(made["damaged"], json!([]));
    let back = Fresh::make().await;
    run(&["restore", "--from", &second], &back.arguments()).await.answer();
    same(&before, &seen(&opened(back).await, &company.report, &company.file).await);
}
