//! Every measure keeps its promises over facts that were really loaded, and everyone sees only their own sites' figures.

use crate::house::house;
use crate::loads::load;
use crate::program::run;
use kernel::access::Role;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fmt::Write as _;
use testkit::{Client, World, conformance};

const PERIOD: &str = "from=2026-11-01&to=2026-11-30";

/// Three weeks of sales at two malls: whole numbers that can be added up in the head.
fn sales() -> String {
    let mut table = String::from("日期,门店编码,店铺编码,单品编码,小票号,数量,金额,成本\n");
    for day in 1..=21 {
        for (site, shop, amount) in [("M01", "M01-101", 100), ("M01", "M01-102", 50), ("M02", "M02-101", 30)] {
            for item in ["I1", "I2"] {
                let _ = writeln!(table, "2026-11-{day:02},{site},{shop},{item},{site}-{shop}-{day},2,{amount}.00,{}.00", amount / 2);
            }
        }
    }
    table
}

fn money(value: Value) -> Decimal {
    value.as_str().unwrap_or_default().parse().unwrap()
}

async fn total(client: &Client, measure: &str, more: &str) -> Value {
    client.get(&format!("/api/measures/query?measures={measure}&{PERIOD}{more}")).await.ok()["total"]["values"][measure].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_measure_keeps_its_promises_over_no_facts_and_over_many() {
    let app = house().await;
    let _world = World::build(&app).await;
    conformance::figures(&app, "2026-11-01", "2026-11-30").await;
    let loaded = load(&app, &app.sign_in(Role::Administrator).await, &sales()).await;
    assert_eq!((&loaded["rows"], &loaded["accepted"]), (&json!(126), &json!(126)));
    // A year before, the month before, and facts that say little of themselves.
    let admin = app.sign_in(Role::Administrator).await;
    for before in ["2025-11", "2026-10"] {
        load(&app, &admin, &sales().replace("2026-11", before)).await;
    }
    load(&app, &admin, "日期,门店编码,金额\n2026-11-30,M01,5.00\n2026-11-01,M02,7.00\n").await;
    conformance::figures(&app, "2026-11-01", "2026-11-30").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_add_up_and_stay_within_ones_sites() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, &sales()).await;
    // 21 days, two items: (100 + 50 + 30) × 2 × 21.
    assert_eq!(money(total(&admin, "sales", "").await), 7560.into());
    assert_eq!(money(total(&admin, "sales", "&where.site=M02").await), 1260.into());
    let manager = app.sign_in_at(world.id("M02"), Role::SiteManager).await;
    assert_eq!(money(total(&manager, "sales", "").await), 1260.into());
    for elsewhere in ["query?measures=sales&", "sales/evidence?"] {
        manager.get(&format!("/api/measures/{elsewhere}{PERIOD}&where.site=M01")).await.refused(400, "malformed");
    }
    let by_site = manager.get(&format!("/api/measures/query?measures=sales&{PERIOD}&by=site")).await.ok();
    let sites: Vec<&Value> = by_site["rows"].as_array().unwrap().iter().map(|row| &row["keys"]["site"]).collect();
    assert_eq!(sites, ["M02"]);
    assert!(!manager.get(&format!("/api/measures/sales/evidence?{PERIOD}")).await.text().contains("M01"));
    assert!(!manager.get(&format!("/api/measures/sales/pareto?dim=shop&{PERIOD}")).await.text().contains("M01"));
}

