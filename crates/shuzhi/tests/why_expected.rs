//! Why a figure is not what was forecast or asked for: every part adds up, each shop is held against its own target, and a target
//! that was never within reach is said to be one.

use crate::why::{assert_sums, company, exact, last_week, why};
use kernel::access::Role;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use testkit::{Client, TestApp};

/// A plan of sales in force, of rows with a target for November.
async fn plan(app: &TestApp, measure: &str, rows: &[(Value, u32)]) -> Client {
    let (analyst, director) = (app.sign_in(Role::Analyst).await, app.sign_in(Role::Director).await);
    let body = json!({ "name": "2026 年目标", "year": 2026, "measure": measure });
    let plan = analyst.post("/api/records/target_plan", &body).await.created()["id"].as_str().unwrap().to_owned();
    let row = |(of, november): &(Value, u32)| {
        let mut row = of.clone();
        row["months"] = json!((1..=12).map(|month| if month == 11 { Some(november.to_string()) } else { None }).collect::<Vec<_>>());
        row
    };
    let act = |verb: &str| format!("/api/records/target_plan/{plan}/do/{verb}");
    analyst.post(&act("enter"), &json!({ "rows": rows.iter().map(row).collect::<Vec<_>>() })).await.ok();
    analyst.post(&act("submit"), &json!({})).await.ok();
    director.post(&act("approve"), &json!({})).await.ok();
    analyst
}

fn find<'a>(told: &'a Value, key: &str) -> &'a Value {
    told["outside"]["tests"].as_array().unwrap().iter().find(|test| test["key"] == key).unwrap_or(&Value::Null)
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_add_up_to_what_differs_from_the_forecast_and_from_the_target() {
    let (app, admin) = company(|shop, today| if shop == "M01-201" && last_week(today) { 0.4 } else { 1.0 }).await;
    let rows = [
        (json!({}), 900_000),
        (json!({ "site": "M01" }), 600_000),
        (json!({ "shop": "M01-201" }), 200_000),
        (json!({ "shop": "M02-101" }), 90_000),
    ];
    let analyst = plan(&app, "sales", &rows).await;
    for measure in ["sales", "quantity", "tickets", "gross_margin", "visitors"] {
        for filters in [json!({}), json!({ "site": ["M01"] }), json!({ "shop": ["M01-201"] }), json!({ "floor": ["2F"] })] {
            if measure == "visitors" && (filters["shop"].is_array() || filters["floor"].is_array()) {
                continue;
            }
            assert_sums(&why(&analyst, measure, "forecast", filters.clone()).await, &format!("{measure} against forecast where {filters}"));
        }
    }
    for filters in [json!({}), json!({ "site": ["M01"] }), json!({ "shop": ["M01-201"] })] {
        assert_sums(&why(&analyst, "sales", "target", filters.clone()).await, &format!("sales against target where {filters}"));
    }
    let told = why(&analyst, "sales", "forecast", json!({})).await;
    // No day of the past is what was expected, so none is opened for it.
    assert_eq!((&told["places"][0]["keys"]["brand"]["code"], &told["baseline"]["days"]), (&json!("B03"), &json!([])), "{told}");
    for (measure, against, filters) in [
        ("average_ticket", "forecast", json!({})),
        ("average_ticket", "target", json!({})),
        ("quantity", "target", json!({})),
        ("sales", "target", json!({ "floor": ["2F"] })),
        ("sales", "target", json!({ "shop": ["M02-102"] })),
    ] {
        let asked = json!({ "measure": measure, "from": "2026-11-09", "to": "2026-11-15", "where": filters, "against": against });
        admin.post("/api/inquiries/why", &asked).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_held_against_its_own_target() {
    let (app, _) = company(|_, _| 1.0).await;
    let rows = [(json!({ "site": "M01" }), 900_000), (json!({ "shop": "M01-102" }), 600_000)];
    let analyst = plan(&app, "sales", &rows).await;
    let told = why(&analyst, "sales", "target", json!({ "site": ["M01"] })).await;
    let shop = &told["places"][0];
    assert_eq!((told["places"].as_array().unwrap().len(), &shop["keys"]["shop"]["code"]), (1, &json!("M01-102")), "{}", told["places"]);
    let progress = |filters: Value| {
        let asked = json!({ "from": "2026-11-09", "to": "2026-11-15", "where": filters });
        let analyst = analyst.clone();
        async move { exact(&analyst.post("/api/inquiries/progress", &asked).await.ok()["standing"]["target"]) }
    };
    assert_eq!(exact(&told["before"]), progress(json!({ "site": ["M01"] })).await);
    let own = progress(json!({ "shop": ["M01-102"] })).await;
    assert!((exact(&shop["before"]) - own).abs() < Decimal::new(2, 2), "{} {own}", shop["before"]);
    // Its drivers start from the target as well.
    let driven: Decimal = shop["drivers"].as_array().unwrap().iter().map(|driver| exact(&driver["effect"])).sum();
    assert_eq!(driven, exact(&shop["effect"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_far_above_what_was_to_be_expected_is_told_as_such() {
    let (app, _) = company(|_, _| 1.0).await;
    let analyst = plan(&app, "sales", &[(json!({ "site": "M01" }), 2_000_000)]).await;
    let told = why(&analyst, "sales", "target", json!({ "site": ["M01"] })).await;
    assert_eq!(
        (&find(&told, "target")["outcome"], &told["outside"]["verdict"]),
        (&json!("explains"), &json!("external")),
        "{}",
        told["outside"]
    );
    assert_eq!(find(&told, "calendar")["outcome"], "no");
    let forecast = why(&analyst, "sales", "forecast", json!({ "site": ["M01"] })).await;
    assert_eq!(forecast["outside"]["verdict"], "usual", "{}", forecast["outside"]);
}
