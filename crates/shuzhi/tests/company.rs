//! A company in which something has happened: facts of three months, files, and an accepted report.

use crate::house::house;
use kernel::access::Role;
use kernel::job::run_jobs;
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, TestApp, World};
use tokio::sync::watch;

/// The period in which all facts of the company lie.
pub const PERIOD: &str = "from=2026-09-01&to=2026-11-30";

/// Sales of some days at two malls, of some goods.
pub fn sales(month: u32, days: std::ops::RangeInclusive<u32>) -> String {
    let mut table = String::from("日期,门店编码,店铺编码,单品编码,小票号,数量,金额,成本\n");
    for day in days {
        for (site, shop, amount) in [("M01", "M01-101", 100), ("M01", "M01-102", 50), ("M02", "M02-101", 30)] {
            for item in ["I1", "I2"] {
                let _ = writeln!(
                    table,
                    "2026-{month:02}-{day:02},{site},{shop},{item},{site}-{shop}-{day},2,{amount}.{day:02},{}.00",
                    amount / 2
                );
            }
        }
    }
    table
}

/// Brings a file and queues its load; answers the job.
pub async fn queue_load(client: &Client, name: &str, table: &[u8]) -> String {
    let file = client.upload("/api/files", name, table).await.created();
    let seen = client.post("/api/records/batch/do/inspect", &json!({ "file": file["id"] })).await.ok();
    let loading = json!({ "profile": seen["profile"] });
    let queued = client.post("/api/records/batch/do/load", &json!({ "file": file["id"], "loading": loading })).await.ok();
    queued["job"].as_str().expect("a job").to_owned()
}

/// The job at its end.
pub async fn ended(client: &Client, job: &str) -> Value {
    loop {
        let job = client.get(&format!("/api/records/job/{job}")).await.ok();
        if ["done", "failed"].iter().any(|state| job["state"] == *state) {
            return job;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// The job at its end, by its id as it was answered.
pub async fn ended_at(client: &Client, job: &Value) -> Value {
    ended(client, job.as_str().expect("the id of a job")).await
}

/// The worker of the house, for as long as it is held.
pub struct Worker(watch::Sender<bool>, tokio::task::JoinHandle<()>);

impl Worker {
    pub fn start(app: &TestApp) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self(stop, tokio::spawn(run_jobs(app.house.clone(), stopped)))
    }

    pub async fn stop(self) {
        self.0.send_replace(true);
        self.1.await.expect("the worker ends");
    }
}

/// Loads a table through the front door, as a person does: bring the file, look at what was understood, load it.
pub async fn load(app: &TestApp, client: &Client, name: &str, table: &[u8]) -> Value {
    let job = queue_load(client, name, table).await;
    let worker = Worker::start(app);
    let job = ended(client, &job).await;
    worker.stop().await;
    job
}

/// A report of the company on a month, accepted.
pub async fn accepted_report(app: &TestApp, month: &str) -> String {
    let director = app.sign_in(Role::Director).await;
    let mut report = director.post("/api/records/report/do/draft", &json!({ "month": month })).await.ok();
    let path = format!("/api/records/report/{}", report["id"].as_str().expect("an id"));
    for verb in ["submit", "accept"] {
        report = director.post(&format!("{path}/do/{verb}"), &json!({})).if_match(&report["version"]).await.ok();
    }
    assert_eq!(report["state"], "accepted");
    path
}

/// The whole company.
pub struct Company {
    pub app: TestApp,
    pub report: String,
    pub file: String,
}

/// What was brought as a photo.
pub const PHOTO: &[u8] = b"\x89PNG\r\n\x1a\n a photo of the entrance";

impl Company {
    pub async fn make() -> Self {
        let app = house().await;
        World::build(&app).await;
        let admin = app.sign_in(Role::Administrator).await;
        for month in [9, 10] {
            let job = load(&app, &admin, &format!("{month}月.csv"), sales(month, 1..=28).as_bytes()).await;
            assert_eq!(job["state"], "done", "{job}");
        }
        let report = accepted_report(&app, "2026-10").await;
        // Facts that came after the report: it stays what it was.
        let job = load(&app, &admin, "11月.csv", sales(11, 1..=20).as_bytes()).await;
        assert_eq!(job["state"], "done", "{job}");
        let file = admin.upload("/api/files", "门头.png", PHOTO).await.created()["id"].as_str().expect("an id").to_owned();
        Self { app, report, file }
    }
}
