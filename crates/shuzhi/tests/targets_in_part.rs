//! Targets that only some have: what the others sold is told beside, and neither turns a light green nor is forgotten.

use crate::loads::load;
use crate::targets::{Desk, desk, row, told};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A row of a plan with a target for some months.
fn of(mix: Value, months: &[(usize, u32)]) -> Value {
    let mut row = mix;
    let amount = |month: usize| months.iter().find(|(of, _)| *of == month).map(|(_, amount)| amount.to_string());
    row["months"] = (1..=12).map(|month| amount(month).map_or(Value::Null, Value::String)).collect();
    row
}

/// A plan in force of these rows.
async fn in_force(desk: &Desk, rows: &[Value]) {
    let plan = desk.plan().await;
    desk.act(&plan, "enter", json!({ "rows": rows })).await;
    desk.in_force(&plan).await;
}

async fn opened(desk: &Desk, query: &Value) -> Value {
    let codes =
        |codes: &Value| codes.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(",");
    let mut asked = format!("measures=sales&from={}&to={}", query["from"].as_str().unwrap(), query["to"].as_str().unwrap());
    for (dim, of) in query["where"].as_object().unwrap() {
        let _ = write!(asked, "&where.{dim}={}", codes(of));
    }
    desk.analyst.get(&format!("/api/measures/query?{asked}")).await.ok()["total"]["values"]["sales"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_target_is_not_held_against_that_of_the_others() {
    let desk = desk().await;
    // M01 sold 14,000 of 22,500 and M02, which has no target, 5,200; in M01 the target is that of one shop of two.
    in_force(&desk, &[of(json!({ "site": "M01" }), &[(11, 22_500)]), of(json!({ "shop": "M01-101" }), &[(11, 15_000)])]).await;
    let progress = desk.inquire("progress", json!({ "month": "2026-11" })).await;
    assert_eq!(told(&progress["standing"]), "22500 14000 15000 -1000 0.933333 850 red");
    assert_eq!((&progress["untargeted"], &progress["query"]["where"]), (&json!("5200.00"), &json!({ "site": ["M01"] })));
    assert_eq!(opened(&desk, &progress["query"]).await, "14000.00");
    // The curve and the outlook are of the same.
    let last = progress["days"].as_array().unwrap().iter().rfind(|day| day["done_sum"].is_string()).unwrap();
    assert_eq!((&last["day"], &last["done_sum"]), (&json!("2026-11-20"), &json!("14000.00")));
    let site = desk.inquire("progress", json!({ "month": "2026-11", "where": { "site": ["M01"] } })).await;
    assert_eq!((&site["standing"], &site["untargeted"]), (&progress["standing"], &Value::Null));
    assert_eq!(site["outlook"]["expected"], progress["outlook"]["expected"]);
    let board = desk.inquire("board", json!({ "month": "2026-11" })).await;
    assert_eq!((&board["total"]["standing"], &board["total"]["untargeted"]), (&progress["standing"], &json!("5200.00")));
    assert_eq!((&board["total"]["outlook"], &board["total"]["query"]), (&progress["outlook"], &progress["query"]));
    assert_eq!(row(&board["rows"], &json!({ "site": "M01" }))["untargeted"], Value::Null);
    // Why: the whole is refused, what the figure opens is answered.
    let mut why = json!({ "measure": "sales", "from": "2026-11-09", "to": "2026-11-15", "against": "target" });
    let refused = desk.analyst.post("/api/inquiries/why", &why).await;
    assert!(refused.refused(400, "malformed")["en"].to_string().contains("1,820.00"));
    why["where"] = progress["query"]["where"].clone();
    desk.inquire("why", why).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_counts_in_the_months_in_which_it_has_a_target() {
    let desk = desk().await;
    load(
        &desk.app,
        &desk.analyst,
        "日期,门店编码,店铺编码,数量,金额\n2026-10-31,M01,M01-101,1,1000.00\n2026-10-31,M02,M02-101,1,3000.00\n",
    )
    .await;
    // M02 has a target from November on.
    in_force(
        &desk,
        &[
            of(json!({ "site": "M01" }), &[(10, 2_000), (11, 20_000), (12, 20_000)]),
            of(json!({ "site": "M02" }), &[(11, 6_000), (12, 6_000)]),
        ],
    )
    .await;
    let progress = desk.inquire("progress", json!({ "quarter": "2026-Q4" })).await;
    // October of M01, and November of both: 1,000 + 14,000 + 5,200.
    assert!(told(&progress["standing"]).starts_with("54000 20200 "), "{progress}");
    assert_eq!(progress["untargeted"], "3000.00");
    // No filter says so much; the figure opens all of the scope.
    assert_eq!(opened(&desk, &progress["query"]).await, "23200.00");
    let board = desk.inquire("board", json!({ "quarter": "2026-Q4", "by": ["site"] })).await;
    assert_eq!((&board["total"]["standing"], &board["total"]["outlook"]), (&progress["standing"], &progress["outlook"]));
    let m02 = desk.inquire("progress", json!({ "quarter": "2026-Q4", "where": { "site": ["M02"] } })).await;
    assert_eq!((&m02["missing_months"], &m02["standing"]["target"]), (&json!([10]), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_parts_have_targets_nothing_is_told_apart() {
    let desk = desk().await;
    let rows = ["M01-101", "M01-102", "M02-101"].map(|shop| of(json!({ "shop": shop }), &[(11, 10_000)]));
    in_force(&desk, &rows).await;
    for by in [json!(["site", "shop"]), json!(["site"]), json!(["shop"])] {
        let board = desk.inquire("board", json!({ "month": "2026-11", "by": by })).await;
        assert_eq!(told(&board["total"]["standing"]), "30000 19200 20000 -800 0.96 1080 amber", "{by}");
        let rows = board["rows"].as_array().unwrap().iter().chain([&board["total"]]);
        assert!(rows.map(|row| &row["untargeted"]).all(Value::is_null), "{board}");
    }
}
