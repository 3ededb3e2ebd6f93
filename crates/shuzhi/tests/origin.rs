//! Behind a proxy everybody is who the proxy says, if it is one that we trust.

use crate::house::house;
use kernel::access::{Role, session};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::{Limits, Options};
use testkit::{Answer, Client, PASSWORD, TestApp};

/// A house behind a proxy; all who ask stand at an address within 10.0.0.0/8.
async fn behind(trusted: &[&str]) -> TestApp {
    let trusted_proxies = trusted.iter().map(|words| words.parse().expect("a network")).collect();
    let limits = Limits { per_second: 1, burst: 50 };
    let app = house().await.behind(Options { trusted_proxies, limits, ..Options::default() });
    app.account("li.na", Role::Clerk, None).await;
    app
}

fn sign_in(account: &str, password: &str) -> Value {
    json!({ "account": account, "password": password })
}

async fn guess(proxy: &Client, way: &str, number: u32) -> Answer {
    proxy.post("/api/session", &sign_in(&format!("guess{number}"), "wrong horse 2026")).header("x-forwarded-for", way).await
}

#[tokio::test]
async fn who_guesses_behind_a_trusted_proxy_delays_only_themselves() {
    let app = behind(&["10.0.0.0/8"]).await;
    let proxy = app.stranger();
    for number in 0..4 {
        // What the attacker writes before their own address changes nothing.
        guess(&proxy, &format!("192.0.2.{number}, 203.0.113.66"), number).await.refused(401, "session.wrong");
    }
    guess(&proxy, "192.0.2.77, 203.0.113.66", 4).await.refused(429, "wait");
    proxy.post("/api/session", &sign_in("li.na", PASSWORD)).header("x-forwarded-for", "203.0.113.9").await.ok();
    let sessions = session::Entity::find().all(&app.house.db).await.unwrap();
    assert_eq!(sessions.iter().map(|s| s.origin.as_str()).collect::<Vec<_>>(), ["203.0.113.9"]);
}

#[tokio::test]
async fn who_asks_too_much_behind_a_trusted_proxy_stops_only_themselves() {
    let app = behind(&["10.0.0.0/8"]).await;
    let proxy = app.stranger();
    let mut last = None;
    for _ in 0..60 {
        last = Some(proxy.get("/api/session").header("x-forwarded-for", "203.0.113.66").await);
    }
    last.unwrap().refused(429, "wait");
    assert_eq!(proxy.get("/api/session").header("x-forwarded-for", "203.0.113.9").await.status(), 401);
}

#[tokio::test]
async fn what_a_stranger_says_of_their_address_is_not_believed() {
    for trusted in [&[][..], &["127.0.0.1"]] {
        let app = behind(trusted).await;
        let stranger = app.stranger();
        for number in 0..4 {
            guess(&stranger, &format!("203.0.113.{number}"), number).await.refused(401, "session.wrong");
        }
        guess(&stranger, "203.0.113.99", 4).await.refused(429, "wait");
        app.stranger().post("/api/session", &sign_in("li.na", PASSWORD)).header("x-forwarded-for", "203.0.113.9").await.ok();
        let sessions = session::Entity::find().all(&app.house.db).await.unwrap();
        assert!(sessions.iter().all(|s| s.origin.starts_with("10.")), "{sessions:?}");
    }
}
