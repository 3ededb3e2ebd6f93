//! Looking at a file before it is loaded.

use crate::made::{Made, SCAN_TITLES, go_on, source};
use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use warehouse::load::{InspectOptions, Names, Unknown};
use warehouse::query::Atom;
use warehouse::{Target, WarehouseError};

#[tokio::test]
async fn a_file_in_gb18030_is_understood() {
    let made = Made::new().await;
    let lines = "2020-07-01,09:15:07.924,102900005117056,0.396,7.60,销售,否\n\
                 2020-07-01,09:17:27.295,102900005115960,-0.849,3.20,退货,否\n\
                 2020-07-05,09:17:27.295,102900005115960,x,3.20,销售,是\n";
    let text = format!("{SCAN_TITLES}{lines}");
    let (gb, ..) = GB18030.encode(&text);
    let file = made.file("scans.csv", &gb);
    let seen = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
    assert_eq!((seen.format, seen.encoding, seen.header_row), ("csv", Some("gb18030"), 1));
    assert_eq!(seen.missing, [Target::Site]);
    assert_eq!((seen.counts.rows, seen.counts.accepted, seen.counts.refused), (3, 2, 1));
    let quantity = seen.columns.iter().find(|column| column.header == "销量(千克)").unwrap();
    assert_eq!((quantity.samples.join(" ").as_str(), quantity.targets.as_slice()), ("0.396 -0.849 x", &[Target::Quantity][..]));
    let first: Vec<String> = seen.preview[0].iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        first.join(" "),
        "item=102900005117056 day=2020-07-01 hour=9 quantity=0.396 amount=3.01 returned=false promotion=false line=2"
    );
    let refusal = &seen.refusals[0];
    assert_eq!((refusal.row, refusal.column.as_deref(), refusal.value.as_str()), (4, Some("销量(千克)"), "x"));
    assert_eq!(seen.period.unwrap().1.to_string(), "2020-07-01");
    assert_eq!(seen.total.amount.to_string(), "0.29");
    // With the site said and the fault allowed, the profile loads as it was shown.
    let mut profile = seen.profile.clone();
    profile.constants.insert(Target::Site, "M01".into());
    let options = warehouse::load::LoadOptions { skip_refused: true, ..source("pos") };
    let loaded = made.load(&file, &profile, &options).await.unwrap();
    assert_eq!((loaded.total.amount.to_string().as_str(), loaded.counts.accepted), ("0.29", 2));
    let options = InspectOptions { profile: Some(profile), source: "pos".into(), ..InspectOptions::default() };
    let again = made.warehouse.inspect(&file, &options, &go_on).await.unwrap();
    assert_eq!((again.already, again.confidence), (Some(loaded.batch), 100));
}

#[tokio::test]
async fn the_right_sheet_of_a_workbook_is_found() {
    let made = Made::new().await;
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet().set_name("说明").unwrap();
    notes.write(0, 0, "姓名").unwrap().write(0, 1, "电话").unwrap().write(1, 0, "王").unwrap().write(1, 1, "x").unwrap();
    let sheet = workbook.add_worksheet().set_name("销售").unwrap();
    sheet.write(0, 0, "云汇广场日销售").unwrap();
    for (column, title) in ["日期", "门店编码", "专柜", "销售额（元）", "交易笔数"].into_iter().enumerate() {
        sheet.write(2, column as u16, title).unwrap();
    }
    let day = Format::new().set_num_format("yyyy/m/d");
    for row in 3..6 {
        sheet.write_with_format(row, 0, ExcelDateTime::from_ymd(2026, 11, row as u8).unwrap(), &day).unwrap();
        sheet.write(row, 1, "M01").unwrap().write(row, 2, "B1-03").unwrap();
        sheet.write(row, 3, 100.1).unwrap().write(row, 4, 7).unwrap();
    }
    sheet.write(6, 0, "合计").unwrap().write(6, 3, 300.3).unwrap();
    let file = made.file("日报.xlsx", workbook.save_to_buffer().unwrap());
    let seen = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
    assert_eq!((seen.sheet.as_str(), seen.header_row, seen.profile.sheet.as_deref()), ("销售", 3, Some("销售")));
    assert!(seen.missing.is_empty() && seen.confidence >= 80, "{:?} {}", seen.missing, seen.confidence);
    assert_eq!((seen.counts.accepted, seen.counts.totals, seen.total.amount.to_string().as_str()), (3, 1, "300.30"));
    let loaded = made.load(&file, &seen.profile, &source("report")).await.unwrap();
    assert_eq!(loaded.total.amount, seen.total.amount);
}

