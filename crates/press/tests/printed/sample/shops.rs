//! The shops: a list of many, over several pages.

use super::{Tongue, change, count, table, yuan};
use press::{Block, Cell, Kind, Section};

pub fn section(t: Tongue) -> Section {
    let columns = [
        (t.say("铺位", "Unit"), Kind::Text),
        (t.say("品牌", "Brand"), Kind::Text),
        (t.say("业态", "Trade"), Kind::Text),
        (t.say("销售额", "Sales"), Kind::Money),
        (t.say("笔数", "Tickets"), Kind::Count),
        (t.say("客单价", "Average"), Kind::Money),
        (t.say("坪效", "Per m²"), Kind::Money),
        (t.say("环比", "vs Oct"), Kind::Percent),
    ];
    let brands = [
        ("山野火锅", "Shanye Hotpot"),
        ("云端国际影城（云汇广场旗舰店）", "Yunduan International Cinema, flagship"),
        ("跃动健身", "Yuedong Gym"),
        ("沐光女装", "Muguang"),
        ("萌芽早教", "Mengya Nursery"),
        ("音匣量贩", "Yinxia KTV"),
        ("白鹭鞋履", "Bailu Shoes"),
        ("悦见眼镜", "Yuejian Optics"),
        ("素言茶饮", "Suyan Tea"),
        ("囍堃珠宝", "Xikun Jewellery"),
    ];
    let trades = [("餐饮", "Food"), ("服装", "Fashion"), ("服务", "Services"), ("零售", "Retail")];
    let body = (0..72i64)
        .map(|i| {
            let (brand, trade) = (brands[i as usize % brands.len()], trades[i as usize % trades.len()]);
            let (sales, tickets) = (2_480_000 - i * 31_700, 18_200 - i * 211);
            vec![
                Cell::text(format!("L{}-{:03}", i % 4 + 1, 101 + i)),
                Cell::text(t.say(brand.0, brand.1)),
                Cell::text(t.say(trade.0, trade.1)),
                yuan(sales),
                count(tickets),
                yuan(sales / tickets),
                yuan(sales / (80 + i * 3)),
                change((i * 37) % 240 - 120, true),
            ]
        })
        .collect();
    let total = vec![
        Cell::text(t.say("合计", "Total")),
        Cell::text(""),
        Cell::text(""),
        yuan(97_534_800),
        count(771_084),
        yuan(126),
        Cell::text("—"),
        change(-58, true),
    ];
    Section {
        key: "shops".into(),
        title: t.say("店铺与品牌", "Shops and brands").into(),
        blocks: vec![
            Block::Paragraph { text: t.say("按本月销售额从高到低，72 家。", "72 shops by sales of the month.").into() },
            Block::Table(table(t.say("店铺销售明细", "Sales by shop"), &columns, body, Some(total))),
        ],
    }
}
