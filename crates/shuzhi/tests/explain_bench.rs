//! `shuzhi explain bench`: cases with known answers, made up here in every layout, and the public ones.

use crate::program::run;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use testkit::real_data;

/// A moment of seven sites, five brands and three channels, all within 2 % of what was expected, but for sites that sold half.
fn moment(timestamp: &str, hit: &[&str]) -> String {
    let mut rows = String::new();
    for number in 0..7 * 5 * 3 {
        let (site, brand, channel) = (format!("M{}", number % 7), number / 7 % 5, number / 35);
        let predict = f64::from(100 + number * 37 % 400);
        let stray = 1.0 + f64::from(number * 29 % 41 - 20) / 1000.0;
        let real = predict * stray * if hit.contains(&site.as_str()) { 0.5 } else { 1.0 };
        writeln!(rows, "{timestamp},{real:.2},{predict},{site},{brand},{channel}").unwrap();
    }
    rows
}

/// Five minutes of requests by city and version; in the last one those that are hit fail.
fn minutes(hit: impl Fn(&str, u32) -> bool) -> String {
    let mut rows = "min,city,version,value,cnt\n".to_owned();
    for minute in 0..5 {
        for (number, city) in ["杭州", "南京", "苏州", "宁波", "无锡", "温州"].into_iter().enumerate() {
            for version in 0..4 {
                let count = 300 + 41 * number as u32 + 60 * version;
                let bad = 3 + (number as u32 + version + minute) % 4 + if minute == 4 && hit(city, version) { count / 2 } else { 0 };
                writeln!(rows, "{},{city},{version},{bad},{count}", 1_700_000_000 + 60 * minute).unwrap();
            }
        }
    }
    rows
}

/// Three sets: one table with two moments, a table for each moment, and minutes of rates.
fn write_cases(folder: &Path) {
    let columns = "timestamp,real,predict,site,b,channel\n";
    let set = "timestamp,set\n1,site=M2\n2,site=M1;site=M4\n";
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("one_table/ads.injection_info.csv", set);
    write("one_table/ads.csv", &[columns, &moment("1", &["M2"]), &moment("2", &["M1", "M4"])].concat());
    write("tables/injection_info.csv", set);
    write("tables/1.csv", &[columns, &moment("1", &["M2"])].concat());
    write("tables/2.csv", &[columns, &moment("2", &["M1", "M4"])].concat());
    let one = "- data: one\n  timestamp: 1700000240\n  cause:\n    city: 苏州\n";
    let two = "- data: two\n  timestamp: 1700000240\n  cause:\n    - city: 苏州\n    - version: 2\n      city: 温州\n";
    write("rates/anomaly.yaml", &[one, two].concat());
    write("rates/one.csv", &minutes(|city, _| city == "苏州"));
    write("rates/two.csv", &minutes(|city, version| city == "苏州" || (city == "温州" && version == 2)));
}

/// The scores of a set without its times.
fn told(set: &Value) -> Value {
    assert!(set["seconds_per_fault"].as_f64().unwrap() <= set["seconds_max"].as_f64().unwrap(), "{set}");
    json!([set["set"], set["faults"], set["tp"], set["fp"], set["fn"], set["f1"]])
}

#[tokio::test]
async fn causes_that_were_put_in_are_found_in_every_layout_and_no_house_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let at = ["--data".to_owned(), nowhere.display().to_string()];
    let cases = folder.path().join("cases");
    write_cases(&cases);
    let all = run(&["explain", "bench", cases.to_str().unwrap()], &at).await.answer();
    let sets: Vec<Value> = all["sets"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(json!(sets), json!([["one_table", 2, 3, 0, 0, 1.0], ["rates", 2, 3, 0, 0, 1.0], ["tables", 2, 3, 0, 0, 1.0]]));
    let one = run(&["explain", "bench", cases.join("tables").to_str().unwrap()], &at).await.answer();
    assert_eq!(one["sets"].as_array().unwrap().iter().map(told).collect::<Vec<_>>(), [json!(["tables", 2, 3, 0, 0, 1.0])]);
    assert!(!nowhere.exists(), "nothing was made");
}

#[tokio::test]
async fn a_cause_that_is_not_there_is_a_miss_and_what_is_named_instead_a_false_alarm() {
    let folder = tempfile::tempdir().unwrap();
    write_cases(folder.path());
    // Numbers stand for labels: 3 in column b is b3. Attributes may be written in any order.
    let list = "timestamp,set\n1, site=M2 ; channel=channel1 & b=b3\n2,site=M4\n";
    std::fs::write(folder.path().join("tables/injection_info.csv"), list).unwrap();
    let scored = run(&["explain", "bench", folder.path().join("tables").to_str().unwrap()], &[]).await.answer();
    assert_eq!(told(&scored["sets"][0]), json!(["tables", 2, 2, 1, 1, 0.667]));
}

