//! The change log: who did what to everything one may see, and nothing beyond.

use crate::house::house;
use chrono::Duration;
use kernel::access::Role;
use kernel::audit::entry;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use testkit::{Client, TestApp, World, cells_of};

/// A company where yesterday was built and today three people changed something: a name, two shops that were deleted, a token.
async fn lived_in() -> (TestApp, World) {
    let app = house().await;
    let world = World::build(&app).await;
    app.clock.advance(Duration::days(1));
    let admin = app.sign_in(Role::Administrator).await;
    admin.patch(&world.path("brand", "B01"), &json!({ "name": "山岚茶肆" })).await.ok();
    let director = app.sign_in(Role::Director).await;
    for (code, site) in [("N-1", "M01"), ("N-2", "M02")] {
        let shop = json!({ "code": code, "name": format!("开错的店 {code}"), "site_id": world.id(site), "brand_id": world.id("B02") });
        let made = director.post("/api/records/shop", &shop).await.created();
        director.delete(&format!("/api/records/shop/{}", made["id"].as_str().unwrap())).await.done();
    }
    app.token_of(&director, true).await;
    director.patch(&world.path("shop", "M02-101"), &json!({ "name": "山岚茶肆（江月店）" })).await.ok();
    (app, world)
}

/// All lines that someone is shown, page by page.
async fn lines(client: &Client, filters: &str) -> Vec<Value> {
    let (mut lines, mut after) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/history?{filters}&after={after}")).await.ok();
        lines.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_i64() else { return lines };
        after = next.to_string();
    }
}

/// Lines as `event record name`.
fn told(lines: &[Value]) -> Vec<String> {
    let word = |line: &Value, at: &str| line.pointer(at).and_then(Value::as_str).unwrap_or("-").to_owned();
    lines.iter().map(|line| ["/event", "/record", "/name/zh"].map(|at| word(line, at)).join(" ")).collect()
}

#[tokio::test]
async fn everything_is_told_once_and_newest_first() {
    let (app, world) = lived_in().await;
    let (auditor, director) = (app.sign_in(Role::Auditor).await, app.sign_in(Role::Director).await);
    for number in 0..20 {
        director.patch(&world.path("brand", "B03"), &json!({ "name": format!("乔木家居 {number}") })).await.ok();
    }
    let shown: Vec<i64> = lines(&auditor, "").await.iter().map(|line| line["seq"].as_i64().unwrap()).collect();
    let kept = entry::Entity::find().order_by_desc(entry::Column::Seq).all(&app.house.db).await.unwrap();
    // Of tokens, each person sees their own.
    let kept: Vec<i64> = kept.iter().filter(|line| line.record != "api_token").map(|line| line.seq).collect();
    assert!(kept.len() > 50, "{} lines are one page", kept.len());
    assert_eq!(shown, kept);
}

#[tokio::test]
async fn the_log_is_asked_by_day_person_kind_row_and_event() {
    let (app, world) = lived_in().await;
    let (auditor, director) = (app.sign_in(Role::Auditor).await, app.account("director", Role::Director, None).await);
    let shop = world.id("M02-101");
    let (renamed, made) = ("change shop 山岚茶肆（江月店）", "create shop 山岚茶肆（江月店）");
    let (gone, came) = (["delete shop 开错的店 N-2", "delete shop 开错的店 N-1"], ["create shop 开错的店 N-2", "create shop 开错的店 N-1"]);
    let deleted: Vec<&str> = gone.to_vec();
    for (filters, expected) in [
        ("from=2026-11-23&record=brand".to_owned(), vec!["change brand 山岚茶肆"]),
        (format!("actor={director}"), vec![renamed, gone[0], came[0], gone[1], came[1]]),
        (format!("actor={director}&event=change"), vec![renamed]),
        (format!("row={shop}&record=shop"), vec![renamed, made]),
        (format!("row={shop}&to=2026-11-22"), vec![made]),
        ("event=delete".to_owned(), deleted.clone()),
        ("event=delete&from=2026-11-23&to=2026-11-23&record=shop".to_owned(), deleted),
        ("event=delete&to=2026-11-22".to_owned(), vec![]),
        (format!("from=2026-11-24&actor={director}"), vec![]),
    ] {
        assert_eq!(told(&lines(&auditor, &filters).await), expected, "{filters}");
    }
    for filters in ["from=yesterday", "actor=me", "row=1", "after=9999", "after=x"] {
        auditor.get(&format!("/api/history?{filters}")).await.refused(400, "malformed");
    }
    auditor.get("/api/history?record=no_such").await.refused(404, "not_found");
}

