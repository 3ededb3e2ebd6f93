//! The money owed: who owes the most.

use super::Tongue;
use press::chart::{Bar, Chart, Picture};
use press::{Block, Section};
use rust_decimal::Decimal;

pub fn section(t: Tongue) -> Section {
    let few = [
        ("山野火锅", "Shanye", 784),
        ("云端影城", "Yunduan", 612),
        ("跃动健身", "Yuedong", 441),
        ("沐光女装", "Muguang", 305),
        ("萌芽早教", "Mengya", 217),
        ("音匣量贩", "Yinxia", 150),
        ("白鹭鞋履", "Bailu", 120),
        ("悦见眼镜", "Yuejian", 97),
        ("素言茶饮", "Suyan", 85),
        ("其他 23 户", "23 others", 314),
    ];
    let bars = |items: &[(&str, &str, i64)]| {
        items.iter().map(|(zh, en, v)| Bar { name: t.say(zh, en).into(), value: Decimal::from(v * 1_000) }).collect()
    };
    let arrears = Chart {
        key: "arrears".into(),
        title: t.say("欠款集中在谁", "Who owes the most").into(),
        unit: t.say("元", "CNY").into(),
        picture: Picture::Pareto { bars: bars(&few), whole: None },
        ..Chart::default()
    };
    let names = [
        ("云端国际影城（云汇广场旗舰店）", "Yunduan International Cinema, flagship store"),
        ("山野火锅", "Shanye Hotpot"),
        ("跃动健身连锁有限公司杭州分公司", "Yuedong Gyms, Hangzhou branch"),
        ("沐光女装", "Muguang"),
        ("萌芽早教", "Mengya"),
        ("音匣量贩", "Yinxia"),
        ("白鹭鞋履", "Bailu"),
        ("悦见眼镜", "Yuejian"),
        ("素言茶饮", "Suyan"),
        ("老字号百货", "Old Street Department Store"),
    ];
    let many: Vec<(&str, &str, i64)> = (0..26).map(|i| (names[i % 10].0, names[i % 10].1, 4200 / (i as i64 + 2))).collect();
    let brands = Chart {
        key: "few".into(),
        title: t.say("少数品牌撑起多少销售", "How much the few make").into(),
        unit: t.say("元", "CNY").into(),
        note: t.say("只列销售前 26 个品牌。", "The 26 largest brands only.").into(),
        picture: Picture::Pareto { bars: bars(&many), whole: None },
        ..Chart::default()
    };
    Section {
        key: "money".into(),
        title: t.say("欠款与集中度", "Arrears and concentration").into(),
        blocks: vec![
            Block::Chart(arrears),
            Block::Chart(brands),
            Block::Chart(Chart { title: t.say("仓储出租", "Storage let").into(), ..Chart::default() }),
        ],
    }
}