#[tokio::test]
async fn cases_that_cannot_be_read_are_told_in_one_sentence_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let table = "timestamp,real,predict,site\n1,5,5,M1\n";
    for (number, (file, text, said)) in [
        (
            "tables/injection_info.csv",
            "timestamp,set\n3,site=M1\n",
            ["找不到表格 3.parquet 或 3.csv", "there is no table 3.parquet or 3.csv"],
        ),
        ("tables/injection_info.csv", "timestamp,causes\n1,site=M1\n", ["缺少 set 列", "there is no column set"]),
        ("tables/injection_info.csv", "timestamp,set\n1,\n", ["时刻 1", "it names no cause"]),
        ("tables/injection_info.csv", "timestamp,set\n1,site=M1&floor=2\n", ["原因 floor=2", "the cause floor=2 is no column"]),
        ("tables/injection_info.csv", "timestamp,set\n", ["清单没有案例", "name no case"]),
        ("tables/1.csv", "timestamp,real,site\n1,5,M1\n", ["缺少 predict 列", "there is no column predict"]),
        ("tables/1.csv", &table.replace("5,5", "5,five"), ["第 2 行的 predict 不是数字：five", "row 2: predict is not a number: five"]),
        ("tables/1.csv", &table.replace("5,5", "5"), ["第 2 行的格数", "row 2 has not as many cells"]),
        ("one_table/ads.injection_info.csv", "timestamp,set\n9,site=M1\n", ["没有时刻 9", "no moment 9"]),
        ("rates/anomaly.yaml", "- data: one\n  cause: {city: 苏州}\n", ["每个案例应有", "every case needs data, timestamp"]),
        ("rates/anomaly.yaml", "- data: one\n  timestamp: 1\n  cause: 苏州\n", ["第 3 行看不懂", "line 3 is not understood"]),
        ("rates/anomaly.yaml", "- data: three\n  timestamp: 1\n  cause: {city: 苏州}\n", ["找不到这个文件", "three.csv"]),
        ("rates/anomaly.yaml", "- data: one\n  timestamp: 1\n  cause: {city: 苏州}\n", ["时刻 1 ", "nothing at 1,"]),
        ("rates/anomaly.yaml", "[]", ["清单没有案例", "name no case"]),
        ("rates/one.csv", "min,city,value\n1700000240,苏州,1\n", ["缺少 cnt 列", "there is no column cnt"]),
        ("rates/one.csv", "min,city,value,cnt\n1700000240,苏州,some,9\n", ["第 2 行的 value", "row 2: value is not a number: some"]),
    ]
    .into_iter()
    .enumerate()
    {
        let cases = folder.path().join(number.to_string());
        write_cases(&cases);
        std::fs::write(cases.join(file), text).unwrap();
        let set = cases.join(file.split('/').next().unwrap());
        let told = run(&["explain", "bench", set.to_str().unwrap()], &[]).await.refused();
        assert!(said.iter().all(|words| told.contains(words)) && told.contains(set.to_str().unwrap()), "{file} {text}: {told}");
    }
    let empty = tempfile::tempdir().unwrap();
    let nowhere = empty.path().join("nowhere");
    for (folder, said) in [(empty.path(), "should hold injection_info.csv or anomaly.yaml"), (&nowhere, "the folder cannot be read")] {
        let told = run(&["explain", "bench", folder.to_str().unwrap()], &[]).await.refused();
        assert!(told.contains(said) && told.contains(folder.to_str().unwrap()), "{told}");
    }
}

#[tokio::test]
async fn the_public_cases_are_answered_as_well_as_promised() {
    let Some(data) = real_data() else { return };
    let folder = data.join("../benchmarks/explain");
    if !folder.is_dir() {
        println!("skipped: there are no public cases at {}", folder.display());
        return;
    }
    let scored = run(&["explain", "bench", folder.to_str().unwrap()], &[]).await.answer();
    let sets = scored["sets"].as_array().unwrap();
    for (name, faults, goal) in [("B0_20", 180, 0.97), ("S_18", 18, 0.80), ("RS_72", 72, 0.60)] {
        let set = sets.iter().find(|set| set["set"] == name).unwrap_or_else(|| panic!("no {name}: {scored}"));
        assert!(set["faults"] == faults && set["f1"].as_f64().unwrap() >= goal, "{set}");
    }
}
