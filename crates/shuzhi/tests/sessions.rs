//! Signing in and out: passwords, sessions, tokens, and what keeps strangers out.

use crate::house::house;
use chrono::Duration;
use kernel::access::Role;
use kernel::idempotency;
use sea_orm::EntityTrait;
use serde_json::json;
use testkit::{Client, PASSWORD, TestApp};

fn sign_in(account: &str, password: &str) -> serde_json::Value {
    json!({ "account": account, "password": password })
}

#[tokio::test]
async fn a_session_cookie_is_closed_to_scripts_and_other_sites() {
    let app = house().await;
    app.account("li.na", Role::Clerk, None).await;
    let answer = app.stranger().post("/api/session", &sign_in(" LI.NA ", PASSWORD)).await;
    let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
    for part in ["shuzhi_session=", "Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=1209600"] {
        assert!(cookie.contains(part), "{cookie} lacks {part}");
    }
    assert_eq!(answer.ok()["account"], "li.na");
    let behind = app.behind(server::Options { secure_cookies: true, ..server::Options::default() });
    let answer = behind.stranger().post("/api/session", &sign_in("li.na", PASSWORD)).await;
    assert!(answer.header("set-cookie").is_some_and(|c| c.ends_with("; Secure")));
}

#[tokio::test]
async fn a_write_from_another_site_is_refused_though_the_cookie_came_along() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let brand = json!({ "code": "B1", "name": "山岚茶事" });
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://shuzhi.test.evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        admin.post("/api/records/brand", &brand).header(name, value).await.refused(403, "forbidden");
        admin.delete("/api/session").header(name, value).await.refused(403, "forbidden");
        app.stranger().post("/api/session", &sign_in("administrator", PASSWORD)).header(name, value).await.refused(403, "forbidden");
    }
    admin.get("/api/records/brand").header("sec-fetch-site", "cross-site").await.ok();
    admin.post("/api/records/brand", &brand).header("origin", "http://shuzhi.test").await.created();
    let second = json!({ "code": "B2", "name": "拾穗面包" });
    admin
        .post("/api/records/brand", &second)
        .header("sec-fetch-site", "same-origin")
        .header("origin", "http://shuzhi.test")
        .await
        .created();
    // A token is carried along by no browser.
    let script = app.token_of(&admin, false).await;
    script
        .post("/api/records/brand", &json!({ "code": "B3", "name": "乔木家居" }))
        .header("origin", "https://evil.example")
        .await
        .created();
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_when_it_is_old() {
    let app = house().await;
    let idle = app.sign_in(Role::Clerk).await;
    let busy = app.sign_in(Role::Clerk).await;
    for _ in 0..6 {
        app.clock.advance(Duration::days(2));
        busy.get("/api/session").await.ok();
    }
    idle.get("/api/session").await.refused(401, "session.expired");
    idle.get("/api/session").await.refused(401, "session.none");
    app.clock.advance(Duration::days(2));
    busy.get("/api/session").await.ok();
    app.clock.advance(Duration::minutes(1));
    busy.get("/api/session").await.refused(401, "session.expired");
}

#[tokio::test]
async fn the_delay_after_wrong_passwords_grows_for_an_account_wherever_they_come_from() {
    let app = house().await;
    app.account("li.na", Role::Clerk, None).await;
    let wrong = || async { app.stranger().post("/api/session", &sign_in("li.na", "wrong horse 2026")).await };
    for _ in 0..4 {
        wrong().await.refused(401, "session.wrong");
    }
    for expected in [2, 4, 8, 16] {
        let waiting = app.stranger().post("/api/session", &sign_in("li.na", PASSWORD)).await;
        waiting.refused(429, "wait");
        assert_eq!(waiting.header("retry-after"), Some(expected.to_string().as_str()));
        app.clock.advance(Duration::seconds(expected));
        wrong().await.refused(401, "session.wrong");
    }
    app.clock.advance(Duration::seconds(32));
    app.stranger().post("/api/session", &sign_in("li.na", PASSWORD)).await.ok();
    wrong().await.refused(401, "session.wrong");
    app.stranger().post("/api/session", &sign_in("li.na", PASSWORD)).await.ok();
}

