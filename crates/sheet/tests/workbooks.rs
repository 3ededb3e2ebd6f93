//! Workbooks as they come: new and old Excel, dates of both calendars, merged titles, and files that must be refused.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sheet::{Book, Limits, Row, SheetError, heading, total_row};
use std::io::{Cursor, Read, Write};
use std::path::Path;

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn read(path: &Path, sheet: &str) -> Result<Vec<(u64, Vec<String>)>, SheetError> {
    let mut book = Book::open(path, Limits::default())?;
    let mut rows = book.rows(sheet)?;
    let mut row = Row::default();
    let mut all = Vec::new();
    while rows.next(&mut row)? {
        all.push((row.number(), row.values().map(|value| value.to_string()).collect()));
    }
    Ok(all)
}

/// A daily report as a cash register system prints it: a title, merged titles, a gap, a subtotal, a total.
fn report() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("日报").unwrap();
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 4, "云汇广场销售日报", &bold).unwrap();
    sheet.write(1, 0, "制表：小王").unwrap();
    sheet.merge_range(2, 0, 3, 0, "日期", &bold).unwrap();
    sheet.merge_range(2, 1, 3, 1, "单品", &bold).unwrap();
    sheet.merge_range(2, 2, 2, 4, "销售", &bold).unwrap();
    for (column, title) in [(2, "数量 "), (3, "金额（元）"), (4, "时间")] {
        sheet.write(3, column, title).unwrap();
    }
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let time = Format::new().set_num_format("hh:mm:ss");
    sheet.write_with_format(4, 0, ExcelDateTime::from_ymd(2023, 1, 5).unwrap(), &day).unwrap();
    sheet.write(4, 1, "白菜").unwrap().write(4, 2, 0.396).unwrap().write(4, 3, 3.01).unwrap();
    sheet.write_with_format(4, 4, ExcelDateTime::from_hms(9, 15, 7).unwrap(), &time).unwrap();
    sheet.write(6, 0, "小计").unwrap().write(6, 2, 0.396).unwrap().write(6, 3, 3.01).unwrap();
    sheet.write(7, 0, "2023/1/6").unwrap().write(7, 1, "苋菜").unwrap().write(7, 2, 11.475999999999999).unwrap();
    sheet.write_formula(7, 3, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(8, 0, "合 计：").unwrap().write(8, 3, 3.01).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_printed_report_is_understood() {
    let file = file(&report());
    let mut book = Book::open(file.path(), Limits::default()).unwrap();
    assert_eq!(book.sheets(), ["日报"]);
    let heading = heading::find(&mut book.rows("日报").unwrap(), "日报").unwrap();
    let names: Vec<&str> = heading.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!((heading.row, names), (4, vec!["日期", "单品", "数量", "金额(元)", "时间"]));
    let rows = read(file.path(), "日报").unwrap();
    let data: Vec<_> = rows.iter().filter(|(number, _)| *number > heading.row).collect();
    assert_eq!(data[0], &(5, ["2023-01-05", "白菜", "0.396", "3.01", "09:15:07"].map(String::from).to_vec()));
    assert_eq!(data[2].1[2], "11.475999999999999");
    assert_eq!(data[2].1[3], "#DIV/0!");
    let mut rows = book.rows("日报").unwrap();
    let mut row = Row::default();
    let mut totals = Vec::new();
    while rows.next(&mut row).unwrap() {
        totals.extend(total_row(&row, 5).map(|word| (row.number(), word)));
    }
    assert_eq!(totals, [(7, "小计".to_string()), (9, "合 计:".to_string())]);
    drop(rows);
    let chosen = heading::at(&mut book.rows("日报").unwrap(), 4, "日报").unwrap();
    assert_eq!(chosen.row, 4);
}

#[test]
fn a_cell_merged_over_rows_holds_for_each_of_them() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("日报").unwrap();
    let plain = Format::new();
    sheet.write_row(0, 0, ["日期", "门店", "单品", "金额"]).unwrap();
    sheet.merge_range(1, 0, 5, 0, "2026-11-01", &plain).unwrap();
    sheet.merge_range(1, 1, 2, 1, "云汇广场", &plain).unwrap();
    sheet.merge_range(1, 3, 2, 3, "", &plain).unwrap();
    sheet.write(1, 3, 7).unwrap().write(1, 2, "茶").unwrap().write(2, 2, "糕").unwrap();
    sheet.write_row(3, 1, ["江月天地", "茶"]).unwrap().write(3, 3, 5).unwrap();
    sheet.merge_range(7, 0, 7, 3, "以上为当日数据", &plain).unwrap();
    let file = file(&workbook.save_to_buffer().unwrap());
    let texts = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let rows: Vec<_> = read(file.path(), "日报").unwrap().into_iter().filter(|(number, _)| *number > 1).collect();
    assert_eq!(
        rows[..3],
        [
            (2, texts(&["2026-11-01", "云汇广场", "茶", "7"])),
            (3, texts(&["2026-11-01", "云汇广场", "糕", "7"])),
            (4, texts(&["2026-11-01", "江月天地", "茶", "5"])),
        ]
    );
    // Over columns it stands once, and behind its last row no more.
    assert_eq!(rows.last().unwrap(), &(8, texts(&["以上为当日数据"])));
    let mut book = Book::open(file.path(), Limits::default()).unwrap();
    let (mut rows, mut row) = (book.rows("日报").unwrap(), Row::default());
    while rows.next(&mut row).unwrap() {
        let covered: Vec<usize> = (0..4).filter(|column| row.is_covered(*column)).collect();
        let expected: &[usize] = match row.number() {
            3 => &[0, 1, 3],
            4..=6 => &[0],
            _ => &[],
        };
        assert_eq!((covered.as_slice(), row.is_empty()), (expected, row.number() == 5 || row.number() == 6), "row {}", row.number());
    }
    drop(rows);
    let mut bare = book.bare_rows("日报").unwrap();
    while bare.next(&mut row).unwrap() {
        assert!((0..4).all(|column| !row.is_covered(column)));
    }
}

