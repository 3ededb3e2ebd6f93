//! The watch: what left its forecast is found, explained and told to those who manage it; what people say of it is heard.

use crate::house::house;
use crate::loads::load;
use chrono::{Datelike, NaiveDate};
use kernel::access::Role;
use kernel::job::{enqueue_nightly, record};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, TestApp, World};

const SHOPS: [(&str, &str); 6] =
    [("M01", "M01-101"), ("M01", "M01-102"), ("M01", "M01-201"), ("M01", "M01-202"), ("M02", "M02-101"), ("M02", "M02-102")];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Sixteen weeks up to 2026-11-15 in which every shop goes up and down by a few percent, but for what is told.
fn sales(moved: impl Fn(&str, NaiveDate) -> f64) -> String {
    let mut table = String::from("日期,门店编码,店铺编码,数量,金额\n");
    for today in day("2026-07-27").iter_days().take(112) {
        for (at, (site, shop)) in SHOPS.iter().enumerate() {
            // Spread like chance, and the same every time.
            let mixed = (u64::from(today.ordinal()) << 8 | at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let chance = (mixed >> 40) as f64 / f64::from(1 << 24);
            let weekend = if today.weekday().num_days_from_monday() >= 5 { 1.4 } else { 1.0 };
            let amount = 1000.0 * (1.0 + at as f64) * weekend * (0.9 + 0.2 * chance) * moved(shop, today);
            if amount > 0.0 {
                let _ = writeln!(table, "{today},{site},{shop},10,{amount:.2}");
            }
        }
    }
    table
}

struct Company {
    app: TestApp,
    world: World,
    admin: Client,
}

async fn company(moved: impl Fn(&str, NaiveDate) -> f64) -> Company {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let company = Company { app, world, admin };
    // Six shops: one false alarm in four weeks is much already.
    company.watch().await;
    for level in ["site", "channel", "brand", "shop"] {
        company.put_up_with(level, 1).await;
    }
    load(&company.app, &company.admin, &sales(moved)).await;
    company
}

fn slump(shop: &str, today: NaiveDate) -> f64 {
    if shop == "M01-201" && today >= day("2026-11-13") { 0.3 } else { 1.0 }
}

impl Company {
    async fn watch(&self) -> sales::Seen {
        sales::watch(&self.app.house, "test", &|_, _| {}).await.unwrap()
    }

    async fn found(&self, client: &Client, level: &str) -> Vec<Value> {
        let list = client.get(&format!("/api/records/anomaly?f.level={level}&size=200")).await.ok();
        list["items"].as_array().unwrap().clone()
    }

    async fn judge(&self, row: &Value, body: Value) -> Value {
        let path = format!("/api/records/anomaly/{}/do/judge", row["id"].as_str().unwrap());
        self.admin.post(&path, &body).await.ok()
    }

    async fn put_up_with(&self, level: &str, false_alarms: u32) {
        let watch = self.watch_of(level).await;
        let path = format!("/api/records/watch/{}", watch["id"].as_str().unwrap());
        self.admin.patch(&path, &json!({ "false_alarms": false_alarms })).if_match(watch["version"].clone()).await.ok();
    }

    /// What the page says that an anomaly leads to.
    async fn page(&self, client: &Client, row: &Value) -> Value {
        let filters = json!({ row["level"].as_str().unwrap(): [row["code"]] });
        let asked = json!({ "measure": "sales", "from": row["from_day"], "to": row["to_day"], "where": filters, "against": "forecast" });
        client.post("/api/inquiries/why", &asked).await.ok()
    }

    async fn watch_of(&self, level: &str) -> Value {
        self.admin.get(&format!("/api/records/watch?f.level={level}")).await.ok()["items"][0].clone()
    }
}

/// The cause, and the sentence that says whose doing it was: no figure stands in it.
fn assert_same_words(row: &Value, page: &Value) {
    for lang in ["zh", "en"] {
        assert_eq!(row["cause"][lang], page["outside"][lang], "{row} {}", page["outside"]);
        let (said, whose) = (row["said"][lang].as_str().unwrap(), page["sentences"][2][lang].as_str().unwrap());
        assert!(said.ends_with(whose), "{said} does not end with {whose}");
    }
}

async fn told(client: &Client) -> usize {
    client.get("/api/records/notice").await.ok()["items"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_fell_is_found_explained_and_told_to_those_who_manage_it() {
    let company = company(slump).await;
    let [here, elsewhere] = [
        company.app.sign_in_at(company.world.id("M01"), Role::SiteManager).await,
        company.app.sign_in_at(company.world.id("M02"), Role::SiteManager).await,
    ];
    let clerk = company.app.sign_in(Role::Clerk).await;
    company.watch().await;
    let shops = company.found(&here, "shop").await;
    let row = shops.iter().find(|row| row["code"] == "M01-201").expect("the slump is found");
    assert_eq!(
        (&row["from_day"], &row["to_day"], &row["side"], &row["state"]),
        (&json!("2026-11-13"), &json!("2026-11-15"), &json!("below"), &json!("open")),
        "{row}"
    );
    assert_eq!(row["verdict"], "own", "{row}");
    let [actual, expected]: [f64; 2] = ["actual", "expected"].map(|field| row[field].as_str().unwrap().parse().unwrap());
    assert!((0.2..0.4).contains(&(actual / expected)), "{row}");
    assert!(
        row["said"]["zh"].as_str().unwrap().contains("与预测相比") && row["name"]["en"].as_str().unwrap().contains("below forecast"),
        "{row}"
    );
    // The page asks by the shop alone and says the same of it.
    let page = company.page(&here, row).await;
    assert_same_words(row, &page);
    let before: f64 = page["before"].as_str().unwrap().parse().unwrap();
    assert!((before - expected).abs() < 0.02, "{before} {expected}");
    assert!(told(&here).await >= 1);
    assert_eq!(told(&clerk).await, 0, "who may not judge is not told");
    assert!(!elsewhere.get("/api/records/notice").await.ok().to_string().contains("云汇"), "nobody is told of another's shops");
    assert!(company.found(&elsewhere, "shop").await.iter().all(|row| row["code"].as_str().unwrap().starts_with("M02")));
    let watch = company.watch_of("shop").await;
    assert_eq!(
        (&watch["watched"], &watch["until_day"], &watch["found"]),
        (&json!(6), &json!("2026-11-15"), &json!(company.found(&company.admin, "shop").await.len()))
    );
    clerk
        .post(&format!("/api/records/anomaly/{}/do/judge", row["id"].as_str().unwrap()), &json!({ "judgement": "right" }))
        .await
        .refused(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_at_a_site_is_explained_by_what_may_be_seen_there() {
    let mut told = Vec::new();
    for all in [false, true] {
        let fallen = |shop: &str, today: NaiveDate| today >= day("2026-11-13") && (all || shop.starts_with("M01"));
        let company = company(|shop, today| if fallen(shop, today) { 0.3 } else { 1.0 }).await;
        let manager = company.app.sign_in_at(company.world.id("M01"), Role::SiteManager).await;
        company.watch().await;
        let mut words = Vec::new();
        for level in ["site", "shop"] {
            let mut rows = company.found(&manager, level).await;
            rows.sort_by_key(|row| row["code"].as_str().unwrap().to_owned());
            assert!(!rows.is_empty(), "M01 fell and no {level} is found");
            for row in rows {
                assert_same_words(&row, &company.page(&manager, &row).await);
                words.push(["code", "from_day", "name", "verdict", "cause", "said"].map(|field| row[field].clone()));
            }
        }
        told.push(words);
    }
    // Whether the other mall fell as well is nothing that the manager of this one may read.
    assert_eq!(told[0], told[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_do_during_a_look_stops_no_watch() {
    let company = company(slump).await;
    company.watch().await;
    let row = company.found(&company.admin, "shop").await.into_iter().find(|row| row["code"] == "M01-201").expect("found");
    let next: String =
        SHOPS.iter().enumerate().map(|(at, (site, shop))| format!("2026-11-16,{site},{shop},10,{}.00\n", 1000 * (1 + at))).collect();
    load(&company.app, &company.admin, &format!("日期,门店编码,店铺编码,数量,金额\n{next}")).await;
    // The rows are read by then: one watch is judged, another asks for something else.
    let meanwhile = |at: usize, _: usize| {
        let acts = async {
            company.judge(&row, json!({ "judgement": "right" })).await;
            company.put_up_with("brand", 3).await;
        };
        if at == 0 {
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(acts));
        }
    };
    sales::watch(&company.app.house, "test", &meanwhile).await.unwrap();
    let until = async |level: &str| company.watch_of(level).await["until_day"].clone();
    assert_eq!((until("site").await, until("shop").await), (json!("2026-11-16"), json!("2026-11-16")));
    assert_eq!(company.watch_of("shop").await["judged_right"], 1);
    let brand = company.watch_of("brand").await;
    assert_eq!((&brand["until_day"], &brand["false_alarms"]), (&json!("2026-11-15"), &json!(3)), "it was looked at as it was before");
    company.watch().await;
    assert_eq!(until("brand").await, json!("2026-11-16"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_done_twice_is_one_night() {
    let company = company(slump).await;
    let first = company.watch().await;
    let (rows, notices) = (company.found(&company.admin, "shop").await, told(&company.admin).await);
    let again = company.watch().await;
    assert!(first.found > 0);
    assert_eq!((again.found, again.gone), (0, 0));
    assert_eq!((company.found(&company.admin, "shop").await, told(&company.admin).await), (rows, notices));
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_come_late_take_an_anomaly_back() {
    let company = company(|shop, today| if shop == "M02-102" && today == day("2026-11-14") { 0.0 } else { 1.0 }).await;
    company.watch().await;
    let row = company.found(&company.admin, "shop").await.into_iter().find(|row| row["code"] == "M02-102").expect("found");
    assert_eq!((&row["verdict"], &row["actual"]), (&json!("missing"), &json!("0.0000")), "{row}");
    load(&company.app, &company.admin, "日期,门店编码,店铺编码,数量,金额\n2026-11-14,M02,M02-102,10,8400.00\n").await;
    assert!(company.watch().await.gone >= 1);
    let path = format!("/api/records/anomaly/{}", row["id"].as_str().unwrap());
    assert_eq!(company.admin.get(&path).await.ok()["state"], "gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_say_is_heard() {
    let company = company(slump).await;
    company.watch().await;
    let row = company.found(&company.admin, "shop").await.into_iter().find(|row| row["code"] == "M01-201").expect("found");
    company
        .admin
        .post(
            &format!("/api/records/anomaly/{}/do/judge", row["id"].as_str().unwrap()),
            &json!({ "judgement": "known", "known_until": "2099-01-01" }),
        )
        .await
        .refused(422, "invalid");
    let judged = company.judge(&row, json!({ "judgement": "known", "note": "店长休假" })).await;
    assert_eq!((&judged["state"], &judged["note"]), (&json!("known"), &json!("店长休假")));
    assert_eq!(company.watch_of("shop").await["judged_known"], 1);
    // It goes on, and nobody is called again while it is known.
    let more = ["2026-11-16", "2026-11-17"].map(|day| {
        SHOPS
            .iter()
            .enumerate()
            .map(|(at, (site, shop))| format!("{day},{site},{shop},10,{}.00\n", if *shop == "M01-201" { 900 } else { 1000 * (1 + at) }))
            .collect::<String>()
    });
    load(&company.app, &company.admin, &format!("日期,门店编码,店铺编码,数量,金额\n{}", more.concat())).await;
    company.watch().await;
    let rows = company.found(&company.admin, "shop").await;
    let own: Vec<&Value> = rows.iter().filter(|row| row["code"] == "M01-201").collect();
    assert_eq!((own.len(), &own[0]["to_day"]), (1, &json!("2026-11-15")), "{own:?}");
    // Judged right instead, it grows.
    company.judge(&row, json!({ "judgement": "right" })).await;
    company.watch().await;
    let grown = company.admin.get(&format!("/api/records/anomaly/{}", row["id"].as_str().unwrap())).await.ok();
    assert_eq!((&grown["to_day"], &grown["state"]), (&json!("2026-11-17"), &json!("right")));
    let watch = company.watch_of("shop").await;
    assert_eq!((&watch["judged_right"], &watch["judged_known"]), (&json!(1), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_puts_up_with_more_false_alarms_is_told_of_more() {
    let company = company(|_, _| 1.0).await;
    company.watch().await;
    let few = company.found(&company.admin, "shop").await.len();
    company.put_up_with("shop", 40).await;
    company.watch().await;
    let many = company.found(&company.admin, "shop").await.len();
    assert!(few <= 4 && many > few, "{few} and {many}");
    let body = json!({ "measure": "average_ticket", "level": "shop", "false_alarms": 4 });
    company.admin.post("/api/records/watch", &body).await.refused(422, "invalid");
    // An ended watch is quiet and does not come back by itself.
    let path = format!("/api/records/watch/{}", company.watch_of("shop").await["id"].as_str().unwrap());
    company.admin.delete(&path).if_match(company.watch_of("shop").await["version"].clone()).await;
    company.watch().await;
    let ended = company.admin.get("/api/records/watch?ended=1").await.ok()["items"].as_array().unwrap().len();
    assert_eq!(ended, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_is_queued_once() {
    let app = house().await;
    let queued = || record::Entity::find().filter(record::Column::Kind.eq("watch")).count(&app.house.db);
    for (hours, expected) in [(0, 1), (1, 1), (24, 2)] {
        app.clock.advance(chrono::Duration::hours(hours));
        enqueue_nightly(&app.house).await.unwrap();
        assert_eq!(queued().await.unwrap(), expected, "after {hours} hours");
    }
}
