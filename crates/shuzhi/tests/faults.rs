//! When something breaks on our side: the caller hears that it did, and nothing about our insides.

use crate::house::{house, house_with};
use async_trait::async_trait;
use chrono::NaiveDate;
use kernel::access::Role;
use kernel::department::Department;
use kernel::desk::Desk;
use kernel::measure::{AtomQuery, Atoms, Dim, Evidence, EvidenceQuery, Figures, Formula, Good, Measure, OverDays, Unit};
use kernel::refusal::{Failure, Outcome};
use kernel::text::text;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use server::{Limits, Options};
use std::collections::HashMap;
use std::sync::Arc;
use testkit::Answer;

/// Words that tell an attacker how we are built.
const INSIDE: [&str; 12] =
    ["sqlx", "sea_orm", "SELECT", "no such table", "brand\"", "panicked", ".rs", "src/", "thread", "backtrace", "postgres", "SQLite"];

fn tells_nothing(answer: &Answer) {
    let problem = answer.refused(500, "fault");
    for word in INSIDE {
        assert!(!answer.text().contains(word), "a fault speaks of “{word}”: {problem}");
    }
}

#[tokio::test]
async fn a_broken_table_is_a_fault_without_details() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    app.house.db.execute_unprepared("DROP TABLE brand").await.unwrap();
    for ask in [
        admin.get("/api/records/brand"),
        admin.get("/api/records/brand/summary"),
        admin.get("/api/records/brand/export.xlsx"),
        admin.post("/api/records/brand", &json!({ "code": "B1", "name": "山岚茶事" })),
    ] {
        tells_nothing(&ask.await);
    }
    admin.get("/api/records/company").await.ok();
}

/// A measure that breaks down whenever it is asked.
struct Broken;

#[async_trait]
impl Figures for Broken {
    fn measures(&self) -> Vec<Measure> {
        let about = text("总是出错", "Always breaks");
        vec![Measure {
            name: "broken",
            title: about.clone(),
            unit: Unit::Count,
            good: Good::None,
            dims: &[],
            about,
            formula: Formula::Sum("broken"),
        }]
    }
    fn dims(&self) -> Vec<Dim> {
        Vec::new()
    }
    async fn version(&self) -> Outcome<String> {
        Ok("1".into())
    }
    async fn until_at(&self, _: &Desk, _: &str) -> Outcome<Option<NaiveDate>> {
        Ok(None)
    }
    async fn atoms(&self, _: &Desk, _: &AtomQuery<'_>) -> Outcome<Atoms> {
        panic!("the secret plan lies in src/plan.rs")
    }
    fn over_days(&self, _: &str) -> OverDays {
        OverDays::Sum
    }
    async fn labels(&self, _: &Desk, _: &str, _: &[&str]) -> Outcome<HashMap<String, String>> {
        Ok(HashMap::new())
    }
    async fn evidence(&self, _: &Desk, _: &Measure, _: &EvidenceQuery) -> Outcome<Evidence> {
        Err(Failure::Fault(std::io::Error::other("the secret plan lies in src/plan.rs").into()))
    }
    async fn has_facts_of(&self, _: Option<&Desk>, _: &str, _: &str) -> Outcome<bool> {
        Ok(false)
    }
}

#[tokio::test]
async fn a_panic_is_a_fault_without_details_and_ends_nothing_else() {
    let trial = Department {
        figures: vec![Arc::new(Broken)],
        kinds: vec![("trial", &["read"])],
        policies: "permit (principal, action, resource in Department::\"trial\");",
        ..Department::new("trial", "试验", "Trial")
    };
    let app = house_with(vec![trial]).await;
    let admin = app.sign_in(Role::Administrator).await;
    let period = "from=2026-11-01&to=2026-11-30";
    tells_nothing(&admin.get(&format!("/api/measures/query?measures=broken&{period}")).await);
    tells_nothing(&admin.get(&format!("/api/measures/broken/evidence?{period}")).await);
    admin.get("/api/session").await.ok();
}

#[tokio::test]
async fn what_the_framework_refuses_is_told_like_any_refusal() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    admin.get("/api/no/such/address").await.refused(404, "not_found");
    admin.get("/api/records/no_such_type").await.refused(404, "not_found");
    admin.get("/api/records/brand/no-id").await.refused(400, "malformed");
    let wrong_method = admin.delete("/api/meta").await;
    wrong_method.refused(405, "not_found");
    assert!(wrong_method.header("allow").is_some());
    admin.post("/api/session/password", &json!({ "old": 7 })).await.refused(400, "malformed");
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    admin.post("/api/records/brand", &Value::Null).raw("application/json", deep.into_bytes()).await.refused(400, "malformed");
    let huge = json!({ "code": "B1", "name": "x".repeat(9 << 20) });
    admin.post("/api/records/brand", &huge).await.refused(413, "too_large");
}

#[tokio::test]
async fn too_many_requests_from_one_address_wait() {
    let app = house().await.behind(Options { limits: Limits { per_second: 1, burst: 5 }, ..Options::default() });
    let (eager, calm) = (app.stranger(), app.stranger());
    let mut answers = Vec::new();
    for _ in 0..8 {
        answers.push(eager.get("/api/session").await);
    }
    assert_eq!(answers[0].status(), 401);
    let last = answers.last().expect("an answer");
    last.refused(429, "wait");
    assert!(last.header("retry-after").is_some());
    assert_eq!(calm.get("/api/session").await.status(), 401);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    for path in ["/api/session", "/api/records/brand", "/api/no/such/address", "/healthz", "/metrics", "/", "/api/openapi.json"] {
        let answer = admin.get(path).await;
        for (name, part) in [
            ("content-security-policy", "default-src 'self'"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("permissions-policy", "geolocation=(self)"),
        ] {
            assert!(answer.header(name).is_some_and(|value| value.contains(part)), "{path} lacks {name}");
        }
        let api = path.starts_with("/api/");
        assert!(
            !api || answer.header("cache-control").is_some_and(|v| v.contains("no-store") || v.contains("private")),
            "{path} may be kept by others"
        );
    }
}
