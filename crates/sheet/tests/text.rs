//! Text tables in every encoding people export, with quotes, blank rows and row numbers as Excel counts them.

use encoding_rs::{GB18030, UTF_8};
use proptest::prelude::*;
use sheet::{Blocks, Book, Limits, Records, Row, SheetError, Value};
use std::io::Write;
use std::path::Path;

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// All rows as (number, cells).
fn read(path: &Path) -> Vec<(u64, Vec<String>)> {
    let mut book = Book::open(path, Limits::default()).unwrap();
    let mut rows = book.rows("").unwrap();
    let mut row = Row::default();
    let mut all = Vec::new();
    while rows.next(&mut row).unwrap() {
        all.push((row.number(), row.values().map(|value| value.to_string()).collect()));
    }
    all
}

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn every_usual_encoding_reads_the_same() {
    let text = "日期,单品名称,金额\r\n2023-01-05,四川红香椿,12.50\r\n2023-01-06,\"牛首,生菜\",3\r\n";
    let comma = read(file(text.as_bytes()).path());
    assert_eq!(comma.len(), 3);
    assert_eq!(comma[2], (3, vec!["2023-01-06".into(), "牛首,生菜".into(), "3".into()]));
    let (gb, ..) = GB18030.encode(text);
    let tabs = text.replace("\"牛首,生菜\"", "牛首，生菜").replace(',', "\t").replace('，', ",");
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("utf-8 with a mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("gb18030", gb.into_owned()),
        ("utf-16le with a mark", utf16(text, true, false)),
        ("utf-16be with a mark", utf16(text, true, true)),
        ("utf-16le without a mark", utf16("日期,a,b\r\n", false, false)),
        ("tabs", tabs.clone().into_bytes()),
        ("utf-16le with tabs, as Excel saves Unicode text", utf16(&tabs, true, false)),
        ("semicolons", text.replace("\"牛首,生菜\"", "牛首，生菜").replace(',', ";").replace('，', ",").into_bytes()),
    ];
    for (name, bytes) in ways {
        let rows = read(file(&bytes).path());
        if name == "utf-16le without a mark" {
            assert_eq!(rows[0].1, ["日期", "a", "b"], "{name}");
        } else {
            assert_eq!(rows, comma, "{name}");
        }
    }
}

#[test]
fn chinese_after_a_megabyte_of_ascii_is_still_found() {
    let mut text = "day,code,amount\n".to_string();
    text.push_str(&"2023-01-05,A0001,12.50\n".repeat(60_000));
    text.push_str("2023-01-05,白菜,1\n");
    let (gb, ..) = GB18030.encode(&text);
    let rows = read(file(&gb).path());
    assert_eq!(rows.len(), 60_002);
    assert_eq!(rows.last().unwrap(), &(60_002, vec!["2023-01-05".into(), "白菜".into(), "1".into()]));
}

#[test]
fn rows_are_numbered_as_excel_numbers_them() {
    let text = "a,b\n\n1,\"two\nlines\"\n\n3,\"say \"\"hi\"\"\"\n5\" pipe,x\nlast,";
    let rows = read(file(text.as_bytes()).path());
    let expected: Vec<(u64, Vec<&str>)> = vec![
        (1, vec!["a", "b"]),
        (2, vec![""]),
        (3, vec!["1", "two\nlines"]),
        (4, vec![""]),
        (5, vec!["3", "say \"hi\""]),
        (6, vec!["5\" pipe", "x"]),
        (7, vec!["last", ""]),
    ];
    let rows: Vec<(u64, Vec<&str>)> = rows.iter().map(|(n, cells)| (*n, cells.iter().map(String::as_str).collect())).collect();
    assert_eq!(rows, expected);
    let old = read(file(b"a,b\r1,2\r3,4\r").path());
    assert_eq!(old[2], (3, vec!["3".into(), "4".into()]));
}

