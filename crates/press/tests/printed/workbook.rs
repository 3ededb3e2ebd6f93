//! The workbook holds numbers as numbers and text as text, whatever the text begins with.

use crate::sample;
use calamine::{Data, Reader, Xlsx};
use press::{Cell, Column, Document, Kind, Language, Row, Section, Table};
use rust_decimal::Decimal;
use std::io::Cursor;

fn open(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(press::xlsx(document).unwrap())).unwrap()
}

fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn there_is_a_sheet_for_the_figures_and_one_for_every_table_and_chart() {
    let mut book = open(&sample::report(Language::Zh));
    assert_eq!(
        book.sheet_names(),
        [
            "主要数字",
            "近 13 个月销售额",
            "分渠道销售",
            "销售为什么少了 418 万元",
            "每日客流",
            "各业态比 10 月多卖与少卖",
            "各楼层目标完成率",
            "各楼层销售，与上月和去年同期",
            "楼层目标与实际",
            "店铺销售明细",
            "欠款集中在谁",
            "少数品牌撑起多少销售",
            "下一步",
            "口径",
        ]
    );
    let figures = cells(&mut book, "主要数字");
    let sales = figures.iter().find(|row| row[0] == Data::String("销售额".into())).unwrap();
    assert_eq!(sales[1], Data::Float(68_420_000.0));
    assert_eq!(sales[2], Data::String("6,842 万元".into()));
    assert_eq!(sales[5], Data::String("柜台、主力店、餐饮与小程序成交金额，减退货，含税".into()));
    let shops = cells(&mut book, "店铺销售明细");
    assert_eq!(shops.len(), 2 + 1 + 72 + 1);
    assert_eq!(shops[3][3], Data::Float(2_480_000.0));
    assert_eq!(shops[3][7], Data::Float(-0.12), "a share is a number, not text");
    let trend = cells(&mut book, "近 13 个月销售额");
    assert_eq!(trend[2][1..3], [Data::String("本年".into()), Data::String("上年同月".into())]);
    assert_eq!(trend[15][1], Data::Float(68_420_000.0));
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let texts = ["=1+1", "+SUM(A1)", "-2", "@cmd", "=HYPERLINK(\"http://x\",\"y\")", "\t=1", "\r=1", "'=1"];
    let columns = vec![Column { title: "=A1".into(), kind: Kind::Money, align: None }];
    let rows = texts.map(|text| Row { total: false, cells: vec![Cell::text(text)] }).to_vec();
    let table = Table { title: "=cmd|' /C calc'!A0".into(), columns, rows, ..Table::default() };
    let section = Section { blocks: vec![press::Block::Table(table)], ..Section::default() };
    let document = Document { title: "=title".into(), lead: vec!["@lead".into()], sections: vec![section], ..Document::default() };
    let mut book = open(&document);
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet} has a formula");
    }
    let sheet = book.sheet_names()[1].clone();
    let read = cells(&mut book, &sheet);
    assert_eq!(read[2][0], Data::String("=A1".into()));
    let kept: Vec<String> = read[3..].iter().map(|row| row[0].to_string()).collect();
    assert_eq!(kept, ["=1+1", "+SUM(A1)", "-2", "@cmd", "=HYPERLINK(\"http://x\",\"y\")", " =1", "\n=1", "'=1"]);
}

#[test]
fn a_number_too_long_for_excel_is_kept_digit_by_digit() {
    let value: Decimal = "12345678901234567.89".parse().unwrap();
    let cell = Cell::number("12,345,678,901,234,567.89", value);
    let table = Table {
        columns: vec![Column { title: "金额".into(), kind: Kind::Money, align: None }],
        rows: vec![Row { total: false, cells: vec![cell] }],
        ..Table::default()
    };
    let section = Section { blocks: vec![press::Block::Table(table)], ..Section::default() };
    let mut book = open(&Document { sections: vec![section], ..Document::default() });
    assert_eq!(cells(&mut book, "表")[3][0], Data::String("12,345,678,901,234,567.89".into()));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::report(Language::Zh);
    assert!(press::xlsx(&document).unwrap() == press::xlsx(&document).unwrap());
}