/// Rewrites one part of a workbook.
fn patched(workbook: &[u8], part: &str, patch: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let text = if name == part { patch(text) } else { text };
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn old_macintosh_workbooks_count_days_from_1904() {
    let mac = patched(&report(), "xl/workbook.xml", |text| text.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    let rows = read(file(&mac).path(), "日报").unwrap();
    let day = &rows.iter().find(|(number, _)| *number == 5).unwrap().1[0];
    assert_eq!(day, "2027-01-06", "1,462 days after the same number in the 1900 calendar");
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let whole = report();
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    locked.create_stream("/EncryptedPackage").unwrap().write_all(&[7; 9000]).unwrap();
    let locked = locked.into_inner().into_inner();
    let mut word = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    word.create_stream("/WordDocument").unwrap().write_all(&[7; 9000]).unwrap();
    let word = word.into_inner().into_inner();
    let junk: Vec<u8> = (0..5000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("cut off", whole[..whole.len() / 2].to_vec(), "损坏"),
        ("password", locked, "密码"),
        ("web page", "<html><table><tr><td>日期</td></tr></table></html>".into(), "另存为 xlsx"),
        ("web page with a mark", "\u{feff}  <!DOCTYPE html>\n<html></html>".into(), "网页"),
        ("xml", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>".into(), "XML"),
        ("empty", vec![], "空"),
        ("white space", b"\xef\xbb\xbf \r\n ".to_vec(), "空"),
        ("junk", junk, "不是表格"),
        ("word", word, "Office 97"),
        ("pdf", b"%PDF-1.7 ...".to_vec(), "PDF"),
    ];
    for (name, bytes, word) in cases {
        match Book::open(file(&bytes).path(), Limits::default()) {
            Ok(book) => panic!("{name} was opened as {:?}", book.format()),
            Err(error) => assert!(error.zh().contains(word), "{name}: {} / {}", error.zh(), error.en()),
        }
    }
    let cut_sheet = patched(&whole, "xl/worksheets/sheet1.xml", |text| text[..text.len() / 2].to_string());
    assert!(matches!(read(file(&cut_sheet).path(), "日报"), Err(SheetError::Damaged(_))));
    assert!(matches!(read(file(&whole).path(), "nowhere"), Err(SheetError::NoSheet(_))));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = patched(&report(), "xl/worksheets/sheet1.xml", |text| {
        text.replace("<sheetData>", &format!("<sheetData>{}", " ".repeat(100 << 20)))
    });
    assert!(bomb.len() < 2 << 20);
    assert!(matches!(Book::open(file(&bomb).path(), Limits::default()), Err(SheetError::Over(_))));
    let texts = patched(&report(), "xl/sharedStrings.xml", |text| text + &" ".repeat(10 << 20));
    let small = Limits { resident_bytes: 4 << 20, ..Limits::default() };
    assert!(matches!(Book::open(file(&texts).path(), small), Err(SheetError::Over(_))));
}

#[test]
fn columns_far_to_the_right_are_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "日期").unwrap().write(0, 9_999, "x").unwrap();
    let error = read(file(&workbook.save_to_buffer().unwrap()).path(), "Sheet1").unwrap_err();
    assert_eq!(error.en(), "There are more than 1000 columns");
}

/// A record of an old workbook.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
}

/// The smallest old workbook: one sheet, texts and numbers.
fn old_workbook() -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&[0, 6], &kind.to_le_bytes()[..], &[0; 12]].concat());
    let eof = record(0x000a, &[]);
    let name = b"Sheet1";
    let bound = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, name.len() as u8, 0], name].concat());
    let globals = [bof(5), bound(0), eof.clone()].concat().len() as u32;
    let place = |row: u16, column: u16| [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    let label = |row, column, text: &str| {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = (wide.len() as u16 / 2).to_le_bytes();
        record(0x0204, &[&place(row, column)[..], &length, &[1], &wide].concat())
    };
    let number = |row, column, value: f64| record(0x0203, &[&place(row, column)[..], &value.to_le_bytes()].concat());
    let cells = [label(0, 0, "单品"), label(0, 1, "金额"), label(2, 0, "白菜"), number(2, 1, 12.35)].concat();
    let dimensions = record(0x0200, &[&[0; 4][..], &3_u32.to_le_bytes(), &[0, 0], &2_u16.to_le_bytes(), &[0, 0]].concat());
    let stream = [bof(5), bound(globals), eof.clone(), bof(0x10), dimensions, cells, eof].concat();
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    // Streams under 4,096 bytes are kept apart in such files; real workbooks are larger.
    let padded = [stream, vec![0; 5000]].concat();
    file.create_stream("/Workbook").unwrap().write_all(&padded).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn old_workbooks_are_read_by_content_whatever_their_name() {
    let mut named = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    named.write_all(&old_workbook()).unwrap();
    let book = Book::open(named.path(), Limits::default()).unwrap();
    assert_eq!((book.format().name(), book.sheets()), ("xls", vec!["Sheet1".to_string()]));
    let rows = read(named.path(), "Sheet1").unwrap();
    assert_eq!(rows[0], (1, vec!["单品".into(), "金额".into()]));
    assert_eq!(rows.last().unwrap(), &(3, vec!["白菜".into(), "12.35".into()]));
    let small = Limits { xls_bytes: 100, ..Limits::default() };
    assert!(matches!(Book::open(named.path(), small), Err(SheetError::Over(_))));
}
