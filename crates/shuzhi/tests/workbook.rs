//! Workbooks of records: every error at its cell, all rows or none, and texts that stay texts.

use crate::house::house;
use kernel::access::Role;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::{Client, World, cells_of, workbook_of};

async fn import(client: &Client, record: &str, rows: &[&[&str]]) -> Value {
    client.upload(&format!("/api/records/{record}/import"), "表.xlsx", &workbook_of(rows)).await.ok()
}

async fn codes(client: &Client, record: &str) -> Vec<String> {
    let page = client.get(&format!("/api/records/{record}?size=200&sort=code")).await.ok();
    page["items"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_error_is_told_at_its_cell_and_no_row_is_kept() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let before = codes(&admin, "shop").await;
    let report = import(
        &admin,
        "shop",
        &[
            &["铺位编码", "店铺名称", "所在门店", "品牌", "面积", "开业日期", "备注"],
            &["N-1", "好铺", "M01", "山岚茶事", "12.5", "2026-11-01", ""],
            &["N-2", "", "M01", "", "12.5", "", ""],
            &["N-3", "坏铺", "没有这店", "没有这牌", "abc", "2026-02-30", ""],
            &["N-4", "坏铺", "M02", "B01", "1.005", "", ""],
            &["M01-101", "换了门店", "M02", "", "", "", ""],
            &["N-1", "又一个", "M02", "", "", "", ""],
        ],
    )
    .await;
    let errors: Vec<(u64, &str, &str)> = report["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["row"].as_u64().unwrap(), e["column"].as_str().unwrap(), e["value"].as_str().unwrap()))
        .collect();
    for expected in [
        (3, "店铺名称", ""),
        (4, "所在门店", "没有这店"),
        (4, "品牌", "没有这牌"),
        (4, "面积", "abc"),
        (4, "开业日期", "2026-02-30"),
        (5, "面积", "1.005"),
        (6, "所在门店", "M02"),
        (7, "所在门店", "M02"),
    ] {
        assert!(errors.contains(&expected), "{expected:?} is not among {errors:?}");
    }
    assert_eq!((errors.len(), &report["rows"], &report["refused"]), (8, &json!(6), &json!(5)));
    assert_eq!(codes(&admin, "shop").await, before);
}

#[tokio::test]
async fn a_workbook_creates_and_changes_by_key_and_says_nothing_by_empty_cells() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let report = import(
        &admin,
        "shop",
        &[
            &["云汇广场店铺一览", "", ""],
            &["铺位编码*", "店铺名称", "楼层", "没有这列"],
            &["M01-101", "", "L1", "x"],
            &["M01-102", "拾穗烘焙", "", ""],
            &["合计", "2", "", ""],
        ],
    )
    .await;
    assert_eq!((&report["created"], &report["changed"], &report["ignored"]), (&json!(0), &json!(2), &json!(["没有这列"])), "{report}");
    let (first, second) = (admin.get(&world.path("shop", "M01-101")).await.ok(), admin.get(&world.path("shop", "M01-102")).await.ok());
    assert_eq!((&first["name"], &first["floor"]), (&json!("山岚茶事（云汇店）"), &json!("L1")));
    assert_eq!((&second["name"], &second["area_m2"]), (&json!("拾穗烘焙"), &json!("120.50")));
}

#[tokio::test]
async fn values_are_read_as_people_write_them() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let report = import(
        &admin,
        "item",
        &[
            &["单品编码", "单品名称", "称重", "进价", "售价", "状态", "品牌"],
            &["00123", "绿茶", "是", "1,234.5", "¥2,000.00", "停售", "山岚茶事"],
            &["1e5", "红茶", "yes", "３．５", "4", "On sale", "B01"],
            &["0x10", "白茶", "", "", "", "delisted", ""],
        ],
    )
    .await;
    assert_eq!((&report["created"], &report["refused"]), (&json!(3), &json!(0)), "{report}");
    let page = admin.get("/api/records/item?sort=code").await.ok();
    let row = |code: &str| {
        page["items"].as_array().unwrap().iter().find(|r| r["code"] == code).cloned().unwrap_or_else(|| panic!("{code} is not in {page}"))
    };
    assert_eq!(
        (&row("00123")["cost"], &row("00123")["price"], &row("00123")["weighable"]),
        (&json!("1234.50"), &json!("2000.00"), &json!(true))
    );
    assert_eq!((&row("1e5")["cost"], &row("1e5")["status"]), (&json!("3.50"), &json!("on_sale")));
    assert_eq!((&row("0x10")["status"], &row("0x10")["cost"]), (&json!("delisted"), &Value::Null));
}

