//! The history shows every tampering: what was done in the database behind the program's back is found and named.

use crate::house::house;
use kernel::access::Role;
use kernel::audit::{Finding, Verdict, chain, entry, verify, verify_by_pages};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::process::Command;
use testkit::{TestApp, World, plant};
use uuid::Uuid;

/// A house in which something happened: two brands, one of them changed, and a third that was deleted.
async fn lived_in() -> (TestApp, Uuid) {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let brand = |code: &str| json!({ "code": code, "name": "山岚茶事" });
    let first = admin.post("/api/records/brand", &brand("B1")).await.created();
    let id = first["id"].as_str().unwrap().to_owned();
    admin.patch(&format!("/api/records/brand/{id}"), &json!({ "name": "山岚茶肆", "tier": "premium" })).await.ok();
    admin.post("/api/records/brand", &brand("B2")).await.created();
    let third = admin.post("/api/records/brand", &brand("B3")).await.created();
    admin.delete(&format!("/api/records/brand/{}", third["id"].as_str().unwrap())).await.done();
    assert_eq!(findings(&app).await, Vec::<String>::new());
    (app, id.parse().unwrap())
}

async fn verdict(app: &TestApp) -> Verdict {
    verify(&app.house).await.unwrap()
}

/// What the verification found, as `line|record|row|words`: the same, however many lines and rows are read at once.
async fn findings(app: &TestApp) -> Vec<String> {
    let found = named(&verdict(app).await);
    for page in [1, 2, 3] {
        assert_eq!(named(&verify_by_pages(&app.house, page).await.unwrap()), found, "by pages of {page}");
    }
    found
}

fn named(verdict: &Verdict) -> Vec<String> {
    let word = |value: Option<String>| value.unwrap_or_default();
    let line =
        |f: &Finding| format!("{}|{}|{}|{}", word(f.seq.map(|s| s.to_string())), f.record, word(f.row.map(|r| r.to_string())), f.text.en);
    verdict.findings.iter().map(line).collect()
}

/// Exactly one finding, which says this.
async fn found(app: &TestApp, parts: &[&str]) {
    let findings = findings(app).await;
    assert_eq!(findings.len(), 1, "{findings:?}");
    for part in parts {
        assert!(findings[0].contains(part), "{findings:?} does not say “{part}”");
    }
}

async fn set(app: &TestApp, table: &str, id: Uuid, column: &str, value: impl Into<sea_orm::Value>) {
    let update =
        Query::update().table(Alias::new(table)).value(Alias::new(column), value.into()).and_where(Expr::col("id").eq(id)).to_owned();
    assert_eq!(app.house.db.execute(&update).await.unwrap().rows_affected(), 1);
}

async fn last_line(app: &TestApp) -> entry::Model {
    entry::Entity::find().order_by_desc(entry::Column::Seq).one(&app.house.db).await.unwrap().unwrap()
}

async fn line(app: &TestApp, seq: i64) -> entry::Model {
    entry::Entity::find_by_id(seq).one(&app.house.db).await.unwrap().unwrap()
}

/// The line in which a brand was created.
async fn creation_of(app: &TestApp, id: Uuid) -> entry::Model {
    let about = entry::Entity::find().filter(entry::Column::RowId.eq(id)).order_by_asc(entry::Column::Seq);
    about.one(&app.house.db).await.unwrap().unwrap()
}

async fn rewrite(app: &TestApp, line: entry::Model) {
    line.into_active_model().reset_all().update(&app.house.db).await.unwrap();
}