#[tokio::test]
async fn the_delay_after_wrong_passwords_grows_for_an_address_whatever_accounts_it_tries() {
    let app = house().await;
    app.account("li.na", Role::Clerk, None).await;
    let attacker = app.stranger();
    for n in 0..4 {
        attacker.post("/api/session", &sign_in(&format!("guess{n}"), "wrong horse 2026")).await.refused(401, "session.wrong");
    }
    attacker.post("/api/session", &sign_in("li.na", PASSWORD)).await.refused(429, "wait");
    app.stranger().post("/api/session", &sign_in("li.na", PASSWORD)).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_all_at_once_are_not_all_free() {
    let app = house().await;
    app.account("li.na", Role::Clerk, None).await;
    let guesses = (0..12).map(|n| {
        let stranger = app.stranger();
        async move { stranger.post("/api/session", &sign_in("li.na", &format!("guess number {n}"))).await.status() }
    });
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|status| **status == 401).count();
    assert!(looked_at <= 4, "{looked_at} of 12 guesses were looked at: {answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_many_accounts_sent_all_at_once_are_not_all_free() {
    let app = house().await;
    let attacker = app.stranger();
    let guesses = (0..12).map(|n| {
        let attacker = attacker.clone();
        async move { attacker.post("/api/session", &sign_in(&format!("guess{n}"), "wrong horse 2026")).await.status() }
    });
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|status| **status == 401).count();
    assert!(looked_at <= 4, "{looked_at} of 12 guesses were looked at: {answers:?}");
}

#[tokio::test]
async fn nobody_learns_which_accounts_there_are() {
    let app = house().await;
    app.account("li.na", Role::Clerk, None).await;
    let known = app.stranger().post("/api/session", &sign_in("li.na", "wrong horse 2026")).await.refused(401, "session.wrong");
    let unknown = app.stranger().post("/api/session", &sign_in("no.one", "wrong horse 2026")).await.refused(401, "session.wrong");
    assert_eq!(known, unknown);
    for body in [json!({}), json!([]), json!({ "account": "li.na" }), json!({ "account": 7, "password": "x" }), json!("x".repeat(5000))] {
        app.stranger().post("/api/session", &body).await.refused(400, "malformed");
    }
}

#[tokio::test]
async fn signing_out_ends_one_session_or_all_of_them() {
    let app = house().await;
    let (first, second, third) = (app.sign_in(Role::Clerk).await, app.sign_in(Role::Clerk).await, app.sign_in(Role::Analyst).await);
    let answer = first.delete("/api/session").await;
    answer.done();
    assert!(answer.header("set-cookie").is_some_and(|c| c.contains("Max-Age=0")));
    first.get("/api/session").await.refused(401, "session.none");
    second.get("/api/session").await.ok();
    let fourth = app.sign_in(Role::Clerk).await;
    second.delete("/api/session/all").await.done();
    for client in [&second, &fourth] {
        client.get("/api/session").await.refused(401, "session.none");
    }
    third.get("/api/session").await.ok();
}

#[tokio::test]
async fn changing_the_password_ends_other_sessions_and_renews_this_one() {
    let app = house().await;
    let (here, there) = (app.sign_in(Role::Clerk).await, app.sign_in(Role::Clerk).await);
    let change = |old: &str, new: &str| here.post("/api/session/password", &json!({ "old": old, "new": new }));
    change("wrong horse 2026", "another horse 2026").await.pointed("/old", "session.wrong");
    for (new, code) in [("short", "too_short"), ("my clerk password", "form"), (&"x".repeat(201), "too_long")] {
        change(PASSWORD, new).await.pointed("/new", code);
    }
    there.get("/api/session").await.ok();
    let changed = change(PASSWORD, "another horse 2026").await;
    let renewed = here.clone().with_cookie(changed.cookie());
    changed.ok();
    renewed.get("/api/session").await.ok();
    for old in [&here, &there] {
        old.get("/api/session").await.refused(401, "session.none");
    }
    app.stranger().post("/api/session", &sign_in("clerk", PASSWORD)).await.refused(401, "session.wrong");
    app.sign_in_as("clerk", "another horse 2026").await;
}

