//! Tables of records from the command line: the same rules as on the page, and a house that is set up without one.

use crate::program::run;
use serde_json::json;

/// An empty house, and a way to write a file beside it.
struct Place {
    folder: tempfile::TempDir,
    at: [String; 2],
}

impl Place {
    async fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = ["--data".to_owned(), folder.path().join("data").display().to_string()];
        run(&["init"], &at).await.answer();
        Self { folder, at }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_set_up_by_tables_and_a_table_with_an_error_keeps_nothing() {
    let place = Place::make().await;
    for (record, table, rows, created) in [
        ("site", "门店编码,门店名称,类型,开业日期\nS01,文三店,门店,2020-05-01\nS02,滨江店,门店,\n", 2, 2),
        ("category", "品类编码,品类名称\nC1,蔬菜\n", 1, 1),
        ("item", "单品编码,单品名称,品类\nI1,上海青,蔬菜\nI2,菠菜,C1\n", 2, 2),
        ("item_cost", "单品编码,日期,进价\nI1,2026-10-01,3.20\n", 1, 1),
        ("department", "部门编码,部门名称\nD1,营运部\n", 1, 1),
        ("staff", "工号,姓名,门店,部门\nYH1,李娜,文三店,营运部\n", 1, 1),
    ] {
        let done = run(&["import", record, &place.file("a.csv", table)], &place.at).await.answer();
        let told = json!({ "rows": done["rows"], "created": done["created"], "changed": done["changed"], "refused": done["refused"] });
        assert_eq!(told, json!({ "rows": rows, "created": created, "changed": 0, "refused": 0 }), "{record}: {done}");
    }
    let again = place.file("b.csv", "门店编码,门店名称,类型\nS02,滨江旗舰店,门店\n");
    let done = run(&["import", "site", &again], &place.at).await.answer();
    assert_eq!((&done["created"], &done["changed"]), (&json!(0), &json!(1)));
    let wrong =
        place.file("c.csv", "门店编码,门店名称,类型,开业日期\nS03,临平店,门店,2026-13-01\nS04,,门店,\nS05,越城店,门店,2026-01-01\n");
    let refused = run(&["import", "site", &wrong], &place.at).await;
    let told: serde_json::Value = serde_json::from_str(&refused.out).unwrap();
    assert!(!refused.fine, "{told}");
    let cells: Vec<_> = told["errors"].as_array().unwrap().iter().map(|e| [&e["row"], &e["column"], &e["value"]]).collect();
    assert_eq!(cells, [[&json!(2), &json!("开业日期"), &json!("2026-13-01")], [&json!(3), &json!("门店名称"), &json!("")]], "{told}");
    assert!(told["errors"][0]["reason"].as_str().unwrap().is_ascii(), "{told}");
    assert_eq!(json!([told["rows"], told["created"], told["refused"]]), json!([3, 0, 2]), "{told}");
    // Nothing of it was kept, and the history says what was.
    let missing = run(&["measure", "sales", "--from", "2026-01-01", "--to", "2026-01-31", "--where", "site=S05"], &place.at).await;
    assert!(missing.refused().contains("S05"));
    let history = run(&["audit", "verify"], &place.at).await.answer();
    assert_eq!(history["found"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_site_is_made_by_its_sales_and_a_mistaken_one_is_not() {
    let place = Place::make().await;
    let first = place.file("a.csv", "日期,单品编码,金额\n2026-11-01,I1,10.00\n");
    let done = run(&["import", "sales", &first, "--site", "V1"], &place.at).await.answer();
    assert_eq!(done["created"], json!([{ "dim": "site", "count": 1, "names": ["V1"] }, { "dim": "item", "count": 1, "names": ["I1"] }]));
    let sales = ["measure", "sales", "--from", "2026-11-01", "--to", "2026-11-30", "--where", "site=V1"];
    assert_eq!(run(&sales, &place.at).await.answer()["rows"][0]["value"], "10.00");
    let next = place.file("b.csv", "日期,单品编码,金额\n2026-11-02,I1,5.00\n");
    let told = run(&["import", "sales", &next, "--site", "V2"], &place.at).await.refused();
    assert!(told.contains("已有 V1") && told.contains("there are V1") && told.contains("import site"), "{told}");
    run(&["import", "sales", &next, "--site", "V1"], &place.at).await.answer();
    let more: String = (2..=12).map(|n| format!("V{n:02},店{n},门店\n")).collect();
    run(&["import", "site", &place.file("c.csv", &format!("门店编码,门店名称,类型\n{more}"))], &place.at).await.answer();
    let told = run(&["import", "sales", &next, "--site", "W1"], &place.at).await.refused();
    assert!(told.contains("已有 V02、V03") && told.contains("V1, V10 and more.") && !told.contains("V12"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_sheet_of_a_workbook_is_loaded_by_its_name() {
    let place = Place::make().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, day) in [("1月", "2026-01-05"), ("2月", "2026-02-05")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["日期", "门店", "金额"]).unwrap().write_row(1, 0, [day, "M01", "5"]).unwrap();
    }
    let file = place.folder.path().join("a.xlsx");
    workbook.save(&file).unwrap();
    let file = file.display().to_string();
    let first = run(&["import", "sales", &file], &place.at).await.answer();
    assert_eq!((&first["accepted"], &first["remarks"][0]["code"]), (&json!(1), &json!("sheets")), "{first}");
    run(&["import", "sales", &file, "--sheet", "2月"], &place.at).await.answer();
    let sales = ["measure", "sales", "--from", "2026-01-01", "--to", "2026-12-31", "--by", "month"];
    let months = run(&sales, &place.at).await.answer();
    assert_eq!(months["rows"].as_array().map(Vec::len), Some(2), "{months}");
    let told = run(&["import", "sales", &file, "--sheet", "3月"], &place.at).await.refused();
    assert!(told.contains("3月"), "{told}");
}