/// The rows of an answer as `key: value | value of the comparison`, with nothing where there is nothing.
async fn compared(client: &Client, by: &str, period: &str, with: &str) -> Vec<String> {
    let path = format!("/api/measures/query?measures=sales&{period}&by={by}&compare={with}");
    let answer = client.get(&path).await.ok();
    let value = |value: &Value| value["sales"].as_str().unwrap_or("-").trim_end_matches(".00").to_owned();
    let row = |row: &Value| format!("{}: {} | {}", row["keys"][by].as_str().unwrap_or("-"), value(&row["values"]), value(&row[with]));
    answer["rows"].as_array().unwrap().iter().map(row).chain([value(&answer["total"][with])]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_of_comparison_shares_the_rows_of_the_one_asked_for() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut table = String::from("日期,门店编码,金额\n");
    for (day, amount) in [
        ("2025-11-03", 10),
        ("2025-11-11", 20),
        ("2026-01-01", 3),
        ("2026-01-30", 5),
        ("2026-02-01", 7),
        ("2026-11-02", 100),
        ("2026-11-11", 200),
    ] {
        let _ = writeln!(table, "{day},M01,{amount}.00");
    }
    load(&app, &admin, &table).await;
    let november = "from=2026-11-01&to=2026-11-30";
    for (by, expected) in [
        ("week", &["2026-W45: 100 | 10", "2026-W46: 200 | 20", "30"][..]),
        ("month", &["2026-11: 300 | 30", "30"]),
        ("quarter", &["2026-Q4: 300 | 30", "30"]),
        ("year", &["2026: 300 | 30", "30"]),
        ("day", &["2026-11-02: 100 | -", "2026-11-03: - | 10", "2026-11-11: 200 | 20", "30"]),
    ] {
        assert_eq!(compared(&admin, by, november, "last_year").await, expected, "{by}");
    }
    // The 30 January has no day in February to stand beside; the total still counts it.
    let february = "from=2026-02-01&to=2026-02-28";
    assert_eq!(compared(&admin, "day", february, "previous").await, ["2026-02-01: 7 | 3", "8"]);
    let quarter = "from=2026-01-01&to=2026-03-31";
    assert_eq!(compared(&admin, "quarter", quarter, "previous").await, ["2026-Q1: 15 | 30", "30"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn ratios_hold_what_is_known_against_what_is_known() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    // A shop that hands in the day's total alone, and one that hands in its tickets.
    let tickets = "日期,门店编码,店铺编码,单品编码,小票号,数量,金额\n\
                   2026-11-01,M01,M01-101,I1,t1,2,100.00\n\
                   2026-11-01,M01,M01-101,I1,t2,1,50.00\n\
                   2026-11-01,M01,M01-102,I1,,,900.00\n\
                   2026-11-02,M01,M01-101,I1,t3,1,30.00\n\
                   2026-11-02,M02,M02-101,I1,t4,1,20.00\n";
    load(&app, &admin, tickets).await;
    // By item there are no day sums: the facts themselves are asked, and answer the same.
    for by in ["", "&by=shop", "&by=item"] {
        // (100 + 50 + 30 + 20) over four tickets and five pieces, never the 900.
        for (measure, expected) in [("average_ticket", "50"), ("units_per_ticket", "1.25"), ("average_price", "40")] {
            assert_eq!(money(total(&admin, measure, by).await), expected.parse().unwrap(), "{measure}{by}");
        }
        assert_eq!(money(total(&admin, "sales", by).await), 1100.into());
    }
    let by_shop = admin.get(&format!("/api/measures/query?measures=average_ticket&{PERIOD}&by=shop")).await.ok();
    let of = |shop: &str| by_shop["rows"].as_array().unwrap().iter().find(|row| row["keys"]["shop"] == shop).unwrap()["values"].clone();
    assert_eq!((of("M01-101"), of("M01-102")), (json!({ "average_ticket": "60.00" }), json!({ "average_ticket": null })));
    load(&app, &admin, "日期,门店编码,出入口,客流量\n2026-11-01,M01,东门,3\n2026-11-01,M01,西门,2\n").await;
    // On the third M01 hands in a total without tickets: its visitors bought nobody knows how many times.
    load(&app, &admin, "日期,门店编码,店铺编码,单品编码,小票号,数量,金额\n2026-11-03,M01,M01-102,I1,,,500.00\n").await;
    load(&app, &admin, "日期,门店编码,出入口,客流量\n2026-11-03,M01,东门,100\n").await;
    // Two tickets of the first day at M01 over five visitors; nobody was counted on the second, nor at M02.
    for by in ["", "&by=site", "&by=day", "&by=hour"] {
        assert_eq!(money(total(&admin, "conversion", by).await), "0.4".parse().unwrap(), "{by}");
    }
    let by_site = admin.get(&format!("/api/measures/query?measures=conversion,tickets&{PERIOD}&by=site")).await.ok();
    let values: Vec<&Value> = by_site["rows"].as_array().unwrap().iter().map(|row| &row["values"]).collect();
    assert_eq!(values, [&json!({ "conversion": "0.40", "tickets": "3" }), &json!({ "conversion": null, "tickets": "1" })]);
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_is_asked_by_what_its_measure_is_counted_by() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    for (measure, filter) in [("visitors", "where.shop=x"), ("sales", "where.entrance=x"), ("sales", "where.no_such=x")] {
        let asked = admin.get(&format!("/api/measures/query?measures={measure}&{PERIOD}&{filter}")).await.refused(400, "malformed");
        let facts = admin.get(&format!("/api/measures/{measure}/evidence?{PERIOD}&{filter}")).await.refused(400, "malformed");
        assert_eq!(facts, asked);
        admin.get(&format!("/api/measures/{measure}/pareto?dim=site&{PERIOD}&{filter}")).await.refused(400, "malformed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_without_a_value_can_be_asked_for() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, "日期,门店编码,店铺编码,金额\n2026-11-01,M01,M01-101,10.00\n2026-11-01,M01,,5.00\n2026-11-01,M01,M01-102,3.00\n")
        .await;
    for (filter, amount, facts) in [("~", 5, 1), ("~,M01-101", 15, 2), ("M01-101", 10, 1), ("", 18, 3)] {
        assert_eq!(money(total(&admin, "sales", &format!("&where.shop={filter}")).await), amount.into(), "{filter}");
        let page = admin.get(&format!("/api/measures/sales/evidence?{PERIOD}&where.shop={filter}")).await.ok();
        assert_eq!(page["total"], facts, "{filter}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn data_last_until_the_last_day_of_ones_own_sites() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(&app, &admin, "日期,门店编码,金额\n2026-11-20,M01,10.00\n2026-11-09,M02,5.00\n2026-10-03,M02,4.00\n").await;
    let manager = app.sign_in_at(world.id("M02"), Role::SiteManager).await;
    let asked = "/api/measures/query?measures=sales&from=2026-11-01&to=2026-11-30&compare=previous";
    let own = manager.get(asked).await.ok();
    assert_eq!((&own["until"], &admin.get(asked).await.ok()["until"]), (&json!("2026-11-09"), &json!("2026-11-20")));
    // Compared with as many days of October as November has shown here.
    assert_eq!(own["compare"]["previous"], json!({ "way": "previous", "from": "2026-10-01", "to": "2026-10-09" }));
    assert_eq!(manager.get("/api/session").await.ok()["data_until"], "2026-11-09");
    let before = own["data_version"].as_str().unwrap().to_owned();
    load(&app, &admin, "日期,门店编码,金额\n2026-11-15,M02,5.00\n").await;
    assert_eq!(manager.get(asked).await.ok()["until"], "2026-11-15");
    assert_eq!(manager.get(&format!("{asked}&at={before}")).await.ok()["until"], "2026-11-09");
    let nothing = app.sign_in_at(world.id("S06"), Role::SiteManager).await;
    assert_eq!(nothing.get(asked).await.ok()["until"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_not_there_is_refused_in_the_words_for_one_that_is_hidden() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    load(
        &app,
        &admin,
        "日期,门店编码,店铺编码,单品编码,数量,金额\n2026-11-01,M01,M01-101,I1,2,100.00\n2026-11-01,M02,M02-101,I2,1,50.00\n",
    )
    .await;
    let manager = app.sign_in_at(world.id("M01"), Role::SiteManager).await;
    let questions = ["query?measures=sales&", "sales/evidence?", "sales/pareto?dim=item&"];
    for (client, filter, there) in [
        (&admin, "where.site=M01", true),
        (&admin, "where.site=ZZZ", false),
        (&admin, "where.site=M01,ZZZ", false),
        (&admin, "where.shop=M02-101,~", true),
        (&admin, "where.shop=M09-101", false),
        (&admin, "where.brand=B06", true),
        (&admin, "where.brand=B99", false),
        (&admin, "where.item=I1", true),
        (&admin, "where.channel=no", false),
        (&manager, "where.site=S01", true),
        (&manager, "where.site=M02", false),
        (&manager, "where.shop=M02-101", false),
        (&manager, "where.brand=B06", true),
    ] {
        for question in questions {
            let answer = client.get(&format!("/api/measures/{question}{filter}&{PERIOD}")).await;
            if there {
                answer.ok();
            } else {
                answer.refused(400, "malformed");
            }
        }
    }
    let words = async |site: &str| {
        let refusal =
            manager.get(&format!("/api/measures/query?measures=sales&where.site={site}&{PERIOD}")).await.refused(400, "malformed");
        ["zh", "en"].map(|lang| refusal[lang].as_str().unwrap().replace(site, "…"))
    };
    assert_eq!(words("M02").await, words("ZZZ").await);
    assert!(words("ZZZ").await[1].contains("There is no site with the code"), "{:?}", words("ZZZ").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_says_that_there_is_no_such_code() {
    let app = house().await;
    World::build(&app).await;
    let period = ["measure", "sales", "--from", "2026-11-01", "--to", "2026-11-30", "--where"];
    for (filter, refused) in
        [("site=M01", None), ("site=ZZZ", Some("There is no site with the code “ZZZ”")), ("brand=B99", Some("There is no brand"))]
    {
        let ran = run(&[&period[..], &[filter]].concat(), &app.fresh().arguments()).await;
        assert_eq!(ran.fine, refused.is_none(), "{filter}: {}", ran.err);
        assert!(ran.err.contains(refused.unwrap_or_default()), "{filter}: {}", ran.err);
    }
}