#[tokio::test]
async fn a_text_table_in_gb18030_is_taken_like_a_workbook() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    // 品牌编码,品牌名称 / B1,茶
    let table = b"\xc6\xb7\xc5\xc6\xb1\xe0\xc2\xeb,\xc6\xb7\xc5\xc6\xc3\xfb\xb3\xc6\r\nB1,\xb2\xe8\r\n";
    let report = admin.upload("/api/records/brand/import", "品牌.csv", table).await.ok();
    assert_eq!(report["created"], 1, "{report}");
    assert_eq!(admin.get("/api/records/brand").await.ok()["items"][0]["name"], "茶");
}

#[tokio::test]
async fn a_name_that_two_rows_share_is_asked_for_by_code() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    for code in ["B1", "B2"] {
        admin.post("/api/records/brand", &json!({ "code": code, "name": "同名" })).await.created();
    }
    let report = import(&admin, "item", &[&["单品编码", "单品名称", "品牌"], &["I1", "茶", "同名"], &["I2", "茶", "B2"]]).await;
    let errors = report["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{report}");
    assert!(errors[0]["zh"].as_str().unwrap().contains("编码") && errors[0]["row"] == 2);
}

#[tokio::test]
async fn a_text_that_looks_like_a_formula_stays_a_text() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let texts = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://evil.example\",\"点我\")", "=cmd|' /C calc'!A0", "\t=1+1", "'=1"];
    for (n, text) in texts.iter().enumerate() {
        admin.post("/api/records/brand", &json!({ "code": format!("B{n}"), "name": format!("牌{n}"), "remark": text })).await.created();
    }
    let file = admin.get("/api/records/brand/export.xlsx?cols=code,remark").await.file();
    let cells = cells_of(&file);
    for (n, text) in texts.iter().enumerate() {
        assert!(cells.contains(&vec![format!("B{n}"), text.trim().to_owned()]), "{text} is not in {cells:?}");
    }
    let report = admin.upload("/api/records/brand/import", "表.xlsx", &file).await.ok();
    assert_eq!((&report["changed"], &report["refused"]), (&json!(0), &json!(0)), "{report}");
}

#[tokio::test]
async fn every_text_that_a_form_takes_survives_the_workbook() {
    let app = house().await;
    let admin = app.sign_in(Role::Administrator).await;
    let mut runner = TestRunner::deterministic();
    let any = prop_oneof![
        "\\PC{1,40}",
        "[ -~]{1,40}",
        "[\\x01-\\x20]{0,3}[a-z甲乙]{1,5}[\\x01-\\x20]{0,3}",
        "_x[0-9A-F]{4}_",
        "[\u{1F300}-\u{1F5FF}]{1,5}"
    ];
    let mut known = BTreeMap::new();
    for n in 0..150 {
        let text: String = any.new_tree(&mut runner).unwrap().current();
        let answer =
            admin.post("/api/records/brand", &json!({ "code": format!("B{n:03}"), "name": format!("牌{n}"), "remark": text })).await;
        if answer.status() == 201 {
            known.insert(format!("B{n:03}"), answer.created());
        }
    }
    assert!(known.len() > 100, "only {} texts were taken", known.len());
    let file = admin.get("/api/records/brand/export.xlsx").await.file();
    for row in known.values() {
        admin.delete(&format!("/api/records/brand/{}", row["id"].as_str().unwrap())).await.done();
    }
    let report = admin.upload("/api/records/brand/import", "表.xlsx", &file).await.ok();
    assert_eq!((report["created"].as_u64(), &report["refused"]), (Some(known.len() as u64), &json!(0)), "{report}");
    let page = admin.get("/api/records/brand?size=200").await.ok();
    for row in page["items"].as_array().unwrap() {
        assert_eq!(row["remark"], known[row["code"].as_str().unwrap()]["remark"], "{row}");
    }
}

