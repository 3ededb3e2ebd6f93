//! Targets through the front door: a plan is made, filled in, broken down, handed in, put in force and revised; progress and the
//! board are held against arithmetic that can be done in the head.

use crate::house::house;
use crate::loads::load;
use kernel::access::Role;
use kernel::id::Id;
use sales::records::target;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, TestApp, World, workbook_of};
use uuid::Uuid;

/// A year in which every day is like every other, and twenty days of November 2026.
fn table() -> String {
    let mut table = String::from("日期,门店编码,店铺编码,品类,渠道,单品编码,小票号,数量,金额\n");
    let first: chrono::NaiveDate = "2025-01-01".parse().unwrap();
    let mut sold = |day: chrono::NaiveDate, amounts: [u32; 3]| {
        for ((site, shop), amount) in [("M01", "M01-101"), ("M01", "M01-102"), ("M02", "M02-101")].into_iter().zip(amounts) {
            let _ = writeln!(table, "{day},{site},{shop},茶饮,门店,I-1,{shop}-{day},1,{amount}.00");
        }
    };
    first.iter_days().take(365).for_each(|day| sold(day, [100, 50, 50]));
    let november: chrono::NaiveDate = "2026-11-01".parse().unwrap();
    november.iter_days().take(20).for_each(|day| sold(day, [500, 200, 260]));
    table
}

pub struct Desk {
    pub app: TestApp,
    pub world: World,
    pub analyst: Client,
    pub director: Client,
}

pub async fn desk() -> Desk {
    let app = house().await;
    let world = World::build(&app).await;
    load(&app, &app.sign_in(Role::Administrator).await, &table()).await;
    Desk { analyst: app.sign_in(Role::Analyst).await, director: app.sign_in(Role::Director).await, app, world }
}

impl Desk {
    pub async fn plan(&self) -> String {
        let body = json!({ "name": "2026 年销售目标", "year": 2026 });
        let row = self.analyst.post("/api/records/target_plan", &body).await.created();
        assert_eq!((&row["code"], &row["state"], &row["edition"]), (&json!("2026-sales-1"), &json!("draft"), &json!(1)));
        row["id"].as_str().unwrap().to_owned()
    }

    /// A plan whose company target of 1,000 a day was broken down to months, sites and the shops of M01.
    async fn filled(&self) -> String {
        let plan = self.plan().await;
        self.act(&plan, "enter", json!({ "rows": [{ "year": "36.5万" }] })).await;
        self.act(&plan, "spread", json!({ "down_to": "site" })).await;
        self.act(&plan, "spread", json!({ "down_to": "shop", "rows": [{ "site": "M01" }] })).await;
        plan
    }

    pub async fn act(&self, plan: &str, verb: &str, body: Value) -> Value {
        self.analyst.post(&do_to(plan, verb), &body).await.ok()
    }

    pub async fn in_force(&self, plan: &str) -> Value {
        self.act(plan, "submit", json!({})).await;
        self.director.post(&do_to(plan, "approve"), &json!({})).await.ok()
    }

    pub async fn inquire(&self, name: &str, body: Value) -> Value {
        inquire(&self.analyst, name, body).await
    }
}

fn do_to(plan: &str, verb: &str) -> String {
    format!("/api/records/target_plan/{plan}/do/{verb}")
}

async fn inquire(client: &Client, name: &str, body: Value) -> Value {
    client.post(&format!("/api/inquiries/{name}"), &body).await.ok()
}

/// Some fields of a standing, as they are written.
pub fn told(standing: &Value) -> String {
    let number = |field: &str| {
        let text = standing[field].as_str().unwrap_or("-");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
    };
    let fields = ["target", "done", "due", "gap", "pace", "needed_per_day"].map(number);
    format!("{} {}", fields.join(" "), standing["light"].as_str().unwrap_or("-"))
}

