//! The same backup in and out of S3-compatible storage: a real server on the loopback holds facts and files.

use crate::backup::{opened, same, seen};
use crate::company::Company;
use crate::program::{Ran, program, ran, run};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use serde_json::json;
use std::path::Path;
use tempfile::TempDir;
use testkit::Fresh;
use tokio::net::TcpListener;

/// A server with two empty buckets.
struct Buckets {
    folder: TempDir,
    address: String,
}

impl Buckets {
    async fn start() -> Self {
        let folder = TempDir::with_prefix("shuzhi-buckets-").unwrap();
        for bucket in ["facts", "papers"] {
            std::fs::create_dir(folder.path().join(bucket)).unwrap();
        }
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single("key", "secret"));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service.clone()).into_owned());
            }
        });
        Self { folder, address }
    }

    /// Says in a place that its facts and files are in the buckets.
    fn configure(&self, place: &Path) {
        let words = format!(
            "files = \"s3://papers/company\"\n[warehouse]\nbucket = \"facts\"\nprefix = \"company/one\"\nregion = \"us-east-1\"\nendpoint = \"{}\"\naccess_key = \"key\"\nsecret_key = \"secret\"\n",
            self.address
        );
        std::fs::write(place.join("shuzhi.toml"), words).unwrap();
    }

    /// Runs the program where the buckets are known.
    async fn run(&self, words: &[&str], at: &[String]) -> Ran {
        let known = [
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_ENDPOINT", &self.address),
        ];
        ran(program(words, at).envs(known)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_moves_into_buckets_and_out_again() {
    let company = Company::make().await;
    let before = seen(&company.app, &company.report, &company.file).await;
    let first = company.app.fresh().folder().join("first.zst").display().to_string();
    run(&["backup", "--to", &first], &company.app.fresh().arguments()).await.answer();
    let buckets = Buckets::start().await;
    let place = Fresh::make().await;
    buckets.configure(place.folder());
    let restored = buckets.run(&["restore", "--from", &first], &place.arguments()).await.answer();
    assert_eq!(restored["files"], 4);
    assert!(!place.folder().join("warehouse").exists() && !place.folder().join("files").exists());
    assert!(buckets.folder.path().join("facts/company/one/sales/_delta_log").exists());
    let told = buckets.run(&["restore", "--from", &first], &place.arguments()).await.refused();
    assert!(told.contains("there is data here already"), "{told}");
    let question = ["measure", "sales", "--from", "2026-09-01", "--to", "2026-11-30", "--by", "site,month"];
    let (here, there) =
        (run(&question, &company.app.fresh().arguments()).await.answer(), buckets.run(&question, &place.arguments()).await.answer());
    assert_eq!(here, there);
    let second = company.app.fresh().folder().join("second.zst").display().to_string();
    let made = buckets.run(&["backup", "--to", &second], &place.arguments()).await.answer();
    assert_eq!(made["damaged"], json!([]));
    let back = Fresh::make().await;
    run(&["restore", "--from", &second], &back.arguments()).await.answer();
    same(&before, &seen(&opened(back).await, &company.report, &company.file).await);
}