#[tokio::test]
async fn guessing_the_old_password_is_delayed_too() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let guess = || clerk.post("/api/session/password", &json!({ "old": "wrong horse 2026", "new": "another horse 2026" }));
    for _ in 0..4 {
        guess().await.pointed("/old", "session.wrong");
    }
    guess().await.refused(429, "wait");
}

/// Creates an account as an administrator does, and answers its first password.
async fn new_account(app: &TestApp, admin: &Client, account: &str) -> (String, String) {
    let body = json!({ "account": account, "name": "李娜", "roles": ["clerk"], "all_sites": true });
    let row = admin.post("/api/records/user", &body).await.created();
    app.stranger().post("/api/session", &sign_in(account, "")).await.refused(401, "session.wrong");
    let path = format!("/api/records/user/{}", row["id"].as_str().unwrap());
    let reset = admin.post(&format!("{path}/do/reset_password"), &json!({})).await.ok();
    (path, reset["secret"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_first_password_is_only_good_for_choosing_ones_own() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let (_, first) = new_account(&app, &admin, "li.na").await;
    let client = app.sign_in_as("li.na", &first).await;
    assert_eq!(client.get("/api/session").await.ok()["must_change_password"], true);
    for ask in [
        client.get("/api/records/brand"),
        client.get("/api/meta"),
        client.get("/api/search?q=a"),
        client.post("/api/records/brand", &json!({})),
    ] {
        ask.await.refused(403, "session.must_change_password");
    }
    let changed = client.post("/api/session/password", &json!({ "old": first, "new": "my very own horse" })).await;
    let renewed = client.clone().with_cookie(changed.cookie());
    assert_eq!(changed.ok()["must_change_password"], false);
    renewed.get("/api/records/brand").await.ok();
}

#[tokio::test]
async fn an_account_keeps_its_password_when_its_name_is_changed() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let (path, first) = new_account(&app, &admin, "li.na").await;
    admin.patch(&path, &json!({ "name": "李娜娜" })).await.ok();
    app.sign_in_as("li.na", &first).await;
}

#[tokio::test]
async fn a_locked_account_is_out_at_once() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let clerk = app.sign_in(Role::Clerk).await;
    let script = app.token_of(&clerk, true).await;
    let id = app.account("clerk", Role::Clerk, None).await;
    let act = |verb: &str| admin.post(&format!("/api/records/user/{id}/do/{verb}"), &json!({}));
    act("lock").await.ok();
    for out in [&clerk, &script] {
        out.get("/api/session").await.refused(401, "session.none");
    }
    app.stranger().post("/api/session", &sign_in("clerk", PASSWORD)).await.refused(401, "session.wrong");
    act("unlock").await.ok();
    script.get("/api/session").await.ok();
    app.sign_in(Role::Clerk).await;
    let own = app.account("administrator", Role::Administrator, None).await;
    admin.post(&format!("/api/records/user/{own}/do/lock"), &json!({})).await.refused(409, "user.self");
}