pub fn row<'a>(rows: &'a Value, keys: &Value) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row["keys"] == *keys).unwrap_or_else(|| panic!("no row {keys} in {rows}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_goes_from_a_year_to_progress_and_to_its_next_edition() {
    let desk = desk().await;
    let plan = desk.filled().await;
    let grid = desk.inquire("target_grid", json!({ "plan": plan })).await;
    let (company, m1) = (row(&grid["rows"], &json!({})), row(&grid["rows"], &json!({ "site": "M01" })));
    // Every day alike: January carries 31 of 365 days, and M01 made three quarters of last year.
    assert_eq!((&company["months"][0], &company["months"][1], &company["gap"]), (&json!("31000"), &json!("28000"), &json!("0")));
    assert_eq!((&m1["months"][0], &m1["sum"], &m1["labels"]["site"]), (&json!("23250"), &json!("273750"), &json!("云汇广场")));
    assert_eq!((&company["parts"]["rows"], &company["parts"]["year"]), (&json!(2), &json!("0")), "{company}");
    let shop = row(&grid["rows"], &json!({ "site": "M01", "shop": "M01-102" }));
    assert_eq!((&shop["months"][10], &shop["last_year"]["months"][10]), (&json!("7500"), &json!("1500.00")));
    assert_eq!(
        (&grid["editable"], &grid["total"]["year"], &grid["total_last_year"]["year"]),
        (&json!(true), &json!("365000"), &json!("73000.00"))
    );
    // Nothing is in force yet, so there is no target; the draft can be looked through.
    let none = desk.inquire("progress", json!({ "month": "2026-11" })).await;
    assert_eq!((&none["plan"], told(&none["standing"])), (&Value::Null, "- 19200 - - - - -".to_owned()), "{none}");
    let ahead = desk.inquire("progress", json!({ "month": "2026-11", "plan": plan })).await;
    assert_eq!(ahead["standing"]["target"], "30000");
    assert_eq!(desk.in_force(&plan).await["state"], "in_force");
    // Twenty of thirty days: 20,000 due of 30,000, 960 a day done, 10,800 left for ten days.
    let progress = desk.inquire("progress", json!({ "month": "2026-11" })).await;
    assert_eq!(told(&progress["standing"]), "30000 19200 20000 -800 0.96 1080 amber");
    assert_eq!((&progress["plan"]["edition"], &progress["until"]), (&json!(1), &json!("2026-11-20")));
    assert_eq!((&progress["standing"]["needed_pace"], &progress["standing"]["days_left"]), (&json!("1.08"), &json!(10)));
    let days = progress["days"].as_array().unwrap();
    assert_eq!((days.len(), &days[19]["done_sum"], &days[29]["target_sum"]), (30, &json!("19200.00"), &json!("30000")));
    let outlook = &progress["outlook"];
    let number = |value: &Value| value.as_str().unwrap().parse::<f64>().unwrap();
    assert!(
        number(&outlook["low"]) <= number(&outlook["expected"]) && number(&outlook["expected"]) <= number(&outlook["high"]),
        "{outlook}"
    );
    for (filters, expected) in [
        (json!({ "site": ["M01"] }), "22500 14000 15000 -1000 0.933333 850 red"),
        (json!({ "site": ["M02"] }), "7500 5200 5000 200 1.04 230 green"),
        (json!({ "shop": ["M01-101"] }), "15000 10000 10000 0 1 500 green"),
        (json!({ "shop": ["M02-101"] }), "- 5200 - - - - -"),
        (json!({ "channel": ["CH-NONE"] }), ""),
    ] {
        let asked = json!({ "month": "2026-11", "where": filters });
        if expected.is_empty() {
            desk.analyst.post("/api/inquiries/progress", &asked).await.refused(400, "malformed");
        } else {
            assert_eq!(told(&desk.inquire("progress", asked).await["standing"]), expected, "{filters}");
        }
    }
    // A revision takes all targets along, and the edition in force stays so until it is approved.
    let next = desk.act(&plan, "revise", json!({ "note": "下半年加码" })).await;
    let second = next["id"].as_str().unwrap();
    assert_eq!((&next["code"], &next["state"]), (&json!("2026-sales-2"), &json!("draft")));
    let november =
        json!({ "rows": [{ "site": "M02", "months": [null, null, null, null, null, null, null, null, null, null, "6000", null] }] });
    desk.act(second, "enter", november).await;
    assert_eq!(desk.inquire("progress", json!({ "month": "2026-11" })).await["plan"]["edition"], 1);
    desk.in_force(second).await;
    let after = desk.inquire("progress", json!({ "month": "2026-11", "where": { "site": ["M02"] } })).await;
    assert_eq!((told(&after["standing"]), &after["plan"]["edition"]), ("6000 5200 4000 1200 1.3 80 green".to_owned(), &json!(2)));
    let company = desk.inquire("progress", json!({ "month": "2026-11" })).await;
    // The company's own 30,000 stand; its sites now make 28,500, and the gap is told.
    assert_eq!(
        (&company["parts"]["own"], &company["parts"]["parts"], &company["parts"]["gap"]),
        (&json!("30000"), &json!("28500"), &json!("1500"))
    );
    assert_eq!(desk.analyst.get(&format!("/api/records/target_plan/{plan}")).await.ok()["state"], "replaced");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_shows_the_worst_first_and_the_few_that_make_most_of_the_gap() {
    let desk = desk().await;
    let plan = desk.filled().await;
    desk.in_force(&plan).await;
    let board = desk.inquire("board", json!({ "month": "2026-11" })).await;
    assert_eq!(told(&board["total"]["standing"]), "30000 19200 20000 -800 0.96 1080 amber");
    let rows: Vec<String> = board["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            format!(
                "{} {} {}",
                row["level"],
                row["keys"]["shop"].as_str().or(row["keys"]["site"].as_str()).unwrap(),
                told(&row["standing"])
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "1 M01 22500 14000 15000 -1000 0.933333 850 red",
            "2 M01-102 7500 4000 5000 -1000 0.8 350 red",
            "2 M01-101 15000 10000 10000 0 1 500 green",
            "1 M02 7500 5200 5000 200 1.04 230 green",
            "2 M02-101 - 5200 - - - - -",
        ]
    );
    assert!(board["level_gap"].as_str().unwrap().starts_with("-800"), "{board}");
    let worst = &board["worst"];
    assert_eq!((&worst["few"], &worst["of"], &worst["behind"]), (&json!(1), &json!(1), &json!("1000.00")), "{worst}");
    assert_eq!(worst["rows"], json!([{ "site": "M01", "shop": "M01-102" }]));
    assert_eq!(board["without_target"][0]["keys"]["shop"], "M02-101");
    // The question of a row opens its figure.
    let query = &board["rows"][1]["query"];
    let asked = format!(
        "measures=sales&from={}&to={}&where.site=M01&where.shop=M01-102",
        query["from"].as_str().unwrap(),
        query["to"].as_str().unwrap()
    );
    assert_eq!(desk.analyst.get(&format!("/api/measures/query?{asked}")).await.ok()["total"]["values"]["sales"], "4000.00");
    assert!(board["rows"][0]["outlook"]["expected"].is_string(), "{board}");
    // Nothing inside M02 has a target: it is an end of the tree itself, and by channel there is none at all.
    let one_level = desk.inquire("board", json!({ "month": "2026-11", "by": ["site"] })).await;
    assert_eq!((&one_level["worst"]["rows"], &one_level["without_target"]), (&json!([{ "site": "M01" }]), &json!([])));
    let by_channel = desk.inquire("board", json!({ "quarter": "2026-Q4", "by": ["channel"] })).await;
    assert_eq!((&by_channel["by"], &by_channel["total"]["standing"]["target"]), (&json!(["channel"]), &json!("92000")));
    for wrong in [
        json!({ "by": ["weekday"] }),
        json!({ "by": ["site", "site"] }),
        json!({ "from": "2026-12-01", "to": "2027-01-31" }),
        json!({ "where": { "hour": ["8"] } }),
    ] {
        desk.analyst.post("/api/inquiries/board", &wrong).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_and_fills_in_the_targets_of_the_own_site_alone() {
    let desk = desk().await;
    let plan = desk.filled().await;
    let manager = desk.app.sign_in_at(desk.world.id("M02"), Role::SiteManager).await;
    let grid = inquire(&manager, "target_grid", json!({ "plan": plan })).await;
    assert_eq!((grid["rows"].as_array().unwrap().len(), &grid["rows"][0]["keys"]), (1, &json!({ "site": "M02" })));
    assert_eq!((&grid["total"]["year"], &grid["total_last_year"]["year"]), (&json!("91250"), &json!("18250.00")), "nothing of the company");
    for (rows, pointer, code) in [
        (json!([{ "year": "1" }]), "/rows/0/site", "outside"),
        (json!([{ "site": "M01", "year": "1" }]), "/rows/0/site", "reference"),
        (json!([{ "site": "M02", "year": "1" }, { "shop": "M01-101", "year": "1" }]), "/rows/1/shop", "reference"),
    ] {
        manager.post(&do_to(&plan, "enter"), &json!({ "rows": rows })).await.pointed(pointer, code);
    }
    manager.post(&do_to(&plan, "enter"), &json!({ "rows": [{ "shop": "M02-101", "year": "80,000" }] })).await.ok();
    for verb in ["submit", "spread"] {
        manager.post(&do_to(&plan, verb), &json!({})).await.refused(403, "forbidden");
    }
    desk.in_force(&plan).await;
    let progress = inquire(&manager, "progress", json!({ "month": "2026-11" })).await;
    assert_eq!(told(&progress["standing"]), "7500 5200 5000 200 1.04 230 green");
    // The year of the shop was not broken down: its months go by the days alone.
    let board = inquire(&manager, "board", json!({ "month": "2026-11" })).await;
    assert!(!board.to_string().contains("M01"), "{board}");
    assert_eq!(row(&board["rows"], &json!({ "site": "M02", "shop": "M02-101" }))["standing"]["target"], "6575.34");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_cell_is_told_at_its_place_and_nothing_is_kept() {
    let desk = desk().await;
    let plan = desk.plan().await;
    let enter = do_to(&plan, "enter");
    let month = |at: usize, text: &str| {
        let mut months = vec![Value::Null; 12];
        months[at] = json!(text);
        months
    };
    for (rows, pointer, code) in [
        (json!([{ "site": "M01", "year": "1" }, { "site": "M02", "months": month(3, "很多") }]), "/rows/1/months/3", "amount"),
        (json!([{ "site": "M01", "months": month(11, "-5") }]), "/rows/0/months/11", "amount"),
        (json!([{ "brand": "没有", "year": "1" }]), "/rows/0/brand", "reference"),
        (json!([{ "site": "M02", "shop": "M01-101", "year": "1" }]), "/rows/0/shop", "elsewhere"),
        (json!([{ "shop": "M01-101", "year": "1" }, { "site": "M01", "shop": "M01-101", "year": "2" }]), "/rows/1", "twice"),
    ] {
        desk.analyst.post(&enter, &json!({ "rows": rows })).await.pointed(pointer, code);
    }
    assert_eq!(desk.inquire("target_grid", json!({ "plan": plan })).await["rows"], json!([]));
    desk.analyst.post(&do_to(&plan, "submit"), &json!({})).await.refused(409, "target_plan.empty");
    let measured = json!({ "name": "客流目标", "year": 2026, "measure": "visitors" });
    let visitors = desk.analyst.post("/api/records/target_plan", &measured).await.created();
    let visitors = visitors["id"].as_str().unwrap();
    desk.analyst
        .post(&do_to(visitors, "enter"), &json!({ "rows": [{ "brand": "B01", "year": "1" }] }))
        .await
        .pointed("/rows/0/brand", "dimension");
    desk.analyst
        .post("/api/records/target", &json!({ "plan_id": visitors, "brand_id": desk.world.id("B01") }))
        .await
        .pointed("/brand_id", "dimension");
    let nothing = json!({ "name": "x", "year": 2026, "measure": "happiness" });
    desk.analyst.post("/api/records/target_plan", &nothing).await.pointed("/measure", "measure");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_force_does_not_change_and_is_decided_by_a_director() {
    let desk = desk().await;
    let plan = desk.filled().await;
    desk.act(&plan, "submit", json!({})).await;
    desk.analyst.post(&do_to(&plan, "approve"), &json!({})).await.refused(403, "forbidden");
    let returned = desk.director.post(&do_to(&plan, "return"), &json!({ "reason": "11 月太低" })).await.ok();
    assert_eq!((&returned["state"], &returned["reason"]), (&json!("draft"), &json!("11 月太低")));
    let approved = desk.in_force(&plan).await;
    assert!(approved["decided_by"].is_string() && approved["reason"].is_null(), "{approved}");
    let targets = desk.analyst.get(&format!("/api/records/target?f.plan_id={plan}")).await.ok();
    let target = format!("/api/records/target/{}", targets["items"][0]["id"].as_str().unwrap());
    desk.analyst.patch(&target, &json!({ "year_amount": "1" })).await.refused(409, "target_plan.frozen");
    desk.analyst.delete(&target).await.refused(409, "target_plan.frozen");
    desk.analyst
        .post("/api/records/target", &json!({ "plan_id": plan, "brand_id": desk.world.id("B01") }))
        .await
        .refused(409, "target_plan.frozen");
    desk.analyst.post(&do_to(&plan, "enter"), &json!({ "rows": [] })).await.refused(409, "state");
    desk.director.delete(&format!("/api/records/target_plan/{plan}")).await.refused(409, "target_plan.frozen");
    desk.director.patch(&format!("/api/records/target_plan/{plan}"), &json!({ "name": "改名" })).await.refused(409, "target_plan.frozen");
    let notices = desk.analyst.get("/api/records/notice").await.ok();
    assert!(notices.to_string().contains("批准了目标方案"), "{notices}");
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_come_in_from_a_workbook_by_codes() {
    let desk = desk().await;
    let plan = desk.plan().await;
    let file = workbook_of(&[
        &["方案编号", "门店编码", "店铺编码", "1月", "11 月", "全年目标"],
        &["2026-sales-1", "M01", "", "2000000", "30,000", ""],
        &["2026-sales-1", "", "M02-101", "", "6000", "80000"],
    ]);
    let report = desk.analyst.upload("/api/records/target/import", "目标.xlsx", &file).await.ok();
    assert_eq!((&report["created"], &report["refused"], &report["ignored"]), (&json!(2), &json!(0), &json!([])), "{report}");
    let grid = desk.inquire("target_grid", json!({ "plan": plan })).await;
    assert_eq!(row(&grid["rows"], &json!({ "site": "M01" }))["months"][10], "30000");
    assert_eq!(row(&grid["rows"], &json!({ "site": "M02", "shop": "M02-101" }))["year"], "80000");
    // Within a plan a file need not name it; what is no reference cannot be filled in.
    let file = workbook_of(&[&["门店编码", "全年目标"], &["M02", "90000"]]);
    let at = |filled: &str| format!("/api/records/target/import?{filled}");
    assert_eq!(desk.analyst.upload(&at(""), "目标.xlsx", &file).await.ok()["refused"], 1);
    assert_eq!(desk.analyst.upload(&at("fill.plan_id=2027-sales-1"), "目标.xlsx", &file).await.ok()["refused"], 1);
    assert_eq!(desk.analyst.upload(&at("fill.plan_id=2026-sales-1"), "目标.xlsx", &file).await.ok()["created"], 1);
    desk.analyst.upload(&at("fill.year_amount=1"), "目标.xlsx", &file).await.refused(400, "malformed");
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_were_filled_in_keep_what_they_have_when_their_whole_is_broken_down() {
    let desk = desk().await;
    let plan = desk.plan().await;
    let rows = json!([{ "site": "M01", "year": "365,000" }, { "shop": "M01-101", "year": "36,500" }]);
    desk.act(&plan, "enter", json!({ "rows": rows })).await;
    desk.act(&plan, "spread", json!({ "down_to": "shop" })).await;
    let grid = desk.inquire("target_grid", json!({ "plan": plan })).await;
    let shop = |code: &str| row(&grid["rows"], &json!({ "site": "M01", "shop": code })).clone();
    assert_eq!(shop("M01-101")["year"], "36500", "it was filled in by hand");
    let sum = |row: &Value| {
        row["months"].as_array().unwrap().iter().filter_map(Value::as_str).map(|sum| sum.parse::<f64>().unwrap()).sum::<f64>()
    };
    assert_eq!((sum(&shop("M01-101")), sum(&shop("M01-102"))), (36_500.0, 328_500.0), "the other has what is left");
    // More than the whole is refused, unless they are to be given anew.
    desk.act(&plan, "enter", json!({ "rows": [{ "shop": "M01-101", "year": "500,000" }] })).await;
    let whole = json!({ "down_to": "shop", "rows": [{ "site": "M01" }] });
    desk.analyst.post(&do_to(&plan, "spread"), &whole).await.refused(409, "target_plan.over");
    desk.act(&plan, "spread", json!({ "down_to": "shop", "rows": [{ "site": "M01" }], "replace": true })).await;
    let grid = desk.inquire("target_grid", json!({ "plan": plan })).await;
    assert_eq!(row(&grid["rows"], &json!({ "site": "M01", "shop": "M01-101" }))["year"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_is_held_against_a_level_without_a_share_of_time() {
    let desk = desk().await;
    let body = json!({ "name": "客单价目标", "year": 2026, "measure": "average_ticket" });
    let plan = desk.analyst.post("/api/records/target_plan", &body).await.created()["id"].as_str().unwrap().to_owned();
    desk.act(&plan, "enter", json!({ "rows": [{ "site": "M01", "year": "400" }] })).await;
    desk.analyst.post(&do_to(&plan, "spread"), &json!({ "down_to": "shop" })).await.refused(409, "target_plan.level");
    desk.act(&plan, "spread", json!({})).await;
    desk.in_force(&plan).await;
    let asked = json!({ "measure": "average_ticket", "month": "2026-11", "where": { "site": ["M01"] } });
    let progress = desk.inquire("progress", asked).await;
    // (500 + 200) ÷ 2 tickets a day against 400.
    assert_eq!(told(&progress["standing"]), "400 350 - -50 - - red");
    assert!(progress["outlook"].is_null() && progress["no_outlook"]["en"].is_string(), "{progress}");
    let company = desk.inquire("progress", json!({ "measure": "average_ticket", "month": "2026-11" })).await;
    assert_eq!(company["standing"]["target"], Value::Null, "levels of sites do not make one of the company");
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_that_make_no_sense_are_refused_and_those_without_an_answer_are_answered() {
    let app = house().await;
    let world = World::build(&app).await;
    let analyst = app.sign_in(Role::Analyst).await;
    // No data and no plan yet: nothing is known, and that is said.
    let progress = inquire(&analyst, "progress", json!({})).await;
    assert_eq!((&progress["standing"]["target"], &progress["until"]), (&Value::Null, &Value::Null), "{progress}");
    assert!(progress["no_outlook"]["zh"].is_string() && progress["days"].as_array().unwrap().len() == 30, "{progress}");
    assert_eq!(inquire(&analyst, "board", json!({ "year": 2026 })).await["rows"], json!([]));
    for (asked, status) in [
        (json!({ "month": "2026-13" }), 400),
        (json!({ "quarter": "2026-Q0" }), 400),
        (json!({ "year": -5 }), 400),
        (json!({ "from": "2026-02-01", "to": "2026-01-01" }), 400),
        (json!({ "measure": "happiness" }), 422),
        (json!({ "where": { "site": ["M99"] } }), 400),
        (json!({ "where": { "item": ["I-1"] } }), 400),
        (json!({ "measure": "visitors", "where": { "brand": ["B01"] } }), 400),
        (json!({ "plan": world.id("M01") }), 404),
        (json!({ "no_such": 1 }), 422),
        (json!({ "where": { "site": [] } }), 200),
        (json!({ "where": { "shop": ["~"] } }), 200),
        (json!({ "year": 2099 }), 200),
    ] {
        for name in ["progress", "board"] {
            let answer = analyst.post(&format!("/api/inquiries/{name}"), &asked).await;
            assert_eq!(answer.status(), status, "{name} {asked}: {}", answer.text());
        }
    }
    let early = json!({ "rows": [{ "year": "9".repeat(30) }] });
    let plan = analyst.post("/api/records/target_plan", &json!({ "name": "大", "year": 2026 })).await.created();
    let plan = plan["id"].as_str().unwrap();
    analyst.post(&do_to(plan, "enter"), &early).await.pointed("/rows/0/year", "amount");
    // The largest numbers there are go through everything without breaking it.
    let large = json!({ "rows": [{ "year": "900000000000000" }, { "site": "M01", "year": "900000000000000" }] });
    analyst.post(&do_to(plan, "enter"), &large).await.ok();
    analyst.post(&do_to(plan, "spread"), &json!({ "down_to": "shop" })).await.ok();
    inquire(&analyst, "board", json!({ "year": 2026, "plan": plan })).await;
    inquire(&analyst, "target_grid", json!({ "plan": plan })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_written_by_itself_is_not_overwritten_unseen() {
    let desk = desk().await;
    let plan = desk.filled().await;
    let path = format!("/api/records/target_plan/{plan}");
    let seen = desk.analyst.get(&path).await.ok()["version"].clone();
    let row = desk.analyst.get(&format!("/api/records/target?f.plan_id={plan}")).await.ok()["items"][0].clone();
    desk.analyst.patch(&format!("/api/records/target/{}", row["id"].as_str().unwrap()), &json!({ "year_amount": "7" })).await.ok();
    let rows = json!({ "rows": [{ "site": "M01", "year": "100" }] });
    desk.analyst.post(&do_to(&plan, "enter"), &rows).if_match(seen).await.refused(412, "stale");
    // One that is taken out by the grid moves it no further than the grid does.
    let taken = json!({ "rows": [{ "site": "M02" }, { "site": "M01", "year": "100" }] });
    let seen = desk.analyst.get(&path).await.ok()["version"].clone();
    let moved = desk.analyst.post(&do_to(&plan, "enter"), &taken).if_match(seen).await.ok();
    assert_eq!(moved["version"], desk.analyst.get(&path).await.ok()["version"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_and_the_progress_of_a_scope_foretell_the_same_end() {
    let desk = desk().await;
    let mut more = String::from("日期,门店编码,店铺编码,数量,金额\n");
    // M01 was shut in October while M02 was open; in November one of its shops is restless and another one new.
    (1..=31).for_each(|day| writeln!(more, "2026-10-{day:02},M02,M02-101,1,{}.00", 200 + day % 9 * 10).unwrap());
    (1..=20).for_each(|day| writeln!(more, "2026-11-{day:02},M01,M01-102,1,{}.00", 20 + day * 7 % 5 * 20).unwrap());
    (9..=20).for_each(|day| writeln!(more, "2026-11-{day:02},M01,M01-201,1,{}.00", 300 + day * 7 % 4 * 50).unwrap());
    load(&desk.app, &desk.analyst, &more).await;
    let plan = desk.filled().await;
    let november: Vec<Value> = (1..=12).map(|month| if month == 11 { json!("9000") } else { Value::Null }).collect();
    desk.act(&plan, "enter", json!({ "rows": [{ "shop": "M01-201", "months": november }] })).await;
    desk.in_force(&plan).await;
    let board = desk.inquire("board", json!({ "month": "2026-11" })).await;
    for keys in [
        json!({}),
        json!({ "site": "M01" }),
        json!({ "site": "M02" }),
        json!({ "site": "M01", "shop": "M01-101" }),
        json!({ "site": "M01", "shop": "M01-102" }),
        json!({ "site": "M01", "shop": "M01-201" }),
    ] {
        let shown = if keys == json!({}) { &board["total"] } else { row(&board["rows"], &keys) };
        let filters: Value = keys.as_object().unwrap().iter().map(|(dim, code)| (dim.clone(), json!([code]))).collect();
        let progress = desk.inquire("progress", json!({ "month": "2026-11", "where": filters })).await;
        assert!(shown["outlook"]["low"].is_string(), "{shown}");
        assert_eq!(shown["outlook"], progress["outlook"], "{keys}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_and_board_answer_from_the_data_that_are_named() {
    let desk = desk().await;
    let at = desk.inquire("progress", json!({ "month": "2026-11" })).await["data_version"].clone();
    // A day more, and a sale of a day that was known before.
    let later = "日期,门店编码,店铺编码,数量,金额\n2026-11-21,M01,M01-101,1,999.00\n2026-11-19,M01,M01-201,1,100.00\n";
    load(&desk.app, &desk.analyst, later).await;
    for (name, standing) in [("progress", "/standing/done"), ("board", "/total/standing/done")] {
        for (at, done, until) in [(&at, "19200.00", "2026-11-20"), (&Value::Null, "20299.00", "2026-11-21")] {
            let told = desk.inquire(name, json!({ "month": "2026-11", "at": at })).await;
            assert_eq!((told.pointer(standing), &told["until"]), (Some(&json!(done)), &json!(until)), "{name}");
            assert_eq!(told["data_version"] == *at, !at.is_null(), "{name}");
        }
        desk.analyst.post(&format!("/api/inquiries/{name}"), &json!({ "at": "yesterday" })).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_holds_so_many_targets_and_no_more_however_they_come() {
    let desk = desk().await;
    let plan = desk.plan().await;
    let plan_id = Id::of(plan.parse::<Uuid>().unwrap());
    let nearly: Vec<_> = (1..5_000)
        .map(|at| Some(Id::of(Uuid::from_u128(at))))
        .map(|brand_id| target::Model { id: Id::of(brand_id.unwrap().0), plan_id, brand_id, ..target::Model::default() })
        .map(|row| row.into_active_model().reset_all())
        .collect();
    for rows in nearly.chunks(500) {
        target::Entity::insert_many(rows.to_vec()).exec_without_returning(&desk.app.house.db).await.unwrap();
    }
    let of = |site: &str| json!({ "plan_id": plan, "site_id": desk.world.id(site), "year_amount": "1" });
    let last = desk.analyst.post("/api/records/target", &of("M01")).await.created();
    desk.analyst.post("/api/records/target", &of("M02")).await.refused(409, "target_plan.too_many");
    let file = workbook_of(&[&["方案编号", "门店编码", "全年目标"], &["2026-sales-1", "M02", "80000"]]);
    let report = desk.analyst.upload("/api/records/target/import", "目标.xlsx", &file).await.text();
    assert!(report.contains("5000"), "{report}");
    // Who sees few of them finds the plan as full as it is.
    let manager = desk.app.sign_in_at(desk.world.id("M02"), Role::SiteManager).await;
    let rows = json!({ "rows": [{ "site": "M02", "year": "1" }] });
    manager.post(&do_to(&plan, "enter"), &rows).await.refused(409, "target_plan.too_many");
    let last = format!("/api/records/target/{}", last["id"].as_str().unwrap());
    desk.analyst.delete(&last).await;
    manager.post(&do_to(&plan, "enter"), &rows).await.ok();
}