#[tokio::test]
async fn what_was_guessed_is_told() {
    let made = Made::new().await;
    let table =
        |days: &[&str]| days.iter().map(|day| format!("{day},M01,1\n")).fold("日期,门店,金额\n".to_owned(), |all, line| all + &line);
    for (days, told) in [
        (&["05/01/2026", "05/01/2026"][..], Some(("05/01/2026", "2026-01-05", "2026-05-01"))),
        (&["01/01/2026", "02/03/2026"], Some(("02/03/2026", "2026-03-02", "2026-02-03"))),
        (&["05/01/2026", "25/01/2026"], None),
        (&["01/05/2026", "01/25/2026"], None),
        (&["2026-01-05"], None),
    ] {
        let file = made.file("a.csv", table(days));
        let seen = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
        let doubt = seen.doubts.day.map(|day| (day.written, day.read.to_string(), day.other.to_string()));
        assert_eq!(doubt, told.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())), "{days:?}");
    }
    let mut workbook = Workbook::new();
    for (name, titles) in [("1月", ["日期", "门店", "金额"]), ("2月", ["日期", "门店", "金额"]), ("说明", ["姓名", "电话", "备注"])]
    {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, titles).unwrap().write_row(1, 0, ["2026-01-05", "M01", "1"]).unwrap();
    }
    let file = made.file("a.xlsx", workbook.save_to_buffer().unwrap());
    let first = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
    assert_eq!((first.sheet.as_str(), first.doubts.sheets.as_slice()), ("1月", &["2月".to_owned()][..]));
    let profile = warehouse::load::Profile { sheet: Some("2月".into()), ..first.profile };
    let second =
        made.warehouse.inspect(&file, &InspectOptions { profile: Some(profile), ..InspectOptions::default() }, &go_on).await.unwrap();
    assert_eq!((second.sheet.as_str(), second.doubts.sheets.as_slice()), ("2月", &["1月".to_owned()][..]));
}

#[tokio::test]
async fn a_merged_day_holds_for_its_rows_and_a_merged_amount_counts_once() {
    let made = Made::new().await;
    let mut workbook = Workbook::new();
    let (sheet, plain) = (workbook.add_worksheet(), Format::new());
    sheet.write_row(0, 0, ["日期", "门店", "单品", "数量", "单价", "金额"]).unwrap();
    sheet.merge_range(1, 0, 3, 0, "2026-11-01", &plain).unwrap();
    sheet.merge_range(1, 1, 3, 1, "M01", &plain).unwrap();
    sheet.merge_range(1, 4, 3, 4, "", &plain).unwrap();
    sheet.merge_range(1, 5, 2, 5, "", &plain).unwrap();
    sheet.write(1, 4, 3).unwrap().write(1, 5, 10).unwrap();
    for row in 1..=3 {
        sheet.write(row, 2, format!("I{row}")).unwrap().write(row, 3, 2).unwrap();
    }
    let file = made.file("a.xlsx", workbook.save_to_buffer().unwrap());
    let seen = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
    // Ten once for two rows, and then two at three: the price is one for all rows, the amount is not.
    assert_eq!((seen.counts.accepted, seen.counts.refused, seen.total.amount.to_string().as_str()), (3, 0, "16.00"), "{:?}", seen.refusals);
}