#[test]
fn pieces_of_a_large_file_join_without_a_seam() {
    let mut text = "day,item,note\n".to_string();
    for i in 0..200_000 {
        let note = if i % 7 == 0 { format!("\"line {i}\nnext, \"\"quoted\"\"\"") } else { format!("单品{i}") };
        text.push_str(&format!("2023-01-05,{i},{note}\n"));
    }
    let file = file(text.as_bytes());
    let book = Book::open(file.path(), Limits::default()).unwrap();
    let mut blocks = book.blocks().unwrap().unwrap();
    let (mut count, mut pieces) = (0, 0);
    let mut row = Row::default();
    while let Some(block) = blocks.next_block().unwrap() {
        pieces += 1;
        let mut records = Records::new(&block.text, block.first_row, book.layout().unwrap(), book.limits());
        while records.next(&mut row).unwrap() {
            count += 1;
            assert_eq!(row.number(), count);
            if count > 1 {
                assert_eq!(row.get(1), Value::Text(&(count - 2).to_string()));
            }
        }
    }
    assert_eq!(count, 200_001);
    assert!(pieces > 1, "the file is larger than one piece");
}

#[test]
fn limits_are_named_in_the_refusal() {
    let wide = vec!["x"; 10_000].join(",");
    let wide = file(format!("{wide}\n{wide}\n").as_bytes());
    let fault = |limits: Limits, path: &Path| {
        let mut book = match Book::open(path, limits) {
            Ok(book) => book,
            Err(error) => return error,
        };
        let mut rows = book.rows("").unwrap();
        let mut row = Row::default();
        loop {
            match rows.next(&mut row) {
                Ok(true) => {}
                Ok(false) => panic!("nothing was refused"),
                Err(error) => return error,
            }
        }
    };
    assert_eq!(fault(Limits::default(), wide.path()).zh(), "列数超过 1000 列");
    let long = file(format!("a,b\n1,{}\n", "字".repeat(40_000)).as_bytes());
    assert_eq!(fault(Limits::default(), long.path()).zh(), "第 2 行有单元格超过 32767 个字");
    let open_quote = file(format!("a,b\n1,\"{}", "text,\n".repeat(2_000_000)).as_bytes());
    assert!(matches!(fault(Limits::default(), open_quote.path()), SheetError::LongRecord(2)));
    let small = Limits { rows: 2, ..Limits::default() };
    assert_eq!(fault(small, file(b"a\n1\n2\n").path()).en(), "There are more than 2 rows");
    let small = Limits { file_bytes: 3, ..Limits::default() };
    assert!(fault(small, file(b"a\n1\n2\n").path()).en().contains("larger"));
}

proptest! {
    #[test]
    fn records_are_cut_as_the_csv_crate_cuts_them(cells in prop::collection::vec(prop::collection::vec("[a-c\"中,\n ]{0,6}", 3), 1..12)) {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        cells.iter().for_each(|row| writer.write_record(row).unwrap());
        let bytes = writer.into_inner().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let layout = sheet::Layout { encoding: UTF_8, delimiter: b',', terminator: b'\n' };
        let mut records = Records::new(&text, 1, layout, &Limits::default());
        let mut row = Row::default();
        for expected in &cells {
            prop_assert!(records.next(&mut row).unwrap());
            let read: Vec<String> = row.values().map(|value| value.to_string()).collect();
            let expected: Vec<String> = expected.iter().map(|cell| cell.trim().to_string()).collect();
            prop_assert_eq!(read, expected);
        }
        prop_assert!(!records.next(&mut row).unwrap());
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let file = file(&bytes);
        if let Ok(mut book) = Book::open(file.path(), Limits::default()) {
            let sheets = book.sheets();
            let mut row = Row::default();
            for sheet in sheets {
                if let Ok(mut rows) = book.rows(&sheet) {
                    while rows.next(&mut row).unwrap_or(false) {}
                }
            }
        }
    }
}

#[test]
fn blocks_of_a_known_layout_can_be_opened_alone() {
    let file = file("a\tb\n".as_bytes());
    let layout = sheet::Layout::detect(file.path()).unwrap();
    let mut blocks = Blocks::open(file.path(), layout, &Limits::default()).unwrap();
    assert_eq!(blocks.next_block().unwrap().unwrap().text, "a\tb\n");
    assert!(blocks.next_block().unwrap().is_none());
}
