//! A monthly operations report of an invented mall, in both languages, for trials and tests.

mod floors;
mod money;
mod reasons;
mod result;
mod shops;

use chrono::NaiveDate;
use press::{Align, Block, Cell, Column, Document, Fact, Kind, Language, Row, Section, Table};
use rust_decimal::Decimal;

/// Chooses between the two languages of a text.
#[derive(Clone, Copy)]
pub struct Tongue(pub Language);

impl Tongue {
    pub fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.0 {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

/// The whole report.
pub fn report(language: Language) -> Document {
    let t = Tongue(language);
    Document {
        language,
        title: t.say("云汇广场 2026 年 11 月营业报告", "Yunhui Plaza: operations report, November 2026").into(),
        subtitle: t.say("11 月 1–22 日，对比 10 月同期与去年同期", "1–22 November, against October and last year").into(),
        company: t.say("云汇商业集团", "Yunhui Commercial Group").into(),
        author: t.say("林思远", "Lin Siyuan").into(),
        state: t.say("草稿", "Draft").into(),
        data_version: "sales@1842".into(),
        date: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
        facts: [
            (t.say("门店", "Site"), t.say("云汇广场（杭州）", "Yunhui Plaza, Hangzhou")),
            (t.say("期间", "Period"), "2026-11-01 – 2026-11-22"),
            (t.say("呈报", "Prepared for"), t.say("集团运营总监", "Group operations director")),
            (t.say("编制", "Prepared by"), t.say("林思远，营运部", "Lin Siyuan, Operations")),
            (t.say("状态", "State"), t.say("草稿，待复核", "Draft, to be reviewed")),
            (t.say("数据版本", "Data version"), "sales@1842"),
        ]
        .map(|(label, text)| Fact { label: label.into(), text: text.into() })
        .to_vec(),
        lead: result::lead(t),
        figures: result::figures(t),
        sections: vec![result::section(t), reasons::section(t), floors::section(t), shops::section(t), money::section(t), measures(t)],
        appendix: result::definitions(t),
    }
}

fn measures(t: Tongue) -> Section {
    let rows = [
        (
            t.say("恢复 L2 连廊扶梯，设临时导视", "Put the L2 escalator back to work, signpost the detour"),
            t.say("工程部", "Engineering"),
            "11-25",
        ),
        (
            t.say("催收前 6 户欠款，先谈分期", "Collect from the six largest debtors, instalments first"),
            t.say("租赁部", "Leasing"),
            "11-28",
        ),
        (
            t.say("B1 餐饮晚市套餐，核销率做到 50%", "Evening set menus on B1, half of the vouchers redeemed"),
            t.say("营运部", "Operations"),
            "12-05",
        ),
    ];
    let columns = [(t.say("措施", "Measure"), Kind::Text), (t.say("负责", "Owner"), Kind::Text), (t.say("期限", "Due"), Kind::Date)];
    let body = rows.map(|(what, who, when)| vec![Cell::text(what), Cell::text(who), Cell::text(when)]);
    Section {
        key: "measures".into(),
        title: t.say("下一步", "What comes next").into(),
        blocks: vec![
            Block::Table(table("", &columns, body.to_vec(), None)),
            Block::Nothing {
                text: t.say("本月没有需要集团决定的事项。", "Nothing needs a decision by the group this month.").into()
            },
        ],
    }
}

/// A table from headings, body cells and an optional row of totals.
pub fn table(title: &str, columns: &[(&str, Kind)], body: Vec<Vec<Cell>>, total: Option<Vec<Cell>>) -> Table {
    let rows = body.into_iter().map(|cells| Row { total: false, cells });
    Table {
        key: title.into(),
        title: title.into(),
        columns: columns.iter().map(|(title, kind)| Column { title: (*title).into(), kind: *kind, align: None::<Align> }).collect(),
        rows: rows.chain(total.map(|cells| Row { total: true, cells })).collect(),
        note: "".into(),
    }
}

/// An amount in yuan with its text.
pub fn yuan(value: i64) -> Cell {
    Cell::number(format!("{}.00", grouped(value)), Decimal::from(value))
}

/// A count with its text.
pub fn count(value: i64) -> Cell {
    Cell::number(grouped(value), Decimal::from(value))
}

/// A change in tenths of a percent; `good` says whether a rise is welcome.
pub fn change(tenths: i64, good: bool) -> Cell {
    let sign = if tenths > 0 {
        "+"
    } else if tenths < 0 {
        "−"
    } else {
        ""
    };
    let text = format!("{sign}{}.{}%", tenths.abs() / 10, tenths.abs() % 10);
    Cell { good: Some((tenths > 0) == good), ..Cell::number(text, Decimal::new(tenths, 3)) }
}

fn grouped(value: i64) -> String {
    let digits = value.abs().to_string();
    let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    format!("{}{}", if value < 0 { "−" } else { "" }, parts.join(","))
}