async fn slip_in(app: &TestApp, line: entry::Model) {
    entry::Entity::insert(line.into_active_model().reset_all()).exec_without_returning(&app.house.db).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_in_which_people_work_is_not_accused() {
    let (app, id) = lived_in().await;
    let admin = app.sign_in(Role::Administrator).await;
    let path = format!("/api/records/brand/{id}");
    let writing = tokio::spawn(async move {
        for number in 0.. {
            admin.patch(&path, &json!({ "name": format!("山岚茶肆 {number}") })).await.ok();
            let made = admin.post("/api/records/brand", &json!({ "code": format!("N{number}"), "name": "新茶" })).await.created();
            admin.delete(&format!("/api/records/brand/{}", made["id"].as_str().unwrap())).await.done();
        }
    });
    for _ in 0..40 {
        assert_eq!(findings(&app).await, Vec::<String>::new());
    }
    assert!(!writing.is_finished(), "nobody worked meanwhile");
    writing.abort();
}

#[tokio::test]
async fn a_changed_row_is_found() {
    for (column, value) in [("name", "别的名字"), ("tier", "luxury"), ("remark", "补记")] {
        let (app, id) = lived_in().await;
        set(&app, "brand", id, column, value).await;
        found(&app, &["|brand|", &id.to_string(), "changed behind the program's back"]).await;
    }
}

#[tokio::test]
async fn a_changed_version_or_end_is_found() {
    let (app, id) = lived_in().await;
    set(&app, "brand", id, "version", 7).await;
    found(&app, &["|brand|", "changed behind"]).await;
    set(&app, "brand", id, "version", 2).await;
    set(&app, "brand", id, "ended_at", app.house.clock.now()).await;
    found(&app, &["|brand|", "changed behind"]).await;
}

#[tokio::test]
async fn a_password_put_in_by_hand_is_found() {
    let (app, _) = lived_in().await;
    let id = app.account("administrator", Role::Administrator, None).await;
    set(&app, "user", id, "password_hash", "$argon2id$v=19$m=19456,t=2,p=1$YWJj$YWJj").await;
    found(&app, &["|user|", &id.to_string(), "changed behind"]).await;
}

#[tokio::test]
async fn a_removed_row_is_found() {
    let (app, id) = lived_in().await;
    let delete = Query::delete().from_table("brand").and_where(Expr::col("id").eq(id)).to_owned();
    app.house.db.execute(&delete).await.unwrap();
    found(&app, &["|brand|", &id.to_string(), "removed behind"]).await;
}

#[tokio::test]
async fn an_inserted_row_is_found() {
    let (app, _) = lived_in().await;
    let record = app.house.catalogue.record("brand").unwrap();
    let id = plant(&app, record, Uuid::nil(), None).await;
    found(&app, &["|brand|", &id.to_string(), "no history"]).await;
}

#[tokio::test]
async fn a_changed_line_is_found() {
    type Change = fn(&mut entry::Model);
    let changes: [(&str, Change); 8] = [
        ("at", |l| l.at += chrono::Duration::microseconds(1)),
        ("actor", |l| l.actor = "别人".into()),
        ("actor_id", |l| l.actor_id = Uuid::now_v7()),
        ("origin", |l| l.origin = "10.9.9.9".into()),
        ("event", |l| l.event = "import".into()),
        ("before", |l| l.before = Some("{}".into())),
        ("after", |l| l.after = l.after.as_ref().map(|a| a.replace("B1", "B9"))),
        ("row_id", |l| l.row_id = None),
    ];
    let (app, id) = lived_in().await;
    let known = creation_of(&app, id).await;
    for (part, change) in changes {
        let mut forged = known.clone();
        change(&mut forged);
        rewrite(&app, forged).await;
        let found = findings(&app).await;
        let named = found.iter().any(|f| f.starts_with(&format!("{}|", known.seq)) && f.contains("content of line"));
        assert!(named, "a changed {part} gives {found:?}");
        rewrite(&app, known.clone()).await;
        assert!(findings(&app).await.is_empty());
    }
}

#[tokio::test]
async fn a_row_changed_together_with_its_line_is_found() {
    let (app, id) = lived_in().await;
    set(&app, "brand", id, "name", "别的名字").await;
    let about = entry::Entity::find().filter(entry::Column::RowId.eq(id)).order_by_desc(entry::Column::Seq);
    let mut forged = about.one(&app.house.db).await.unwrap().unwrap();
    forged.after = forged.after.map(|after| after.replace("山岚茶肆", "别的名字"));
    // Even with a hash that fits its new content, the line is no longer the one that the next was written after.
    forged.hash = forged.expected_hash();
    let seq = forged.seq;
    rewrite(&app, forged).await;
    let found = findings(&app).await;
    assert!(found.iter().any(|f| f.starts_with(&format!("{}|", seq + 1)) && f.contains("does not follow")), "{found:?}");
}

#[tokio::test]
async fn a_removed_line_is_found() {
    let (app, id) = lived_in().await;
    let seq = creation_of(&app, id).await.seq;
    entry::Entity::delete_by_id(seq).exec(&app.house.db).await.unwrap();
    found(&app, &[&format!("{seq}|"), "were removed"]).await;
}

#[tokio::test]
async fn lines_cut_off_at_the_end_are_found() {
    let (app, _) = lived_in().await;
    let last = last_line(&app).await;
    entry::Entity::delete_by_id(last.seq).exec(&app.house.db).await.unwrap();
    let found_now = findings(&app).await;
    assert!(found_now.iter().any(|f| f.contains("not the chain's end")), "{found_now:?}");
    // The end of the chain set back to match: the rows are further on than the history.
    let before = line(&app, last.seq - 1).await;
    chain::ActiveModel { id: Set(1), seq: Set(before.seq), hash: Set(before.hash) }.update(&app.house.db).await.unwrap();
    found(&app, &["|brand|", "removed behind"]).await;
}

#[tokio::test]
async fn an_inserted_line_is_found_wherever_it_stands() {
    for (number, words) in [(0, "was inserted"), (-5, "was inserted"), (i64::MIN, "was inserted")] {
        let (app, id) = lived_in().await;
        let mut forged = creation_of(&app, id).await;
        (forged.seq, forged.previous) = (number, String::new());
        forged.hash = forged.expected_hash();
        slip_in(&app, forged).await;
        found(&app, &[&format!("{number}|brand|{id}"), words]).await;
    }
}

#[tokio::test]
async fn a_line_added_at_the_end_is_found() {
    let (app, id) = lived_in().await;
    let last = last_line(&app).await;
    let mut forged = creation_of(&app, id).await;
    (forged.seq, forged.previous) = (last.seq + 1, last.hash);
    forged.hash = forged.expected_hash();
    slip_in(&app, forged).await;
    let found = findings(&app).await;
    assert!(found.iter().any(|f| f.contains("not the chain's end")), "{found:?}");
}

#[tokio::test]
async fn a_line_put_between_others_is_found() {
    let (app, id) = lived_in().await;
    let known = creation_of(&app, id).await;
    let last = last_line(&app).await.seq;
    for seq in (known.seq + 1..=last).rev() {
        let moved = entry::Model { seq: seq + 1, ..line(&app, seq).await };
        entry::Entity::delete_by_id(seq).exec(&app.house.db).await.unwrap();
        slip_in(&app, moved).await;
    }
    let mut forged = entry::Model { seq: known.seq + 1, previous: known.hash.clone(), event: "change".into(), ..known.clone() };
    forged.hash = forged.expected_hash();
    slip_in(&app, forged).await;
    let found = findings(&app).await;
    assert!(found.iter().any(|f| f.starts_with(&format!("{}|", known.seq + 2))), "{found:?}");
}

#[tokio::test]
async fn a_chain_without_an_end_is_found() {
    let (app, _) = lived_in().await;
    chain::Entity::delete_by_id(1).exec(&app.house.db).await.unwrap();
    found(&app, &["not the chain's end"]).await;
}

#[tokio::test]
async fn the_command_line_verifies_and_fails_where_something_is_wrong() {
    let (app, id) = lived_in().await;
    let arguments = app.fresh().arguments();
    let run = move || {
        let out = Command::new(env!("CARGO_BIN_EXE_shuzhi"))
            .args(["audit", "verify", "--json"])
            .args(&arguments)
            .output()
            .expect("the program runs");
        let verdict: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&out.stderr)));
        (out.status.success(), verdict)
    };
    let (fine, known) = run();
    assert!(fine && known["found"] == 0 && known["lines"].as_u64() >= Some(6), "{known}");
    assert_eq!(known["hash"], verdict(&app).await.hash);
    set(&app, "brand", id, "name", "别的名字").await;
    let (fine, wrong) = run();
    assert!(!fine && wrong["found"] == 1, "{wrong}");
    assert_eq!((&wrong["findings"][0]["record"], &wrong["findings"][0]["row"]), (&json!("brand"), &json!(id)));
}

#[tokio::test]
async fn the_history_of_a_deleted_row_is_open_to_those_who_could_see_the_row() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let shop = json!({ "code": "N-1", "name": "开错的店", "site_id": world.id("M01") });
    let made = admin.post("/api/records/shop", &shop).await.created();
    let path = format!("/api/records/shop/{}", made["id"].as_str().unwrap());
    admin.delete(&path).await.done();
    admin.get(&path).await.refused(404, "not_found");
    let own = app.sign_in_at(world.id("M01"), Role::SiteManager).await;
    for client in [&admin, &own] {
        let history = client.get(&format!("{path}/history")).await.ok();
        let events: Vec<&str> = history["items"].as_array().unwrap().iter().filter_map(|line| line["event"].as_str()).collect();
        assert_eq!(events, ["delete", "create"], "{history}");
    }
    let neighbour = app.sign_in_at(world.id("M02"), Role::SiteManager).await;
    neighbour.get(&format!("{path}/history")).await.refused(404, "not_found");
    admin.get(&format!("/api/records/shop/{}/history", Uuid::now_v7())).await.refused(404, "not_found");
}