#[tokio::test]
async fn a_line_says_who_from_where_what_and_on_which_row() {
    let (app, world) = lived_in().await;
    let auditor = app.sign_in(Role::Auditor).await;
    let line = &lines(&auditor, "event=change&record=brand").await[0];
    assert_eq!(
        (&line["actor"], &line["zh"], &line["en"], &line["row"], &line["there"]),
        (&json!("administrator administrator"), &json!("修改"), &json!("Changed"), &json!(world.id("B01")), &json!(true))
    );
    assert!(line["origin"].as_str().is_some_and(|origin| origin.starts_with("10.")), "{line}");
    assert_eq!((&line["before"], &line["after"]), (&json!({ "name": "山岚茶事" }), &json!({ "name": "山岚茶肆" })));
    assert_eq!(lines(&auditor, "event=delete").await[0]["there"], false);
}

#[tokio::test]
async fn a_line_is_shown_to_whom_the_history_of_its_row_is_open() {
    let (app, world) = lived_in().await;
    let all = lines(&app.sign_in(Role::Auditor).await, "").await;
    let askers = [
        app.sign_in_at(world.id("M01"), Role::Auditor).await,
        app.sign_in_at(world.id("M02"), Role::Auditor).await,
        app.sign_in_at(world.id("S05"), Role::Administrator).await,
    ];
    for asker in askers {
        let seen: Vec<i64> = lines(&asker, "").await.iter().filter_map(|line| line["seq"].as_i64()).collect();
        let mut hidden = 0;
        for line in &all {
            let path = format!("/api/records/{}/{}/history", line["record"].as_str().unwrap(), line["row"].as_str().unwrap());
            let open = asker.get(&path).await.status() == 200;
            assert_eq!(seen.contains(&line["seq"].as_i64().unwrap()), open, "{line}");
            hidden += usize::from(!open);
        }
        assert!(hidden > 0, "nothing lies beyond the sites of the asker");
    }
}

#[tokio::test]
async fn the_events_are_those_of_the_records_one_may_read() {
    let app = house().await;
    let events = app.sign_in(Role::Auditor).await.get("/api/history/events").await.ok();
    let of = |record: Value| {
        events.as_array().unwrap().iter().filter(|e| e["record"] == record).map(|e| e["event"].as_str().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(of(Value::Null), ["create", "change", "import", "end", "reopen", "delete", "change_password"]);
    assert_eq!(of(json!("user")), ["reset_password", "lock", "unlock"]);
    assert!(!of(json!("report")).contains(&"print"), "printing changes nothing");
}

#[tokio::test]
async fn the_log_is_taken_away_as_a_workbook_with_one_line_per_value() {
    let (app, _) = lived_in().await;
    let auditor = app.sign_in(Role::Auditor).await;
    let file = auditor.get("/api/history/export.xlsx?record=shop&event=change").await;
    let cells = cells_of(&file.file());
    assert_eq!(cells[0], ["时间", "操作人", "来源", "类型", "记录", "操作", "字段", "改前", "改后"]);
    assert_eq!(cells.len(), 2);
    assert_eq!(cells[1][0], "2026-11-23 10:00:00");
    assert_eq!(cells[1][3..], ["店铺", "山岚茶肆（江月店）", "修改", "店铺名称", "山岚茶事（江月店）", "山岚茶肆（江月店）"]);
    let english = auditor.get("/api/history/export.xlsx?record=shop&event=delete").header("accept-language", "en").await;
    let site = cells_of(&english.file()).into_iter().find(|line| line[6] == "Site" || line[6] == "At site").unwrap_or_default();
    assert_eq!(site[7..], ["江月天地"], "{:?}", cells_of(&english.file()));
}
