//! Last year's figures by the calendar: the week before the Spring Festival stands beside the week before the Spring Festival.

use crate::house::house;
use crate::loads::load;
use chrono::NaiveDate;
use kernel::access::Role;
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, World, cells_of};

/// 初一 is 2025-01-29 and 2026-02-17: ten a day, a hundred in the six days before the eve; closed on the eve of 2025.
fn sales() -> String {
    let mut table = String::from("日期,门店编码,店铺编码,单品编码,小票号,数量,金额\n");
    for (first, until, festival) in [("2025-01-01", "2025-02-28", "2025-01-29"), ("2026-01-01", "2026-02-28", "2026-02-17")] {
        let [first, until, festival] = [first, until, festival].map(|day| day.parse::<NaiveDate>().unwrap());
        for day in first.iter_days().take_while(|day| *day <= until) {
            let before = (festival - day).num_days();
            if before == 1 && festival.to_string().starts_with("2025") {
                continue;
            }
            let (amount, item) = if (2..=7).contains(&before) { (100, "I2") } else { (10, "I1") };
            let _ = writeln!(table, "{day},M01,M01-101,{item},T,1,{amount}.00");
        }
    }
    table
}

async fn asked(client: &Client, more: &str) -> Value {
    client.get(&format!("/api/measures/query?measures=sales,active_items&from=2026-02-10&to=2026-02-16&{more}")).await.ok()
}

