//! Real files through the front door: a supermarket's workbooks into the directory, and the sales of a chain with what they name.

use crate::house::house;
use crate::loads::{bring, work};
use crate::program::run;
use kernel::access::Role;
use serde_json::{Value, json};
use testkit::{Client, World, real_data};

async fn import(client: &Client, kind: &str, file: &std::path::Path) -> Value {
    let bytes = std::fs::read(file).expect("the file");
    let name = file.file_name().unwrap().to_str().unwrap();
    client.upload(&format!("/api/records/{kind}/import"), name, &bytes).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supermarkets_lists_come_in_as_they_are_and_its_sales_find_their_categories() {
    let Some(data) = real_data() else { return };
    let folder = data.join("cumcm2023c");
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    for (kind, file, rows, created, changed) in [
        ("category", "附件1.xlsx", 251, 6, 0),
        ("item", "附件1.xlsx", 251, 251, 0),
        ("item", "附件3.xlsx", 55_982, 0, 251),
        ("item", "附件4.xlsx", 251, 0, 251),
        ("item_cost", "附件3.xlsx", 55_982, 55_982, 0),
    ] {
        let report = import(&admin, kind, &folder.join(file)).await;
        let told = (&report["rows"], &report["created"], &report["changed"], &report["refused"]);
        assert_eq!(told, (&json!(rows), &json!(created), &json!(changed), &json!(0)), "{kind} {file}: {report}");
    }
    let item = admin.get("/api/records/item?q=102900005115168").await.ok()["items"][0].clone();
    let said = (&item["name"], &item["cost"], &item["loss_rate"], &item["_labels"]["category_id"]);
    assert_eq!(said, (&json!("牛首生菜"), &json!("2.20"), &json!("4.39"), &json!("花叶类")));
    let sales = folder.join("item_day_nondiscount_738NGX.csv");
    let at = app.fresh().arguments();
    let loaded = run(&["import", "sales", sales.to_str().unwrap(), "--site", "M01"], &at).await.answer();
    assert_eq!((&loaded["refused"], &loaded["created"]), (&json!(0), &json!([])), "every item is known: {loaded}");
    let asked = ["measure", "sales", "--from", "2020-01-01", "--to", "2023-12-31", "--by", "category"];
    let by_category = run(&asked, &at).await.answer();
    let categories = by_category["rows"].as_array().unwrap();
    assert!(categories.len() == 6 && categories.iter().all(|row| !row["category"].is_null()), "{by_category}");
    // The same sales without their wholesale prices find them in the cost list.
    let file = bring(&admin, "sales.csv", &std::fs::read_to_string(&sales).unwrap()).await;
    let mut profile = admin.post("/api/records/batch/do/inspect", &json!({ "file": file })).await.ok()["profile"].clone();
    assert!(profile["columns"].as_object_mut().unwrap().remove("unit_cost").is_some(), "{profile}");
    let job = work(&app, &admin, &file, &json!({ "profile": profile, "site": "M02" })).await;
    assert_eq!(job["state"], "done", "{job}");
    let asked = ["measure", "gross_margin", "--from", "2020-01-01", "--to", "2023-12-31", "--by", "site"];
    let margins = run(&asked, &at).await.answer();
    let margin = |n: usize| margins["rows"][n]["value"].as_str().unwrap().parse::<f64>().unwrap();
    // Prices of the file are means with many decimals, those of the list are what was paid: they differ by the rounding of lines.
    assert!((margin(0) - margin(1)).abs() < 1.0, "{margins}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chains_sales_bring_every_item_they_name() {
    let Some(data) = real_data() else { return };
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let at = app.fresh().arguments();
    let file = data.join("complete_journey/transactions.parquet");
    let loaded = run(&["import", "sales", file.to_str().unwrap()], &at).await.answer();
    let created: Vec<_> = loaded["created"].as_array().unwrap().iter().map(|made| (&made["dim"], &made["count"])).collect();
    assert_eq!(created, [(&json!("site"), &json!(457)), (&json!("item"), &json!(68_509))]);
    let items = admin.get("/api/records/item/summary").await.ok();
    assert_eq!(items["total"], 68_509, "every item that was sold has its record");
    let sold = run(&["measure", "sales", "--from", "2017-01-01", "--to", "2018-12-31"], &at).await.answer();
    assert_eq!(sold["rows"][0]["value"], "4596039.58");
    let again = run(&["import", "sales", file.to_str().unwrap()], &at).await.refused();
    assert!(again.contains("already"), "{again}");
}