#[tokio::test]
async fn a_row_that_refers_to_something_ended_can_still_come_back() {
    let app = house().await;
    let world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    admin.delete(&world.path("brand", "B01")).await.done();
    let file = admin.get("/api/records/shop/export.xlsx").await.file();
    let report = admin.upload("/api/records/shop/import", "店铺.xlsx", &file).await.ok();
    assert_eq!((&report["refused"], &report["changed"]), (&json!(0), &json!(0)), "{report}");
    let report = import(&admin, "shop", &[&["铺位编码", "店铺名称", "所在门店", "品牌"], &["N-1", "新铺", "M01", "B01"]]).await;
    assert_eq!((&report["refused"], &report["errors"][0]["column"]), (&json!(1), &json!("品牌")), "{report}");
}

#[tokio::test]
async fn nobody_imports_what_they_may_not_write() {
    let app = house().await;
    let world = World::build(&app).await;
    let (manager, clerk, analyst) =
        (app.sign_in_at(world.id("M01"), Role::SiteManager).await, app.sign_in(Role::Clerk).await, app.sign_in(Role::Analyst).await);
    let site = workbook_of(&[&["门店编码", "门店名称", "类型"], &["X1", "新店", "门店"]]);
    for client in [&manager, &clerk, &analyst] {
        client.upload("/api/records/site/import", "门店.xlsx", &site).await.refused(403, "forbidden");
    }
    // A site's manager takes in shops, but neither another site's nor under another site.
    for row in [["M02-101", "别人的铺", "M02"], ["N-1", "新铺", "M02"]] {
        let report = import(&manager, "shop", &[&["铺位编码", "店铺名称", "所在门店"], &row]).await;
        assert_eq!(report["refused"], 1, "{report}");
    }
    let report = import(&manager, "shop", &[&["铺位编码", "店铺名称", "所在门店"], &["N-1", "新铺", "S01"]]).await;
    assert_eq!(report["created"], 1, "{report}");
}

#[tokio::test]
async fn an_export_holds_what_the_list_shows() {
    let app = house().await;
    let world = World::build(&app).await;
    let (admin, manager) = (app.sign_in(Role::Administrator).await, app.sign_in_at(world.id("M02"), Role::SiteManager).await);
    let lines = |bytes: Vec<u8>| cells_of(&bytes).into_iter().skip(1).map(|row| row[0].clone()).collect::<Vec<_>>();
    let all = lines(admin.get("/api/records/shop/export.xlsx?cols=code").await.file());
    assert_eq!(all.len(), 8);
    let some = lines(admin.get(&format!("/api/records/shop/export.xlsx?cols=code&sort=-code&f.brand_id={}", world.id("B06"))).await.file());
    assert_eq!(some, ["S05-001", "M02-102"]);
    assert_eq!(lines(manager.get("/api/records/shop/export.xlsx?cols=code").await.file()), ["M02-101", "M02-102", "M02-201"]);
    let english = admin.get("/api/records/shop/export.xlsx?cols=code,name").header("accept-language", "en").await.file();
    assert_eq!(cells_of(&english)[0], ["Code", "Name"]);
    let names = cells_of(&admin.get("/api/records/shop/export.xlsx?cols=code,brand_id,site_id").await.file());
    assert_eq!(names[1], ["M01-101", "B01", "M01"]);
}

#[tokio::test]
async fn an_error_names_the_column_as_the_file_does() {
    let app = house().await;
    let _world = World::build(&app).await;
    let admin = app.sign_in(Role::Administrator).await;
    let report = import(&admin, "item", &[&["Code", "Name", "Cost"], &["A1", "绿茶", "abc"]]).await;
    assert_eq!((&report["errors"][0]["column"], &report["errors"][0]["value"]), (&json!("Cost"), &json!("abc")), "{report}");
}