fn sales_of(values: &Value) -> &str {
    values["sales"].as_str().unwrap_or("-").trim_end_matches(".00")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_week_before_the_festival_stands_beside_its_like_and_a_closed_day_is_no_nought() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, &sales()).await;

    let by_date = asked(&admin, "compare=last_year").await;
    assert_eq!((sales_of(&by_date["total"]["values"]), sales_of(&by_date["total"]["last_year"])), ("610", "70"));
    let by_role = asked(&admin, "compare=last_year_by_role").await;
    let total = &by_role["total"];
    assert_eq!([&total["values"], &total["last_year"], &total["beside_last_year"]].map(sales_of), ["610", "600", "600"]);
    assert_eq!(total["last_year"]["active_items"], "1");
    let with = &by_role["compare"]["last_year"];
    assert_eq!([&with["way"], &with["from"], &with["to"]], ["last_year_by_role", "2025-01-22", "2025-01-28"]);
    let days = json!([{ "from": "2026-02-10", "to": "2026-02-15" }]);
    let by_day = &with["by_day"];
    assert_eq!((&by_day["days"], &by_day["provisional"]), (&days, &json!(false)));
    assert_eq!([&by_day["matched"], &by_day["closed"], &by_day["unmatched"]], [6, 1, 0]);

    // Row by row: each day beside its like, weeks put together from their days.
    let rows = |answer: &Value, dim: &str| -> Vec<String> {
        let row = |row: &Value| {
            format!("{} {} {}", row["keys"][dim].as_str().unwrap_or("-"), sales_of(&row["values"]), sales_of(&row["last_year"]))
        };
        answer["rows"].as_array().unwrap().iter().map(row).collect()
    };
    let days = rows(&asked(&admin, "by=day&compare=last_year_by_role").await, "day");
    assert_eq!((days[0].as_str(), days[6].as_str()), ("2026-02-10 100 100", "2026-02-16 10 -"));
    let by_week = asked(&admin, "by=week,shop&compare=last_year_by_role").await;
    assert_eq!(rows(&by_week, "week"), ["2026-W07 600 600", "2026-W08 10 -"]);
    assert_eq!(by_week["rows"][0]["last_year"]["active_items"], Value::Null, "six days do not tell how many items they sold together");
    assert_eq!(rows(&asked(&admin, "by=weekday&compare=last_year_by_role").await, "weekday")[0], "1 10 -");
    let by_weekday = asked(&admin, "by=day&compare=last_year_by_weekday").await;
    assert_eq!(by_weekday["compare"]["last_year"]["from"], "2025-02-11");
    assert_eq!(rows(&by_weekday, "day")[0], "2026-02-10 100 10");

    // The facts behind last year's figure are those of its days.
    let evidence = |days: &str| format!("/api/measures/sales/evidence?days={days}");
    let facts = admin.get(&evidence("2025-01-22..2025-01-23,2025-01-27..2025-01-27")).await.ok();
    assert_eq!(facts["total"], 3);
    assert!(facts["rows"][2].as_array().unwrap().contains(&json!("2025-01-27")));
    for wrong in ["2025-01-22", "2025-01-22..2025-01-21", "2025-01-22..2025-01-23,2025-01-23..2025-01-24"] {
        admin.get(&evidence(wrong)).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn january_and_february_are_merged_once_they_are_over() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, &sales()).await;
    let merged = asked(&admin, "compare=last_year_merged").await;
    // 59 days of which six made a hundred, and one was closed the year before.
    assert_eq!([&merged["total"]["beside_last_year"], &merged["total"]["last_year"]].map(sales_of), ["1130", "1120"]);
    // Row by row a date stands beside its date, within the days that were asked for.
    let months = asked(&admin, "by=month&compare=last_year_merged").await;
    assert_eq!(months["rows"].as_array().map(Vec::len), Some(1), "{months}");
    assert_eq!([&months["rows"][0]["beside_last_year"], &months["rows"][0]["last_year"]].map(sales_of), ["820", "280"]);
    let sheet = admin.get("/api/measures/export.xlsx?measures=sales&from=2026-02-01&to=2026-02-28&compare=last_year_by_role").await.file();
    let titles = cells_of(&sheet)[0].clone();
    assert_eq!(titles, ["销售额", "销售额（去年同期，按节日对齐）", "销售额（与去年可比的日子）"]);
    admin
        .get("/api/measures/query?measures=sales&from=2026-02-01&to=2026-02-28&compare=last_year,last_year_by_role")
        .await
        .refused(400, "malformed");
    for (from, to) in [("2026-03-01", "2026-03-31"), ("2026-01-01", "2026-03-31")] {
        let path = format!("/api/measures/query?measures=sales&from={from}&to={to}&compare=last_year_merged");
        admin.get(&path).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_before_the_first_facts_are_not_closed_and_a_day_without_a_like_says_so() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, &sales()).await;
    let ask = |from: &str, to: &str| format!("/api/measures/query?measures=sales&from={from}&to={to}&compare=last_year_by_weekday");
    let before = admin.get(&ask("2025-01-06", "2025-01-12")).await.ok();
    let with = &before["compare"]["last_year"];
    assert_eq!([&with["by_day"]["matched"], &with["by_day"]["closed"], &with["by_day"]["unmatched"]], [0, 0, 7]);
    assert_eq!((&with["from"], &before["total"]["last_year"]["sales"]), (&json!("2024-01-08"), &Value::Null));
    // A closed day after the first facts is a closed one.
    let closed = admin.get(&ask("2026-01-26", "2026-02-01")).await.ok();
    assert_eq!(closed["compare"]["last_year"]["by_day"]["closed"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn holidays_of_a_new_year_are_listed_by_the_company_and_heeded() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, "日期,门店编码,金额\n2026-03-18,M01,1.00\n2027-03-22,M01,5.00\n2027-03-24,M01,7.00\n").await;
    let ask = "/api/measures/query?measures=sales&from=2027-03-22&to=2027-03-28&compare=last_year_by_role";
    let before = admin.get(ask).await.ok();
    assert_eq!(before["compare"]["last_year"]["by_day"]["provisional"], true);
    let listed = json!({ "date": "2027-03-24", "kind": "off", "name": "店庆" });
    admin.post("/api/records/holiday", &listed).await.created();
    admin.post("/api/records/holiday", &listed).await.pointed("/date", "taken");
    // A day off has no like among the work days of the year before.
    let after = admin.get(ask).await.ok();
    assert_ne!(before["total"]["last_year"], after["total"]["last_year"]);
    let clerk = app.sign_in(Role::Clerk).await;
    clerk.get("/api/records/holiday").await.ok();
    clerk.post("/api/records/holiday", &json!({ "date": "2027-03-25", "kind": "work", "name": "店庆" })).await.refused(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_the_calendar_can_be_looked_at_by_everyone() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    admin.post("/api/records/holiday", &json!({ "date": "2027-06-01", "kind": "off", "name": "店庆" })).await.created();
    let clerk = app.sign_in(Role::Clerk).await;
    let year = async |year: i32| clerk.post("/api/inquiries/calendar", &json!({ "year": year })).await.ok();
    let (known, coming) = (year(2026).await, year(2027).await);
    assert_eq!(
        (known["days"].as_array().unwrap().len(), &known["provisional"], &coming["provisional"]),
        (365, &json!(false), &json!(true))
    );
    let told = |year: &Value, date: &str| {
        let day = year["days"].as_array().unwrap().iter().find(|day| day["date"] == date).unwrap();
        let field = |at: &str| day.pointer(at).and_then(Value::as_str).unwrap_or("-").to_owned();
        format!("{} {} {} {} {} {}", field("/kind"), field("/listed"), field("/name/zh"), field("/role/zh"), field("/lunar"), day["own"])
    };
    for (of, date, expected) in [
        (&known, "2026-02-16", "holiday 春节 除夕 除夕 腊月廿九 false"),
        (&known, "2026-02-17", "holiday 春节 春节 春节 初一 正月初一 false"),
        (&known, "2026-10-10", "make_up 国庆节 - - 九月初一 false"),
        (&known, "2026-11-11", "workday - 双11 - 十月初三 false"),
        (&known, "2026-11-14", "weekend - - - 十月初六 false"),
        (&coming, "2027-06-01", "holiday 店庆 - - 四月廿七 true"),
    ] {
        assert_eq!(told(of, date), expected, "{date}");
    }
    clerk.post("/api/inquiries/calendar", &json!({ "year": 1999 })).await.pointed("/year", "too_small");
}