#[tokio::test]
async fn what_is_merged_and_added_up_counts_once_whatever_else_could_tell_it() {
    let cases: [(&[&str], &[&str], &str); 4] = [
        (&["日期", "门店", "金额"], &["金额"], "amount 10.00 lines 2"),
        (&["日期", "门店", "金额", "数量", "成本", "进价"], &["成本"], "amount 20.00 lines 2 cost 10.00"),
        (&["日期", "门店", "金额", "小票数"], &["小票数"], "amount 20.00 lines 2 tickets 10"),
        (&["日期", "门店", "客流"], &["客流"], "visitors 10"),
    ];
    for (titles, merged, told) in cases {
        let made = Made::new().await;
        let mut workbook = Workbook::new();
        let (sheet, plain) = (workbook.add_worksheet(), Format::new());
        for (column, title) in (0..).zip(titles.iter().copied()) {
            sheet.write(0, column, title).unwrap();
            if merged.contains(&title) {
                sheet.merge_range(1, column, 2, column, "", &plain).unwrap();
            }
            for row in [1, 2].into_iter().filter(|row| *row == 1 || !merged.contains(&title)) {
                match title {
                    "日期" => sheet.write(row, column, "2026-11-01").unwrap(),
                    "门店" => sheet.write(row, column, "M01").unwrap(),
                    _ => sheet.write(row, column, 10).unwrap(),
                };
            }
        }
        let file = made.file("a.xlsx", workbook.save_to_buffer().unwrap());
        let seen = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
        assert_eq!(seen.counts.refused, 0, "{titles:?}: {:?}", seen.refusals);
        made.load(&file, &seen.profile, &source("report")).await.unwrap();
        let words: Vec<&str> = told.split(' ').collect();
        for pair in words.chunks(2) {
            let atom = match pair[0] {
                "amount" => Atom::Amount,
                "lines" => Atom::Lines,
                "cost" => Atom::Cost,
                "tickets" => Atom::Tickets,
                _ => Atom::Visitors,
            };
            assert_eq!(made.total(&[atom]).await, [Some(pair[1].to_owned())], "{titles:?} {}", pair[0]);
        }
    }
}

#[tokio::test]
async fn unknown_names_are_counted_by_dimension() {
    let made = Made::new().await;
    let file = made.file("a.csv", "日期,门店,品牌,销售额\n2026-11-01,M01,蓝山,1\n2026-11-01,M01,云水,2\n2026-11-02,M09,云水,4\n");
    let names = |codes: &[&str]| Names {
        known: codes.iter().map(|code| (code.to_string(), code.to_string())).collect(),
        unknown: Unknown::Create,
        ..Names::default()
    };
    let directory = [(Target::Site, names(&["M01"])), (Target::Brand, names(&["蓝山"]))].into();
    let options = InspectOptions { directory, ..InspectOptions::default() };
    let seen = made.warehouse.inspect(&file, &options, &go_on).await.unwrap();
    assert_eq!(seen.unknown, [(Target::Site, "M09".to_string(), 1), (Target::Brand, "云水".to_string(), 2)]);
}

#[tokio::test]
async fn what_is_no_table_of_facts_is_said_to_be_none() {
    let made = Made::new().await;
    let file = made.file("a.csv", "姓名,电话\n王,x\n");
    let seen = made.warehouse.inspect(&file, &InspectOptions::default(), &go_on).await.unwrap();
    assert_eq!((seen.confidence, seen.counts.rows), (0, 0));
    assert_eq!(seen.missing, [Target::Day, Target::Site, Target::Amount]);
    let page = made.file("b.xls", "<html><body><table></table></body></html>");
    let error = made.warehouse.inspect(&page, &InspectOptions::default(), &go_on).await.unwrap_err();
    assert!(matches!(error, WarehouseError::Sheet(_)));
    assert!(error.zh().contains("另存为 xlsx"));
}
