//! The monthly report through the front door: drafted, written, handed in, accepted, frozen and printed.

use crate::house::house;
use crate::loads::load;
use kernel::access::{Actor, Role};
use kernel::refusal::Failure;
use kernel::verb::{Reply, Wish};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, TestApp, World, cells_of, words_of};
use uuid::Uuid;

/// Two months at two malls, so that there is something to compare with.
fn table() -> String {
    let mut table = String::from("日期,门店编码,店铺编码,品牌,品类,渠道,单品编码,小票号,数量,金额\n");
    for (month, factor) in [(9, 100), (10, 150)] {
        for day in 1..=20 {
            for (site, shop, brand, category) in
                [("M01", "M01-101", "B01", "茶饮"), ("M01", "M01-102", "B02", "烘焙"), ("M02", "M02-101", "B01", "茶饮")]
            {
                let _ = writeln!(
                    table,
                    "2026-{month:02}-{day:02},{site},{shop},{brand},{category},门店,I-{category},{shop}-{month}-{day},2,{factor}.00"
                );
            }
        }
    }
    table
}

struct Desk {
    app: TestApp,
    world: World,
    analyst: Client,
    director: Client,
}

async fn desk() -> Desk {
    let app = house().await;
    let world = World::build(&app).await;
    let director = app.sign_in(Role::Director).await;
    load(&app, &app.sign_in(Role::Administrator).await, &table()).await;
    Desk { analyst: app.sign_in(Role::Analyst).await, director, app, world }
}

impl Desk {
    async fn draft(&self) -> String {
        let row =
            self.analyst.post("/api/records/report/do/draft", &json!({ "month": "2026-10", "site_id": self.world.id("M01") })).await.ok();
        assert_eq!(row["state"], "draft");
        format!("/api/records/report/{}", row["id"].as_str().unwrap())
    }
}

async fn document(client: &Client, path: &str) -> Value {
    client.get(&format!("{path}/do/document")).await.ok()
}

