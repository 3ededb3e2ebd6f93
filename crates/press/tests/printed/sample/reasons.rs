//! Why sales fell: the steps from last month to this one.

use super::Tongue;
use press::chart::{Axis, Chart, Picture, Series, Step};
use press::{Block, Section, Text};
use rust_decimal::Decimal;

pub fn section(t: Tongue) -> Section {
    let steps = [
        (t.say("10 月同期", "October"), 7260, true),
        (t.say("客流减少", "Visitors"), -596, false),
        (t.say("周末雨天", "Weekend rain"), -142, false),
        (t.say("提袋率下降", "Conversion"), -168, false),
        (t.say("客单价提升", "Average ticket"), 214, false),
        (t.say("新店开业", "New shops"), 305, false),
        (t.say("闭店装修", "Closed for refit"), -187, false),
        (t.say("促销错位", "Promotion shift"), 156, false),
        (t.say("本月", "November"), 6842, true),
    ];
    let waterfall = Chart {
        key: "why".into(),
        title: t.say("销售为什么少了 418 万元", "Where the 4.18 million went").into(),
        unit: t.say("元", "CNY").into(),
        alt: t.say("从 10 月同期 7,260 万元到本月 6,842 万元的变化步骤", "Steps from October to November").into(),
        picture: Picture::Waterfall {
            steps: steps
                .iter()
                .map(|(name, value, total)| Step { name: (*name).into(), value: Decimal::from(value * 10_000), total: *total })
                .collect(),
            rise_good: true,
        },
        ..Chart::default()
    };
    let days: Vec<Text> = (1..=30).map(|d| format!("11-{d:02}").into()).collect();
    let values = (1..=30i64).map(|d| (d <= 22).then(|| Decimal::from(30_000 + (d * 7919) % 17_000 + if d % 7 < 2 { 22_000 } else { 0 })));
    let visitors = Chart {
        key: "visitors".into(),
        title: t.say("每日客流", "Visitors by day").into(),
        unit: t.say("人次", "visitors").into(),
        picture: Picture::Bar {
            axis: Axis::Time,
            categories: days,
            series: vec![Series { name: "".into(), values: values.collect() }],
            mark: None,
        },
        ..Chart::default()
    };
    let names = [
        "女装",
        "男装",
        "童装童鞋与亲子服务",
        "运动户外",
        "美妆个护",
        "珠宝配饰",
        "家居生活",
        "数码家电",
        "影院",
        "健身与舞蹈",
        "正餐",
        "快餐简餐",
        "茶饮咖啡",
        "烘焙甜品",
        "超市与生鲜",
        "教育培训",
    ];
    let english = [
        "Women's wear",
        "Men's wear",
        "Children's wear and family services",
        "Sports",
        "Beauty",
        "Jewellery",
        "Home",
        "Electronics",
        "Cinema",
        "Gym and dance",
        "Restaurants",
        "Fast food",
        "Tea and coffee",
        "Bakery",
        "Supermarket",
        "Education",
    ];
    let moved = [-312, -48, 22, 61, -77, -14, 8, -35, 44, 12, -66, 31, 58, 9, -26, -5];
    let trades = Chart {
        key: "trades".into(),
        title: t.say("各业态比 10 月多卖与少卖", "Change by trade against October").into(),
        unit: t.say("元", "CNY").into(),
        picture: Picture::Bar {
            axis: Axis::Names,
            categories: names.iter().zip(english).map(|(zh, en)| t.say(zh, en).into()).collect(),
            series: vec![Series { name: "".into(), values: moved.iter().map(|v| Some(Decimal::from(v * 10_000 + 3_300))).collect() }],
            mark: None,
        },
        ..Chart::default()
    };
    Section {
        key: "reasons".into(),
        title: t.say("为什么下降", "Why sales fell").into(),
        blocks: vec![
            Block::Paragraph { text: t.say("把 418 万元按客流、转化、客单价、开闭店和促销拆开，每一步都可以点回到当天的记录。", "The gap is split by visitors, conversion, average ticket, openings and closures, and promotions; every step leads back to the records.").into() },
            Block::Chart(waterfall),
            Block::Chart(visitors),
            Block::Chart(trades),
        ],
    }
}
