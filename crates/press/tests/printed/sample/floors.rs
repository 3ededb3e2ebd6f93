//! The floors: progress against target.

use super::{Tongue, change, table, yuan};
use press::chart::{Axis, Chart, Mark, Picture, Series};
use press::{Block, Cell, Kind, Section};
use rust_decimal::Decimal;

pub fn section(t: Tongue) -> Section {
    let floors = ["L1", "L2", "L3", "L4", "B1"];
    let done = [762, 663, 678, 800, 701];
    let progress = Chart {
        key: "progress".into(),
        title: t.say("各楼层目标完成率", "Progress against target by floor").into(),
        percent: true,
        picture: Picture::Bar {
            axis: Axis::Names,
            categories: floors.iter().map(|f| (*f).into()).collect(),
            series: vec![Series { name: "".into(), values: done.iter().map(|v| Some(Decimal::new(*v, 3))).collect() }],
            mark: Some(Mark { name: t.say("时间进度", "Time elapsed").into(), value: Decimal::new(733, 3) }),
        },
        ..Chart::default()
    };
    let years = Chart {
        key: "years".into(),
        title: t.say("各楼层销售，与上月和去年同期", "Sales by floor, with last month and last year").into(),
        unit: t.say("元", "CNY").into(),
        picture: Picture::Bar {
            axis: Axis::Names,
            categories: floors.iter().map(|f| (*f).into()).collect(),
            series: [
                (t.say("本月", "November"), [1980, 1392, 1288, 1200, 982]),
                (t.say("10 月同期", "October"), [2012, 1630, 1401, 1160, 1057]),
                (t.say("去年同期", "Last year"), [1905, 1480, 1320, 1010, 921]),
            ]
            .map(|(name, values)| Series { name: name.into(), values: values.iter().map(|v| Some(Decimal::from(v * 10_000))).collect() })
            .to_vec(),
            mark: None,
        },
        ..Chart::default()
    };
    let columns = [
        (t.say("楼层", "Floor"), Kind::Text),
        (t.say("目标", "Target"), Kind::Money),
        (t.say("实际", "Actual"), Kind::Money),
        (t.say("差额", "Gap"), Kind::Money),
        (t.say("环比", "vs Oct"), Kind::Percent),
    ];
    let rows = [
        ("L1", 26_000_000, 19_800_000, -16),
        ("L2", 21_000_000, 13_920_000, -146),
        ("L3", 19_000_000, 12_880_000, -81),
        ("L4", 15_000_000, 12_000_000, 34),
        ("B1", 14_000_000, 9_820_000, -71),
    ];
    let body = rows.iter().map(|r| vec![Cell::text(r.0), yuan(r.1), yuan(r.2), yuan(r.2 - r.1), change(r.3, true)]).collect();
    let total = vec![Cell::text(t.say("合计", "Total")), yuan(95_000_000), yuan(68_420_000), yuan(-26_580_000), change(-58, true)];
    Section {
        key: "floors".into(),
        title: t.say("各楼层", "The floors").into(),
        blocks: vec![
            Block::Chart(progress),
            Block::Chart(years),
            Block::Table(table(t.say("楼层目标与实际", "Target and actual by floor"), &columns, body, Some(total))),
        ],
    }
}