fn figure<'a>(document: &'a Value, id: &str) -> &'a Value {
    document["figures"].as_array().unwrap().iter().find(|f| f["id"] == id).unwrap_or_else(|| panic!("no figure {id}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_drafted_written_returned_accepted_and_frozen() {
    let desk = desk().await;
    let path = desk.draft().await;
    let drafted = document(&desk.analyst, &path).await;
    // October at M01: 20 days, two shops, 150 each; September 100 each.
    let sales = figure(&drafted, "sales");
    assert_eq!((&sales["value"], &sales["previous"], &sales["last_year"]), (&json!("6000.00"), &json!("4000.00"), &Value::Null));
    // A figure can be named, never typed over; an unknown one is refused at its place.
    let edit = format!("{path}/do/edit");
    desk.analyst.post(&edit, &json!({ "texts": { "plan": "{{no_such}}" } })).await.pointed("/texts/plan", "figure");
    desk.analyst.post(&edit, &json!({ "texts": { "nowhere": "x" } })).await.pointed("/texts/nowhere", "unknown");
    desk.analyst.post(&edit, &json!({ "texts": { "plan": "下月销售不低于 {{sales}}。" } })).await.ok();
    let act = |name: &str| format!("{path}/do/{name}");
    desk.analyst.post(&act("accept"), &json!({})).await.refused(403, "forbidden");
    desk.director.post(&act("accept"), &json!({})).await.refused(409, "state");
    desk.analyst.post(&act("submit"), &json!({})).await.ok();
    desk.analyst.post(&edit, &json!({ "texts": { "plan": "x" } })).await.refused(409, "state");
    desk.director.post(&act("return"), &json!({})).await.pointed("/reason", "required");
    let returned = desk.director.post(&act("return"), &json!({ "reason": "请写下月计划" })).await.ok();
    assert_eq!((&returned["state"], &returned["reason"]), (&json!("returned"), &json!("请写下月计划")));
    desk.analyst.post(&act("submit"), &json!({})).await.ok();
    assert_eq!(desk.director.post(&act("accept"), &json!({})).await.ok()["state"], "accepted");
    for (verb, body) in
        [("edit", json!({ "texts": {} })), ("redraft", json!({})), ("submit", json!({})), ("return", json!({ "reason": "x" }))]
    {
        desk.director.post(&act(verb), &body).await.refused(409, "state");
    }
    // Data loaded later change nothing in it, and are noted.
    load(
        &desk.app,
        &desk.analyst,
        "日期,门店编码,店铺编码,品牌,品类,渠道,单品编码,小票号,数量,金额\n2026-10-25,M01,M01-101,B01,茶饮,门店,I-茶饮,late-1,1,999.00\n",
    )
    .await;
    let later = document(&desk.director, &path).await;
    assert_eq!((&figure(&later, "sales")["value"], &later["data_version"]), (&json!("6000.00"), &drafted["data_version"]));
    let moved = later["changed"]["figures"].as_array().unwrap().iter().find(|f| f["figure"] == "sales").cloned();
    assert_eq!(moved, Some(json!({ "figure": "sales", "was": "6000.00", "is": "6999.00" })));
    let events: Vec<Value> =
        desk.director.get(&format!("{path}/history")).await.ok()["items"].as_array().unwrap().iter().map(|e| e["event"].clone()).collect();
    assert_eq!(events, ["accept", "submit", "return", "submit", "edit", "create"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_were_taken_back_still_stand_behind_the_past() {
    let desk = desk().await;
    let admin = desk.app.sign_in(Role::Administrator).await;
    let loaded = load(&desk.app, &admin, "日期,门店编码,店铺编码,单品编码,数量,金额\n2026-10-25,M01,M01-101,I-SHORT,1,9.00\n").await;
    let at = loaded["data_version"].as_str().unwrap().to_owned();
    let asked = "/api/measures/sales/evidence?from=2026-10-01&to=2026-10-31&where.item=I-SHORT";
    let then = format!("{asked}&at={at}");
    assert_eq!(admin.get(&then).await.ok()["total"], 1);
    let batch = loaded["batch"].as_str().unwrap();
    admin.post(&format!("/api/records/batch/{batch}/do/undo"), &json!({})).await.ok();
    let item = admin.get("/api/records/item?f.code=I-SHORT").await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(admin.delete(&format!("/api/records/item/{item}")).await.status(), 204);
    admin.get(asked).await.refused(400, "malformed");
    assert_eq!(admin.get(&then).await.ok()["total"], 1, "what a report was drawn from opens as it did");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_opens_the_facts_it_was_drawn_from() {
    let desk = desk().await;
    let path = desk.draft().await;
    let drafted = document(&desk.analyst, &path).await;
    load(
        &desk.app,
        &desk.analyst,
        "日期,门店编码,店铺编码,品牌,品类,渠道,单品编码,小票号,数量,金额\n2026-10-25,M01,M01-101,B01,茶饮,门店,I-茶饮,late-1,1,999.00\n",
    )
    .await;
    for figure in drafted["figures"].as_array().unwrap() {
        let query = &figure["query"];
        let mut ask = format!(
            "from={}&to={}&at={}",
            query["from"].as_str().unwrap(),
            query["to"].as_str().unwrap(),
            drafted["data_version"].as_str().unwrap()
        );
        for (dim, keys) in query["where"].as_object().into_iter().flatten() {
            let keys: Vec<String> = keys.as_array().unwrap().iter().map(|k| testkit::escaped(k.as_str().unwrap())).collect();
            let _ = write!(ask, "&where.{dim}={}", keys.join(","));
        }
        let measure = figure["measure"].as_str().unwrap();
        let facts = desk.analyst.get(&format!("/api/measures/{measure}/evidence?{ask}")).await.ok();
        assert!(facts["total"].as_u64() > Some(0), "{measure} has no evidence: {ask}");
        assert!(!facts["rows"].to_string().contains("late-1"), "{measure} shows facts that came later");
        // Changes and drivers are worked out from facts of two sides; a figure of one place is the sum of its facts like any other.
        let id = figure["id"].as_str().unwrap();
        if id.starts_with("why.") && !id.starts_with("why.place_sales") {
            continue;
        }
        let asked = desk.analyst.get(&format!("/api/measures/query?measures={measure}&{ask}")).await.ok();
        assert_eq!(asked["total"]["values"][measure], figure["value"], "{measure}: {ask}");
        if let "sales" | "quantity" = measure {
            let column = if measure == "sales" { "amount" } else { "quantity" };
            let shown: Decimal = figure["value"].as_str().unwrap().parse().unwrap();
            let facts = desk.analyst.get(&format!("/api/measures/{measure}/evidence?{ask}&limit=1000")).await.ok();
            assert_eq!(added(&facts, column), shown, "{measure}: {ask}");
        }
    }
}

/// A column of facts added up; all of them stand on the page.
fn added(facts: &Value, column: &str) -> Decimal {
    assert!(facts["next"].is_null(), "the facts do not fit one page");
    let at = facts["columns"].as_array().unwrap().iter().position(|c| c["name"] == column).unwrap();
    facts["rows"].as_array().unwrap().iter().filter_map(|row| row[at].as_str()).map(|v| v.parse::<Decimal>().unwrap()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_report_prints_the_same_whatever_comes_later() {
    let desk = desk().await;
    let path = desk.draft().await;
    desk.analyst.post(&format!("{path}/do/edit"), &json!({ "texts": { "support": "=1+1 需要两名导购，销售 {{sales}}" } })).await.ok();
    desk.analyst.post(&format!("{path}/do/submit"), &json!({})).await.ok();
    desk.director.post(&format!("{path}/do/accept"), &json!({})).await.ok();
    let print = async |format: &str, lang: &str| desk.director.get(&format!("{path}/do/print?format={format}&lang={lang}")).await.file();
    for lang in ["zh", "en"] {
        let words = words_of(&print("pdf", lang).await);
        for part in ["6,000", "4,000"] {
            assert!(words.contains(part), "{part} is not printed: {words}");
        }
        assert!(words.contains("云汇广场") && words.contains("需要两名导购"), "{words}");
        let word = print("docx", lang).await;
        assert_eq!(&word[..4], b"PK\x03\x04");
        let cells: Vec<String> = cells_of(&print("xlsx", lang).await).into_iter().flatten().collect();
        assert!(cells.iter().any(|c| c.contains("6000")), "{cells:?}");
    }
    let book = cells_of(&print("xlsx", "zh").await);
    let sales = book.iter().find(|row| row[0] == "销售额").expect("sales among the figures");
    assert!(sales[5].contains("退货为负数"), "a figure comes with its definition: {sales:?}");
    let before = (cells_of(&print("xlsx", "zh").await), words_of(&print("pdf", "zh").await));
    assert!(before.1.contains("云汇商业集团"), "{}", before.1);
    load(&desk.app, &desk.analyst, "日期,门店编码,金额\n2026-10-25,M01,999.00\n").await;
    let admin = desk.app.sign_in(Role::Administrator).await;
    let author = format!("/api/records/user/{}", desk.analyst.get("/api/session").await.ok()["id"].as_str().unwrap());
    for path in [desk.world.path("company", "C01"), author] {
        let row = admin.get(&path).await.ok();
        admin.patch(&path, &json!({ "name": "后来改名" })).if_match(&row["version"]).await.ok();
    }
    let after = (cells_of(&print("xlsx", "zh").await), words_of(&print("pdf", "zh").await));
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_report_tells_which_figures_were_taken_out() {
    let desk = desk().await;
    let path = desk.draft().await;
    // Lines of print break where they must, so blanks do not count.
    let tells = async |lang: &str, words: &str| {
        let bare = |text: &str| text.replace(char::is_whitespace, "");
        let printed = desk.analyst.get(&format!("{path}/do/print?format=pdf&lang={lang}")).await.file();
        bare(&words_of(&printed)).matches(&bare(words)).count()
    };
    let (any, zh) = ("移去", "（撰写人从“经营结果”的文字中移去了它的数值、环比）");
    let en = "(Taken out of the text of “Result” by the author: its value, change on the previous period.)";
    assert_eq!(tells("zh", any).await, 0);
    let lead = "本月卖了七百万元，同比{{sales~last_year}}；客单价 {{average_ticket}}，同比{{average_ticket~last_year}}。";
    desk.analyst.post(&format!("{path}/do/edit"), &json!({ "texts": { "lead": lead } })).await.ok();
    assert_eq!((tells("zh", any).await, tells("zh", zh).await, tells("en", en).await), (1, 1, 1));
    // An emptied text is the drafted one again.
    desk.analyst.post(&format!("{path}/do/edit"), &json!({ "texts": { "lead": "" } })).await.ok();
    assert_eq!(tells("zh", any).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_drafted_before_its_turn_to_write() {
    let desk = desk().await;
    let late = "日期,门店编码,金额\n2026-10-25,M01,999.00\n";
    let reports = desk.app.house.catalogue.record("report").unwrap();
    let body = |month: &str| json!({ "month": month, "site_id": desk.world.id("M01") });
    let ahead = async |verb: &str, id: Option<Uuid>, body: Value| {
        reports.ahead(&desk.app.house.read(Actor::house(), "test"), verb, id, body).await.unwrap()
    };
    let path = desk.draft().await;
    let id = path.rsplit('/').next().and_then(|id| id.parse().ok());
    let drafted = ahead("draft", None, body("2026-10")).await;
    let redrafted = ahead("redraft", id, json!({})).await;
    load(&desk.app, &desk.analyst, late).await;
    let (before, now) = (&document(&desk.analyst, &path).await["data_version"], desk.draft().await);
    let now = &document(&desk.analyst, &now).await["data_version"];
    assert_ne!(before, now);
    let act = async |verb: &str, id: Option<Uuid>, wish: Wish| {
        let writing = desk.app.house.write(Actor::house(), "test").await.unwrap();
        let done = reports.act(&writing, verb, id, None, wish).await;
        writing.finish(done).await
    };
    // What was computed ahead shows that it was by the data of that moment.
    for (wish, version) in [(drafted, before), (body("2026-10").into(), now)] {
        let Reply::Row(row) = act("draft", None, wish).await.unwrap() else { panic!("no row") };
        assert_eq!(row["data_version"], *version);
    }
    // What was in the way ahead is told by the act.
    for (month, code) in [("2020-01", "report.no_data"), ("October", "invalid")] {
        let Err(Failure::Refused(refusal)) = act("draft", None, ahead("draft", None, body(month)).await).await else {
            panic!("{month} is drafted")
        };
        assert_eq!(refusal.code, code);
    }
    // State and version are still checked in the transaction.
    desk.analyst.post(&format!("{path}/do/submit"), &json!({})).await.ok();
    let Err(Failure::Refused(refusal)) = act("redraft", id, redrafted).await else { panic!("a report that was handed in is drawn anew") };
    assert_eq!(refusal.code, "state");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_stays_within_the_sites_of_its_reader() {
    let desk = desk().await;
    let path = desk.draft().await;
    let other = desk.app.sign_in_at(desk.world.id("M02"), Role::SiteManager).await;
    for act in ["document", "print"] {
        other.get(&format!("{path}/do/{act}")).await.refused(404, "not_found");
    }
    other.get(&path).await.refused(404, "not_found");
    assert_eq!(other.get("/api/records/report").await.ok()["items"], json!([]));
    other
        .post("/api/records/report/do/draft", &json!({ "month": "2026-10", "site_id": desk.world.id("M01") }))
        .await
        .refused(404, "not_found");
    other.post("/api/records/report/do/draft", &json!({ "month": "2026-10" })).await.refused(409, "report.whose");
    let own = other.post("/api/records/report/do/draft", &json!({ "month": "2026-10", "site_id": desk.world.id("M02") })).await.ok();
    let shown = other.get(&format!("/api/records/report/{}/do/document", own["id"].as_str().unwrap())).await.text();
    assert!(!shown.contains("M01"), "another site is in the report");
    desk.analyst.post("/api/records/report/do/draft", &json!({ "month": "2020-01" })).await.refused(409, "report.no_data");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_nobody_needs_is_discarded() {
    let desk = desk().await;
    let path = desk.draft().await;
    desk.analyst.post(&format!("{path}/do/discard"), &json!({})).await.ok();
    assert_eq!(desk.analyst.get("/api/records/report").await.ok()["items"], json!([]));
    for act in ["edit", "submit", "redraft", "discard"] {
        let body = if act == "edit" { json!({ "texts": { "plan": "再写" } }) } else { json!({}) };
        desk.analyst.post(&format!("{path}/do/{act}"), &body).await.refused(409, "ended");
    }
    let history = desk.analyst.get(&format!("{path}/history")).await.ok();
    assert_eq!(history["items"][0]["event"], "discard");
    // What was handed in is decided on, not thrown away.
    let other = desk.draft().await;
    desk.analyst.post(&format!("{other}/do/submit"), &json!({})).await.ok();
    desk.analyst.post(&format!("{other}/do/discard"), &json!({})).await.refused(409, "state");
}

/// A block of a section by its kind.
fn block<'a>(document: &'a Value, section: &str, kind: &str) -> &'a Value {
    let of = |list: &'a Value, key: &str, word: &str| list.as_array().unwrap().iter().find(|one| one[key] == word);
    let section = of(&document["sections"], "key", section).unwrap_or_else(|| panic!("no section {section}"));
    of(&section["blocks"], "type", kind).unwrap_or_else(|| panic!("no {kind} in {section}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_says_why_sales_changed_and_how_far_the_target_is() {
    let desk = desk().await;
    let plan = json!({ "name": "2026 年销售目标", "year": 2026 });
    let plan = desk.analyst.post("/api/records/target_plan", &plan).await.created()["id"].as_str().unwrap().to_owned();
    let month = |of: Value, amount: &str| {
        let mut row = of;
        row["months"] = json!((1..=12).map(|month| if month == 10 { Some(amount) } else { None }).collect::<Vec<_>>());
        row
    };
    let rows = json!({ "rows": [month(json!({ "site": "M01" }), "8000"), month(json!({ "shop": "M01-101" }), "3000")] });
    desk.analyst.post(&format!("/api/records/target_plan/{plan}/do/enter"), &rows).await.ok();
    desk.analyst.post(&format!("/api/records/target_plan/{plan}/do/submit"), &json!({})).await.ok();
    desk.director.post(&format!("/api/records/target_plan/{plan}/do/approve"), &json!({})).await.ok();
    let path = desk.draft().await;
    let drafted = document(&desk.analyst, &path).await;
    // Each shop sold 150 a day after 100: the price of a piece did it, and the parts add up from then to now.
    let values: Vec<Decimal> = block(&drafted, "changes", "chart")["series"][0]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_str().unwrap().parse().unwrap())
        .collect();
    let (last, parts) = values.split_last().unwrap();
    assert_eq!((parts.iter().sum::<Decimal>(), *last), (*last, "6000.00".parse().unwrap()), "{values:?}");
    let said = block(&drafted, "changes", "text");
    assert!(said["zh"].as_str().unwrap().contains("{{why.change}}") && said["en"].as_str().unwrap().contains("{{why.now}}"), "{said}");
    assert_eq!(figure(&drafted, "why.change")["value"], "2000.00");
    let [target, share, gap] = ["target", "target_share", "target_gap"].map(|id| &figure(&drafted, id)["value"]);
    assert_eq!((target, share, gap), (&json!("8000.00"), &json!("0.75"), &json!("-2000.00")));
    let rows = &block(&drafted, "targets", "table")["rows"];
    assert_eq!(rows.as_array().unwrap().len(), 1, "one shop has a target: {rows}");
    assert_eq!((&rows[0][3]["value"], &rows[0][4]["value"]), (&json!("1"), &json!("0.00")), "{rows}");
    // Visitors of one day make no driver of two months, and the report says so below the drivers.
    let note = |document: &Value| {
        let sections = document["sections"].as_array().unwrap();
        let blocks = sections.iter().flat_map(|section| section["blocks"].as_array().unwrap());
        blocks.filter(|block| block["key"] == "why_note").map(|block| block["zh"].as_str().unwrap().to_owned()).next()
    };
    assert_eq!(note(&drafted), None);
    load(&desk.app, &desk.analyst, "日期,门店编码,客流\n2026-10-08,M01,300\n").await;
    desk.analyst.post(&format!("{path}/do/redraft"), &json!({})).await.ok();
    let said = note(&document(&desk.analyst, &path).await);
    assert!(said.as_ref().is_some_and(|said| said.starts_with("客流未参与拆分：云汇广场 有 ")), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_of_why_opens_the_days_that_it_counts_and_no_others() {
    let app = house().await;
    let world = World::build(&app).await;
    let director = app.sign_in(Role::Director).await;
    let mut table = String::from("日期,门店编码,店铺编码,小票号,数量,金额\n");
    let mut sold = |first: &str, days: usize, amount: u32| {
        for day in first.parse::<chrono::NaiveDate>().unwrap().iter_days().take(days) {
            let _ = writeln!(table, "{day},M01,M01-101,{day},2,{amount}.00");
        }
    };
    sold("2025-01-01", 365, 100);
    sold("2026-01-01", 304, 150);
    load(&app, &app.sign_in(Role::Administrator).await, &table).await;
    let mut apart = Vec::new();
    // Festivals that lie elsewhere in the year before put the days of comparison apart.
    for month in ["2026-02", "2026-06", "2026-10"] {
        let row = director.post("/api/records/report/do/draft", &json!({ "month": month, "site_id": world.id("M01") })).await.ok();
        let drafted = document(&director, &format!("/api/records/report/{}", row["id"].as_str().unwrap())).await;
        let (before, now) = (figure(&drafted, "why.driver_before"), figure(&drafted, "why.driver_now"));
        assert_eq!(now["query"]["days"], Value::Null, "all days of the month: {now}");
        apart.extend(before["query"]["days"].as_array().map(|_| before.clone()));
    }
    let before = apart.pop().expect("a month whose days of comparison lie apart");
    let spans: Vec<[&str; 2]> =
        before["query"]["days"].as_array().unwrap().iter().map(|span| ["from", "to"].map(|end| span[end].as_str().unwrap())).collect();
    assert!(spans.len() > 1, "{before}");
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let days: i64 = spans.iter().map(|[from, to]| (day(to) - day(from)).num_days() + 1).sum();
    let spans: Vec<String> = spans.iter().map(|[from, to]| format!("{from}..{to}")).collect();
    let facts = async |days: String| {
        let measure = before["measure"].as_str().unwrap();
        director.get(&format!("/api/measures/{measure}/evidence?{days}&where.site=M01")).await.ok()["total"].as_i64().unwrap()
    };
    let (from, to) = (before["query"]["from"].as_str().unwrap(), before["query"]["to"].as_str().unwrap());
    assert_eq!(facts(format!("days={}", spans.join(","))).await, days);
    assert!(facts(format!("from={from}&to={to}")).await > days, "the days between are facts of another figure");
}
