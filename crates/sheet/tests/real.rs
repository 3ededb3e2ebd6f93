//! Real tables of a supermarket and of an online shop, when they are at hand.

use rust_decimal::Decimal;
use sheet::{Book, Limits, Row, heading, value};
use std::path::PathBuf;

/// The folder of real data; tests that need it are skipped without it.
fn shared() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("SHUZHI_SHARED").map_or(beside, PathBuf::from).join("data");
    if !folder.is_dir() {
        println!("skipped: there is no real data at {}", folder.display());
        return None;
    }
    Some(folder)
}

/// Titles, number of data rows, and the sum of a column.
fn summary(path: PathBuf, sum_of: Option<&str>) -> (Vec<String>, usize, Decimal) {
    let mut book = Book::open(&path, Limits::default()).unwrap();
    // The last sheet: one of the workbooks has a summary before its table.
    let sheet = book.sheets().pop().unwrap();
    let heading = heading::find(&mut book.rows(&sheet).unwrap(), &sheet).unwrap();
    let column = sum_of.map(|name| heading.columns.iter().find(|column| column.name == name).unwrap().index);
    let mut rows = book.rows(&sheet).unwrap();
    let mut row = Row::default();
    let (mut count, mut sum) = (0, Decimal::ZERO);
    while rows.next(&mut row).unwrap() {
        if row.number() > heading.row && !row.is_empty() {
            count += 1;
            sum += column.and_then(|column| value::number(row.get(column)).unwrap()).unwrap_or_default();
        }
    }
    (heading.columns.into_iter().map(|column| column.name).collect(), count, sum)
}

#[test]
fn master_data_of_the_supermarket() {
    let Some(data) = shared() else { return };
    let folder = data.join("cumcm2023c");
    let (titles, rows, _) = summary(folder.join("附件1.xlsx"), None);
    assert_eq!((titles.join("|").as_str(), rows), ("单品编码|单品名称|分类编码|分类名称", 251));
    // The workbook and the text table of the same prices agree to the last digit.
    let book = summary(folder.join("附件3.xlsx"), Some("批发价格(元/千克)"));
    let text = summary(folder.join("annex3_Sheet1.csv"), Some("批发价格(元/千克)"));
    assert_eq!(book.1, 55_982);
    assert_eq!(book, text);
    assert_eq!(summary(folder.join("附件4.xlsx"), Some("损耗率(%)")).1, 251);
}

#[test]
fn orders_of_the_online_shop() {
    let Some(data) = shared() else { return };
    let (titles, rows, paid) = summary(data.join("tmall_orders_2020/tmall_order_report.csv"), Some("买家实际支付金额"));
    assert_eq!(titles[3], "收货地址");
    assert_eq!((rows, paid.to_string().as_str()), (28_010, "1902487.15"));
}
