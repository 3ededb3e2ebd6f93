//! Sales by what only the directory knows: the floor of a shop, the city of a site, the widest category above.

use crate::house::house;
use crate::loads::load;
use kernel::access::Role;
use serde_json::{Value, json};
use testkit::{Client, World};

const PERIOD: &str = "from=2026-11-01&to=2026-11-30";

const SALES: &str = "日期,门店编码,店铺编码,品类编码,小票号,数量,金额\n\
    2026-11-02,M01,M01-101,C11,T1,1,10.00\n\
    2026-11-02,M01,M01-102,C12,T2,1,20.00\n\
    2026-11-03,M01,M01-201,C2,T3,2,40.00\n\
    2026-11-03,M02,M02-101,C11,T1,1,80.00\n\
    2026-11-04,S05,,C2,T9,1,5.00\n\
    2026-11-04,S05,S05-001,C2,T9,1,6.00\n";

async fn rows(client: &Client, measures: &str, by: &str, more: &str) -> Vec<String> {
    let answer = client.get(&format!("/api/measures/query?measures={measures}&by={by}&{PERIOD}{more}")).await.ok();
    let plain = |value: &Value| value.as_str().unwrap_or("-").trim_end_matches(".00").to_owned();
    let row = |row: &Value| {
        let keys = by.split(',').map(|dim| plain(&row["keys"][dim]));
        let values = measures.split(',').map(|measure| plain(&row["values"][measure]));
        keys.chain(values).collect::<Vec<_>>().join(" ")
    };
    answer["rows"].as_array().unwrap().iter().map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sales_are_asked_for_by_floor_city_and_wide_category() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    for (code, floor) in [("M01-101", "1F"), ("M01-102", "2F"), ("M01-201", "2F"), ("M02-101", "2F")] {
        let path = world.path("shop", code);
        let version = admin.get(&path).await.ok()["version"].clone();
        admin.patch(&path, &json!({ "floor": floor })).if_match(version).await.ok();
    }
    let wide = admin.post("/api/records/category", &json!({ "code": "C1", "name": "服装" })).await.created()["id"].clone();
    for (code, name, parent) in [("C11", "女装", &wide), ("C12", "男装", &wide), ("C2", "食品", &Value::Null)] {
        admin.post("/api/records/category", &json!({ "code": code, "name": name, "parent_id": parent })).await.created();
    }
    load(&app, &admin, SALES).await;

    assert_eq!(rows(&admin, "sales,tickets", "floor", "").await, ["2F 140 3", "- 11 2", "1F 10 1"]);
    assert_eq!(rows(&admin, "sales", "city,floor", "").await, ["武汉 2F 80", "成都 2F 60", "- - 11", "成都 1F 10"]);
    assert_eq!(rows(&admin, "sales", "wide_category", "").await, ["C1 110", "C2 51"]);
    assert_eq!(rows(&admin, "sales,sales_per_m2", "shop", "&where.floor=2F&where.site=M01").await, ["M01-201 40 0.33", "M01-102 20 0.17"]);
    assert_eq!(rows(&admin, "sales", "shop", "&where.floor=2F&where.shop=M01-101").await, [""; 0]);
    assert_eq!(rows(&admin, "sales", "site", "&where.floor=~").await, ["S05 11"]);
    let evidence = admin.get(&format!("/api/measures/sales/evidence?{PERIOD}&where.wide_category=C1&where.floor=2F")).await.ok();
    assert_eq!(evidence["total"], 2);

    let by_wide = format!("/api/measures/query?measures=tickets&by=wide_category&{PERIOD}");
    admin.get(&by_wide).await.refused(400, "malformed");
    for unknown in ["floor=9F", "wide_category=C9"] {
        admin.get(&format!("/api/measures/query?measures=sales&{PERIOD}&where.{unknown}")).await.refused(400, "malformed");
    }
    // A floor that only another mall has does not exist for whoever manages this one.
    let manager = app.sign_in_at(world.id("M02"), Role::SiteManager).await;
    assert_eq!(rows(&manager, "sales", "floor", "").await, ["2F 80"]);
    manager.get(&format!("/api/measures/query?measures=sales&{PERIOD}&where.floor=1F")).await.refused(400, "malformed");
}
