//! Why a figure changed: every part adds up to the change, the place is found, and who is blamed is asked outside first.

use crate::house::house;
use crate::loads::load;
use chrono::{Datelike, NaiveDate};
use kernel::access::Role;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, TestApp, World};

const SHOPS: [(&str, &str, &str, &str); 7] = [
    ("M01", "M01-101", "1F", "C1"),
    ("M01", "M01-102", "1F", "C2"),
    ("M01", "M01-201", "2F", "C1"),
    ("M01", "M01-202", "2F", "C2"),
    ("M02", "M02-101", "1F", "C1"),
    ("M02", "M02-102", "1F", "C2"),
    ("M02", "M02-201", "2F", "C1"),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Ten weeks of two malls that sell a little unlike from day to day, without chance. `moved` says by what a shop's day differs.
fn sales(moved: impl Fn(&str, NaiveDate) -> f64) -> String {
    let mut table = String::from("日期,门店编码,店铺编码,品类编码,单品编码,小票号,数量,原价金额,优惠,金额,成本\n");
    for today in day("2026-09-07").iter_days().take(70) {
        for (at, (site, shop, _, category)) in SHOPS.iter().enumerate() {
            let wave = 1.0 + 0.02 * f64::from((today.ordinal() * 7 + at as u32 * 3) % 5) - 0.04;
            let weekend = if today.weekday().num_days_from_monday() >= 5 { 1.4 } else { 1.0 };
            let tickets = (20.0 * wave * weekend * moved(shop, today)).round() as u32;
            for ticket in 0..tickets {
                let (quantity, price) = (1 + ticket % 3, 40 + 10 * at as u32);
                let (list, cut) = (quantity * price, quantity * (ticket % 4));
                let sold = list - cut;
                let item = format!("I{}", ticket % 4);
                let _ = writeln!(
                    table,
                    "{today},{site},{shop},{category},{item},{shop}-{ticket},{quantity},{list}.00,{cut}.00,{sold}.00,{}.50",
                    sold / 2
                );
            }
        }
    }
    table
}

fn visitors() -> String {
    let mut table = String::from("日期,门店编码,客流\n");
    for today in day("2026-09-07").iter_days().take(70) {
        let weekend = if today.weekday().num_days_from_monday() >= 5 { 1.4 } else { 1.0 };
        let _ = writeln!(table, "{today},M01,{:.0}\n{today},M02,{:.0}", 1000.0 * weekend, 600.0 * weekend);
    }
    table
}

/// A company whose last week, from 2026-11-09 on, differs as told.
pub async fn company(moved: impl Fn(&str, NaiveDate) -> f64) -> (TestApp, Client) {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    for (code, name) in [("C1", "女装"), ("C2", "餐饮")] {
        admin.post("/api/records/category", &json!({ "code": code, "name": name })).await.created();
    }
    for (_, shop, floor, _) in SHOPS {
        let path = world.path("shop", shop);
        let version = admin.get(&path).await.ok()["version"].clone();
        admin.patch(&path, &json!({ "floor": floor })).if_match(version).await.ok();
    }
    load(&app, &admin, &sales(moved)).await;
    load(&app, &admin, &visitors()).await;
    (app, admin)
}

pub fn last_week(today: NaiveDate) -> bool {
    today >= day("2026-11-09")
}

pub async fn why(client: &Client, measure: &str, against: &str, filters: Value) -> Value {
    let asked = json!({ "measure": measure, "from": "2026-11-09", "to": "2026-11-15", "where": filters, "against": against });
    client.post("/api/inquiries/why", &asked).await.ok()
}

pub fn exact(value: &Value) -> Decimal {
    value.as_str().unwrap_or("0").parse().unwrap()
}

/// Places and the rest, drivers, and volume, mix and price: each adds up to the change to the last digit.
pub fn assert_sums(told: &Value, what: &str) {
    let change = exact(&told["change"]);
    let effects = |list: &Value| list.as_array().unwrap().iter().map(|part| exact(&part["effect"])).sum::<Decimal>();
    assert_eq!(effects(&told["places"]) + exact(&told["rest"]["effect"]), change, "places of {what}");
    if told["how"]["drivers"].as_array().is_some_and(|drivers| !drivers.is_empty()) {
        assert_eq!(effects(&told["how"]["drivers"]), change, "drivers of {what}: {}", told["how"]);
    }
    if told["goods"].is_object() {
        let parts = ["volume", "mix", "price", "new", "ended", "unpriced", "other"].map(|part| exact(&told["goods"][part]));
        assert_eq!(parts.into_iter().sum::<Decimal>(), change, "goods of {what}");
    }
    if ["sales", "quantity", "tickets", "gross_margin", "visitors"].contains(&told["measure"]["name"].as_str().unwrap()) {
        for place in told["places"].as_array().unwrap() {
            assert_eq!(exact(&place["now"]) - exact(&place["before"]), exact(&place["effect"]), "{place} of {what}");
        }
    }
    assert_eq!(told["sentences"].as_array().map(Vec::len), Some(3), "{what}");
    let written = told["sentences"].to_string();
    for figure in told["figures"].as_array().unwrap() {
        assert!(written.contains(&format!("{{{{{}}}}}", figure["id"].as_str().unwrap())), "{what} does not say {}", figure["id"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_adds_up_to_the_change() {
    let (_app, admin) = company(|shop, today| match (shop, last_week(today)) {
        ("M01-201", true) => 0.4,
        ("M02-102", true) => 1.2,
        _ => 1.0,
    })
    .await;
    let measures = [
        "sales",
        "quantity",
        "tickets",
        "gross_margin",
        "visitors",
        "average_ticket",
        "units_per_ticket",
        "average_price",
        "discount_rate",
        "gross_margin_rate",
        "return_rate",
        "conversion",
        "sales_per_m2",
    ];
    let placed = ["visitors", "conversion"];
    for measure in measures {
        for against in ["previous", "usual", "last_year"] {
            for filters in [json!({}), json!({ "site": ["M01"] }), json!({ "shop": ["M01-201"] }), json!({ "floor": ["2F"] })] {
                if placed.contains(&measure) && (filters["shop"].is_array() || filters["floor"].is_array()) {
                    continue;
                }
                let told = why(&admin, measure, against, filters.clone()).await;
                assert_sums(&told, &format!("{measure} against {against} where {filters}"));
            }
        }
    }
    for measure in ["active_items", "days_without_sale", "nothing"] {
        let asked = json!({ "measure": measure, "from": "2026-11-09", "to": "2026-11-15" });
        admin.post("/api/inquiries/why", &asked).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_that_fell_is_named_with_its_driver_and_is_not_excused() {
    let (app, admin) = company(|shop, today| if shop == "M01-201" && last_week(today) { 0.4 } else { 1.0 }).await;
    let told = why(&admin, "sales", "previous", json!({ "site": ["M01"] })).await;
    let places = told["places"].as_array().unwrap();
    assert_eq!(places.len(), 1, "{places:?}");
    assert_eq!(
        places[0]["keys"],
        json!({ "shop": { "code": "M01-201", "name": { "zh": "乔木家居（云汇店）", "en": "乔木家居（云汇店）" } } })
    );
    assert_eq!(places[0]["drivers"][0]["key"], "conversion");
    assert_eq!(told["how"]["method"], "lmdi");
    let keys: Vec<&str> = told["how"]["drivers"].as_array().unwrap().iter().filter_map(|driver| driver["key"].as_str()).collect();
    assert_eq!(keys, ["visitors", "conversion", "mix", "units_per_ticket", "average_price"]);
    let shop = why(&admin, "sales", "previous", json!({ "shop": ["M01-201"] })).await;
    assert_eq!(shop["outside"]["verdict"], "own", "{}", shop["outside"]);
    // Whoever manages the other mall sees nothing of it.
    let world_m02 = app.sign_in(Role::Administrator).await.get("/api/lookup/site?q=M02").await.ok()[0]["id"].clone();
    let id = world_m02.as_str().unwrap().parse().unwrap();
    let manager = app.sign_in_at(id, Role::SiteManager).await;
    let own = why(&manager, "sales", "previous", json!({})).await;
    assert!(!own.to_string().contains("M01-"), "{own}");
    manager
        .post("/api/inquiries/why", &json!({ "measure": "sales", "from": "2026-11-09", "to": "2026-11-15", "where": { "site": ["M01"] } }))
        .await
        .refused(400, "malformed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_floor_that_nobody_reached_is_the_place_and_excuses_its_shops() {
    let (_app, admin) = company(|shop, today| if shop.starts_with("M01-2") && last_week(today) { 0.5 } else { 1.0 }).await;
    let told = why(&admin, "sales", "previous", json!({})).await;
    let places: Vec<&Value> = told["places"].as_array().unwrap().iter().map(|place| &place["name"]["zh"]).collect();
    assert_eq!(places, ["云汇广场 · 2F"], "{}", told["places"]);
    let shop = why(&admin, "sales", "previous", json!({ "shop": ["M01-202"] })).await;
    let floor = shop["outside"]["tests"].as_array().unwrap().iter().find(|test| test["key"] == "floor").unwrap();
    assert_eq!((&shop["outside"]["verdict"], &floor["outcome"]), (&json!("external"), &json!("explains")), "{}", shop["outside"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_without_a_sale_are_told_as_closed_or_missing() {
    for (days, verdict, test) in [(1, "missing", "missing"), (4, "external", "closed")] {
        let gap = |today: NaiveDate| today >= day("2026-11-09") && today < day("2026-11-09") + chrono::Days::new(days);
        let (_app, admin) = company(|shop, today| if shop == "M01-101" && gap(today) { 0.0 } else { 1.0 }).await;
        let told = why(&admin, "sales", "previous", json!({ "shop": ["M01-101"] })).await;
        assert_sums(&told, "a gap");
        assert_eq!(told["outside"]["verdict"], verdict, "{}", told["outside"]);
        let tests = told["outside"]["tests"].as_array().unwrap();
        assert!(tests.iter().any(|t| t["key"] == test && t["outcome"] == "explains"), "{tests:?}");
        assert_eq!(told["baseline"]["closed"], days);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_with_missing_days_is_noted_and_less_sure_and_all_such_parts_are_counted() {
    let gap = |shop: &str, today: NaiveDate| match shop {
        "M01-201" => today >= day("2026-11-02") && today < day("2026-11-05"),
        "M01-102" | "M01-101" => today == day("2026-11-04"),
        _ => false,
    };
    let (_app, admin) = company(|shop, today| if gap(shop, today) { 0.0 } else { 1.0 }).await;
    let told = why(&admin, "sales", "previous", json!({ "site": ["M01"] })).await;
    assert_sums(&told, "gaps");
    let place = &told["places"][0];
    assert_eq!(place["keys"]["shop"]["code"], "M01-201", "{place}");
    assert_eq!(place["note"], json!({ "zh": "基准期有 3 天没有数据", "en": "No data on 3 days of the baseline" }));
    assert!(exact(&place["sure"]) <= exact(&json!("0.75")), "{place}");
    let said = &told["sentences"][1];
    assert!(said["zh"].as_str().unwrap().contains("{{place0}}（基准期有 3 天没有数据）"), "{said}");
    assert!(said["en"].as_str().unwrap().contains("{{place0}} (no data on 3 days of the baseline)"), "{said}");
    let test = &told["outside"]["tests"][0];
    assert_eq!((&test["key"], &test["outcome"]), (&json!("closed"), &json!("explains")), "{test}");
    let zh = "乔木家居（云汇店） 基准期有 3 天没有任何销售，最长连续 3 天；另有 2 家也有这样的日子，影响合计在内";
    assert_eq!(test["said"]["zh"], zh);
    // Who has facts on every day is named without a note.
    let (_app, admin) = company(|shop, today| if shop == "M01-201" && last_week(today) { 0.4 } else { 1.0 }).await;
    let told = why(&admin, "sales", "previous", json!({ "site": ["M01"] })).await;
    assert_eq!((&told["places"][0]["keys"]["shop"]["code"], &told["places"][0]["note"]), (&json!("M01-201"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn rain_that_is_kept_in_the_records_is_told_from_a_shop_that_is_not_wanted() {
    let rainy = |today: NaiveDate| today.ordinal().is_multiple_of(9) || (last_week(today) && today.weekday().num_days_from_monday() < 4);
    let (app, admin) = company(|shop, today| if shop.starts_with("M01") && rainy(today) { 0.6 } else { 1.0 }).await;
    let asked = json!({ "shop": ["M01-102"] });
    let untold = why(&admin, "sales", "previous", asked.clone()).await;
    let weather = |told: &Value| {
        told["outside"]["tests"].as_array().unwrap().iter().find(|test| test["key"] == "weather").unwrap()["outcome"].clone()
    };
    assert_eq!(weather(&untold), "unknown");
    let site = admin.get("/api/lookup/site?q=M01").await.ok()[0]["id"].clone();
    for today in day("2026-09-07").iter_days().take(70).filter(|today| rainy(*today)) {
        admin.post("/api/records/weather", &json!({ "date": today, "site_id": site, "kind": "rain" })).await.created();
    }
    let told = why(&admin, "sales", "previous", asked).await;
    assert_eq!((weather(&told), &told["outside"]["verdict"]), (json!("explains"), &json!("external")), "{}", told["outside"]);
    assert!(told["sentences"][2]["zh"].as_str().unwrap().starts_with("主要是外部原因：天气"), "{}", told["sentences"]);
    drop(app);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_that_lay_in_the_week_before_is_told() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut table = String::from("日期,门店编码,店铺编码,数量,金额,是否促销\n");
    for today in day("2026-09-07").iter_days().take(70) {
        let campaign = today >= day("2026-11-02") && today <= day("2026-11-08");
        for (site, shop, ..) in SHOPS {
            let _ = writeln!(table, "{today},{site},{shop},10,1000.00,否");
            let _ = writeln!(table, "{today},{site},{shop},8,{}.00,是", if campaign { 700 } else { 60 });
        }
    }
    load(&app, &admin, &table).await;
    let told = why(&admin, "sales", "previous", json!({ "site": ["M01"] })).await;
    let tests = told["outside"]["tests"].as_array().unwrap();
    assert!(tests.iter().any(|test| test["key"] == "campaign" && test["outcome"] == "explains"), "{tests:?}");
    assert_eq!(told["outside"]["verdict"], "external");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_that_moves_against_all_its_parts_is_told() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut table = String::from("日期,门店编码,店铺编码,小票号,数量,金额\n");
    // The average ticket of either shop rises by ten, and as the cheaper one sells more, that of both together falls from 150 to 135.
    for (day, shop, tickets, amount) in [
        ("2026-11-04", "M01-101", 10, 100),
        ("2026-11-04", "M01-102", 10, 200),
        ("2026-11-11", "M01-101", 30, 110),
        ("2026-11-11", "M01-102", 10, 210),
    ] {
        (0..tickets).for_each(|ticket| writeln!(table, "{day},M01,{shop},{shop}-{ticket},1,{amount}.00").unwrap());
    }
    load(&app, &admin, &table).await;
    let told = why(&admin, "average_ticket", "previous", json!({})).await;
    assert_eq!((&told["before"], &told["now"]), (&json!("150.00"), &json!("135.00")));
    assert_eq!(told["how"]["reversed"], true, "{}", told["how"]);
    assert_sums(&told, "two shops");
    let one = why(&admin, "average_ticket", "previous", json!({ "shop": ["M01-101"] })).await;
    assert_eq!(one["how"]["reversed"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_to_the_cheaper_shop_of_a_mall_is_no_fall_of_its_price() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut table = String::from("日期,门店编码,店铺编码,小票号,数量,金额\n");
    for (day, shop, tickets, amount) in [
        ("2026-11-04", "M01-101", 10, 100),
        ("2026-11-04", "M01-102", 10, 200),
        ("2026-11-11", "M01-101", 15, 100),
        ("2026-11-11", "M01-102", 5, 200),
    ] {
        (0..tickets).for_each(|ticket| writeln!(table, "{day},M01,{shop},{shop}-{ticket},1,{amount}.00").unwrap());
    }
    load(&app, &admin, &table).await;
    load(&app, &admin, "日期,门店编码,客流\n2026-11-04,M01,200\n2026-11-11,M01,200\n").await;
    let told = why(&admin, "sales", "previous", json!({ "site": ["M01"] })).await;
    assert_sums(&told, "a shift");
    let drivers: Vec<_> = told["how"]["drivers"].as_array().unwrap().iter().map(|driver| (&driver["key"], &driver["effect"])).collect();
    let expected = [("visitors", "0"), ("conversion", "0"), ("mix", "-500"), ("units_per_ticket", "0"), ("average_price", "0")];
    let same =
        |(key, effect): &(&Value, &Value), (expected, worth): &(&str, &str)| *key == expected && exact(effect) == exact(&json!(worth));
    assert!(drivers.iter().zip(&expected).all(|(found, expected)| same(found, expected)), "{drivers:?}");
    assert_eq!(told["how"]["parts"], "shop");
    let said = told["sentences"][1]["zh"].as_str().unwrap();
    assert!(said.contains("影响最大的是店铺结构，带来 {{driver_effect}}"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_that_is_left_out_is_told_with_the_reason() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut table = String::from("日期,门店编码,店铺编码,小票号,数量,金额\n");
    for day in ["2026-11-04", "2026-11-05", "2026-11-11", "2026-11-12"] {
        for (site, shop) in [("M01", "M01-101"), ("M02", "M02-101")] {
            (0..10).for_each(|ticket| writeln!(table, "{day},{site},{shop},{shop}-{ticket},1,100.00").unwrap());
        }
    }
    load(&app, &admin, &table).await;
    let formula = async |filters: Value| {
        let how = why(&admin, "sales", "previous", filters).await["how"].clone();
        (how["zh"].as_str().unwrap().to_owned(), how["note"].clone())
    };
    // Who counts no visitors anywhere is told nothing of them.
    assert_eq!(formula(json!({})).await, ("销售额 = 客单数 × 连带率 × 件单价".to_owned(), Value::Null));
    let counts = "日期,门店编码,客流\n2026-11-04,M01,90\n2026-11-05,M01,90\n2026-11-11,M01,90\n2026-11-12,M01,90\n2026-11-04,M02,80\n";
    load(&app, &admin, counts).await;
    let (zh, note) = formula(json!({})).await;
    assert_eq!(zh, "销售额 = 客单数 × 连带率 × 件单价");
    let en = "Visitors are left out: 江月天地 has no count on 3 days";
    assert_eq!(note, json!({ "zh": "客流未参与拆分：江月天地 有 3 天没有客流数据", "en": en }));
    assert_eq!(formula(json!({ "site": ["M01"] })).await, ("销售额 = 客流 × 提袋率 × 连带率 × 件单价".to_owned(), Value::Null));
    // A shop that writes no tickets sells half of what its mall does.
    let mut untold = String::from("日期,门店编码,店铺编码,数量,金额\n");
    for day in ["2026-11-04", "2026-11-05", "2026-11-11", "2026-11-12"] {
        writeln!(untold, "{day},M01,M01-102,10,1000.00").unwrap();
    }
    load(&app, &admin, &untold).await;
    let (zh, note) = formula(json!({ "site": ["M01"] })).await;
    assert_eq!((zh.as_str(), &note["zh"]), ("销售额 = 销量 × 件单价", &json!("客单数未参与拆分：数据只覆盖销售额的 50.0%")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_has_closed_since_is_held_against_what_it_belonged_to_then() {
    // The last day of data is two months later.
    let (_app, admin) = company(|shop, today| if shop == "M01-202" && today > day("2026-09-15") { 0.0 } else { 1.0 }).await;
    let filters = json!({ "shop": ["M01-202"] });
    let asked = json!({ "measure": "sales", "from": "2026-09-14", "to": "2026-09-15", "where": filters, "against": "previous" });
    let told = admin.post("/api/inquiries/why", &asked).await.ok();
    let tests = told["outside"]["tests"].as_array().unwrap();
    for key in ["traffic", "site", "floor", "category"] {
        let test = tests.iter().find(|test| test["key"] == key).unwrap_or_else(|| panic!("{key} is not asked: {tests:?}"));
        assert_ne!(test["outcome"], "unknown", "{test}");
    }
}
