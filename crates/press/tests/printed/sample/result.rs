//! The first page and the first section: how the month went.

use super::{Tongue, change, count, table, yuan};
use press::chart::{Chart, Mark, Picture, Series};
use press::{Block, Cell, Change, Definition, Direction, Figure, Kind, Level, Light, Section, Text};
use rust_decimal::Decimal;

pub fn lead(t: Tongue) -> Vec<Text> {
    vec![
        t.say(
            "11 月前 22 天销售 6,842 万元，比 10 月同期少 418 万元（5.8%），比去年同期多 3.1%；按目前进度，全月预计完成目标的 95.7%。",
            "Sales of CNY 68.42 million in 22 days: 4.18 million (5.8%) below October, 3.1% above last year; the month is heading for 95.7% of its target.",
        ).into(),
        t.say("少的 418 万元里，周末客流减少占 596 万元，客单价提升和新店补回 519 万元。", "Fewer weekend visitors cost 5.96 million; a higher average ticket and new shops brought 5.19 million back.").into(),
        t.say("L2、L3、B1 三层落后于时间进度，L2 女装区最重。", "L2, L3 and B1 are behind the calendar, women's wear on L2 the most.").into(),
    ]
}

pub fn figures(t: Tongue) -> Vec<Figure> {
    let defined = definitions(t);
    let wan = t.say("万元", "10k CNY");
    let (month, year) = (t.say("环比", "vs Oct"), t.say("同比", "vs 2025"));
    let rows = [
        (
            t.say("销售额", "Sales"),
            "6,842",
            wan,
            Decimal::from(68_420_000),
            Kind::Money,
            (-58, "5.8%"),
            (31, "3.1%"),
            true,
            Level::Amber,
            t.say("落后 6.7 个点", "6.7 pts behind"),
        ),
        (
            t.say("客流", "Visitors"),
            "118.6",
            t.say("万人次", "10k"),
            Decimal::from(1_186_000),
            Kind::Count,
            (-82, "8.2%"),
            (-14, "1.4%"),
            true,
            Level::Red,
            t.say("低于下限", "below the floor"),
        ),
        (
            t.say("进店转化率", "Conversion"),
            "31.4",
            "%",
            Decimal::new(314, 3),
            Kind::Percent,
            (6, "0.6pt"),
            (12, "1.2pt"),
            true,
            Level::Green,
            t.say("达标", "on target"),
        ),
        (
            t.say("出租率", "Occupancy"),
            "93.7",
            "%",
            Decimal::new(937, 3),
            Kind::Percent,
            (4, "0.4pt"),
            (21, "2.1pt"),
            true,
            Level::Green,
            t.say("达标", "on target"),
        ),
        (
            t.say("应收欠款", "Arrears"),
            "312.5",
            wan,
            Decimal::from(3_125_000),
            Kind::Money,
            (124, "12.4%"),
            (-60, "6.0%"),
            false,
            Level::Red,
            t.say("超出上限", "over the limit"),
        ),
    ];
    rows.into_iter()
        .map(|(name, text, unit, value, kind, before, last_year, rise_good, level, word)| {
            let change = |against: &str, (size, text): (i32, &str)| Change {
                against: against.into(),
                text: text.into(),
                direction: if size > 0 { Direction::Up } else { Direction::Down },
                good: Some((size > 0) == rise_good),
            };
            Figure {
                name: name.into(),
                text: text.into(),
                unit: unit.into(),
                value: Some(value),
                kind,
                changes: vec![change(month, before), change(year, last_year)],
                light: Some(Light { level, text: word.into() }),
                definition: defined.iter().find(|d| *d.figure == *name).map(|d| d.definition.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

pub fn section(t: Tongue) -> Section {
    let months: Vec<Text> = (0..13).map(|m| format!("{}-{:02}", 2025 + (m + 10) / 12, (m + 10) % 12 + 1).into()).collect();
    let this = [8650, 9320, 8110, 9870, 7920, 8040, 8890, 8230, 8560, 8710, 8490, 9640, 6842];
    let before = [8240, 9010, 7990, 9120, 7810, 7900, 8420, 8060, 8130, 8500, 8200, 9180, 8650];
    let series = |name: &str, values: [i64; 13]| Series {
        name: name.into(),
        values: values.iter().map(|v| Some(Decimal::from(v * 10_000))).collect(),
    };
    let trend = Chart {
        key: "trend".into(),
        title: t.say("近 13 个月销售额", "Sales over 13 months").into(),
        unit: t.say("元", "CNY").into(),
        alt: t.say("近 13 个月销售额，11 月为未满月", "Sales by month; November is not complete").into(),
        note: t.say("11 月只有 22 天。", "November has 22 days only.").into(),
        picture: Picture::Line {
            categories: months,
            series: vec![series(t.say("本年", "This year"), this), series(t.say("上年同月", "Year before"), before)],
            mark: Some(Mark { name: t.say("月目标", "Target").into(), value: Decimal::from(90_000_000) }),
        },
        ..Chart::default()
    };
    Section {
        key: "result".into(),
        title: t.say("经营结果", "How the month went").into(),
        blocks: vec![
            Block::Paragraph { text: t.say(
                "本月前 22 天销售 6,842 万元，完成全月目标 9,000 万元的 76.0%，时间进度 73.3%。上半月与 10 月持平，差距出在 11 月 15 日之后的两个周末：连廊扶梯检修，L2 与 L3 的动线绕行，两个周末客流比前一周分别低 14.3% 和 11.8%。会员销售占 43.1%，比 10 月高 1.9 个点，说明老客没有走，少的是路过的人。",
                "Sales of CNY 68.42 million are 76.0% of the month's target, with 73.3% of the month gone. The first half kept up with October; the gap opened on the two weekends after the 15th, when the escalator to the sky bridge was under repair and visitors to L2 and L3 had to walk around. Members made 43.1% of sales, 1.9 points more than in October: regulars came, passers-by did not.",
            ).into() },
            Block::Chart(trend),
            Block::Table(summary(t)),
            Block::Note {
                title: t.say("先看这一条", "Read this first").into(),
                text: t.say("11 月 3 日 L1 三家柜台的销售当天晚了 4 小时到数，11 月 4 日补齐，本报告用的是补齐后的版本。", "Three counters on L1 delivered the sales of 3 November four hours late; they were completed on the 4th, and this report uses the completed version.").into(),
            },
        ],
    }
}

fn summary(t: Tongue) -> press::Table {
    let columns = [
        (t.say("渠道", "Channel"), Kind::Text),
        (t.say("销售额", "Sales"), Kind::Money),
        (t.say("交易笔数", "Tickets"), Kind::Count),
        (t.say("客单价", "Average ticket"), Kind::Money),
        (t.say("环比", "vs Oct"), Kind::Percent),
        (t.say("同比", "vs 2025"), Kind::Percent),
    ];
    let rows = [
        (t.say("商场柜台", "Counters"), 41_230_480, 158_240, 260, -81, 12),
        (t.say("主力店", "Anchor stores"), 15_118_900, 61_377, 246, -32, 28),
        (t.say("餐饮", "Food"), 9_006_310, 98_114, 92, 16, 87),
        (t.say("小程序商城", "Mini-program shop"), 3_064_310, 21_904, 140, 94, 213),
    ];
    let body = rows.iter().map(|r| vec![Cell::text(r.0), yuan(r.1), count(r.2), yuan(r.3), change(r.4, true), change(r.5, true)]).collect();
    let total = vec![Cell::text(t.say("合计", "Total")), yuan(68_420_000), count(339_635), yuan(201), change(-58, true), change(31, true)];
    let mut table = table(t.say("分渠道销售", "Sales by channel"), &columns, body, Some(total));
    table.note = t.say("单位：元。客单价四舍五入到元。", "In CNY; average ticket rounded to the yuan.").into();
    table
}

pub fn definitions(t: Tongue) -> Vec<Definition> {
    let rows = [
        (
            t.say("销售额", "Sales"),
            t.say(
                "柜台、主力店、餐饮与小程序成交金额，减退货，含税",
                "Amounts of counters, anchors, food and mini-program, less returns, tax included",
            ),
            t.say("云汇广场，全部业态", "Yunhui Plaza, all trades"),
        ),
        (
            t.say("客流", "Visitors"),
            t.say("七个出入口进入人次，剔除员工通道", "People counted in at seven doors, without the staff entrance"),
            t.say("云汇广场，全部出入口", "Yunhui Plaza, all doors"),
        ),
        (
            t.say("进店转化率", "Conversion"),
            t.say("交易笔数除以进店人次，两者都有数的店铺才算", "Tickets divided by visitors of the shop, where both are counted"),
            t.say("装有店铺客流的 86 家店", "86 shops with a counter"),
        ),
        (
            t.say("出租率", "Occupancy"),
            t.say("在租面积除以可租面积，以当月最后一天为准", "Let area divided by lettable area on the last day"),
            t.say("不含公共区域与仓库", "Without common areas and stores"),
        ),
        (
            t.say("应收欠款", "Arrears"),
            t.say("到期未收的租金、物业费与推广费", "Rent, property and promotion fees due and unpaid"),
            t.say("全部在租与已退租商户", "All present and former tenants"),
        ),
    ];
    rows.map(|(figure, definition, filter)| Definition {
        figure: figure.into(),
        definition: definition.into(),
        filter: filter.into(),
        period: "2026-11-01 – 2026-11-22".into(),
        data_version: "sales@1842".into(),
    })
    .to_vec()
}