#[tokio::test]
async fn a_token_is_shown_once_and_kept_nowhere() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let ask = || clerk.post("/api/records/api_token/do/issue", &json!({ "name": "脚本", "days": 30, "read_only": true })).key("issue-1");
    let secret = ask().await.ok()["secret"].as_str().expect("a secret").to_owned();
    assert!(ask().await.ok().get("secret").is_none(), "the same request shows the secret again");
    assert!(!clerk.get("/api/records/api_token").await.text().contains(&secret));
    let kept = idempotency::Entity::find().all(&app.house.db).await.unwrap();
    assert!(kept.iter().all(|k| !k.answer.to_string().contains(&secret)), "the secret lies in the database");
    let history = kernel::audit::entry::Entity::find().all(&app.house.db).await.unwrap();
    assert!(history.iter().all(|line| !line.after.as_deref().unwrap_or_default().contains(&secret)), "the secret lies in the history");
}

#[tokio::test]
async fn a_token_does_what_it_was_given_for_until_it_expires_or_is_revoked() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let (reader, writer) = (app.token_of(&admin, true).await, app.token_of(&admin, false).await);
    let brand = |code: &str| json!({ "code": code, "name": "山岚茶事" });
    reader.get("/api/records/brand").await.ok();
    reader.get("/api/records/brand/export.xlsx").await.file();
    reader.post("/api/records/brand", &brand("B1")).await.refused(403, "forbidden");
    reader
        .post("/api/records/api_token/do/issue", &json!({ "name": "更多", "days": 1, "read_only": false }))
        .await
        .refused(403, "forbidden");
    for ask in [reader.delete("/api/session/all"), writer.delete("/api/session"), writer.delete("/api/session/all")] {
        ask.await.refused(400, "malformed");
    }
    admin.get("/api/session").await.ok();
    writer.post("/api/records/brand", &brand("B1")).await.created();
    let tokens = admin.get("/api/records/api_token").await.ok();
    let rows = tokens["items"].as_array().unwrap();
    let id = rows.iter().find(|t| t["read_only"] == true).unwrap()["id"].as_str().unwrap();
    admin.post(&format!("/api/records/api_token/{id}/do/revoke"), &json!({})).await.ok();
    reader.get("/api/records/brand").await.refused(401, "session.none");
    app.clock.advance(Duration::days(30));
    writer.get("/api/records/brand").await.ok();
    app.clock.advance(Duration::days(1));
    writer.get("/api/records/brand").await.refused(401, "session.expired");
    app.stranger().with_token("no-such-token").get("/api/records/brand").await.refused(401, "session.none");
}

#[tokio::test]
async fn a_new_account_comes_with_a_first_password_that_is_told_once() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let account = json!({ "account": "wang.fang", "name": "王芳", "roles": ["clerk"], "all_sites": true });
    let made = admin.post("/api/records/user", &account).key("made once").await.created();
    let secret = made["secret"].as_str().expect("a first password").to_owned();
    let me = app.stranger().post("/api/session", &sign_in("wang.fang", &secret)).await.ok();
    assert_eq!((&me["account"], &me["must_change_password"]), (&json!("wang.fang"), &json!(true)));
    // Neither the row, nor its history, nor the same request once more tells it again.
    let path = format!("/api/records/user/{}", made["id"].as_str().unwrap());
    let again = admin.post("/api/records/user", &account).key("made once").await.created();
    for seen in [admin.get(&path).await.ok(), admin.get(&format!("{path}/history")).await.ok(), again] {
        assert!(!seen.to_string().contains(&secret), "the password is told again: {seen}");
    }
}

#[tokio::test]
async fn only_a_locked_account_is_unlocked_and_only_an_open_one_locked() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let id = app.account("li.na", Role::Clerk, None).await;
    let (lock, unlock) = (format!("/api/records/user/{id}/do/lock"), format!("/api/records/user/{id}/do/unlock"));
    let told = admin.post(&unlock, &json!({})).await.refused(409, "state");
    assert_eq!(
        (&told["zh"], &told["en"]),
        (&json!("当前状态是“未锁定”，不能解锁"), &json!("It is “not Locked” now, so “Unlock” is not possible"))
    );
    admin.post(&lock, &json!({})).await.ok();
    admin.post(&lock, &json!({})).await.refused(409, "state");
    admin.post(&unlock, &json!({})).await.ok();
}
