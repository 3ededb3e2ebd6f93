//! The names of the demonstration company: invented, and in the style of the trade.

/// A supermarket branch.
pub struct Branch {
    pub code: &'static str,
    pub name: &'static str,
    pub city: &'static str,
    pub area_m2: u32,
    /// How much it sells, beside the others.
    pub size: f64,
    /// Days that it had been open when the facts begin.
    pub open_days: u64,
}

pub const BRANCHES: [Branch; 8] = [
    Branch { code: "S01", name: "云汇超市文三店", city: "杭州", area_m2: 3200, size: 1.25, open_days: 2604 },
    Branch { code: "S02", name: "云汇超市滨江店", city: "杭州", area_m2: 2800, size: 1.10, open_days: 2289 },
    Branch { code: "S03", name: "云汇超市临平店", city: "杭州", area_m2: 2600, size: 1.00, open_days: 1917 },
    Branch { code: "S04", name: "云汇超市萧山店", city: "杭州", area_m2: 3000, size: 1.05, open_days: 1651 },
    Branch { code: "S05", name: "云汇超市越城店", city: "绍兴", area_m2: 2400, size: 0.85, open_days: 1398 },
    Branch { code: "S06", name: "云汇超市柯桥店", city: "绍兴", area_m2: 2200, size: 0.78, open_days: 1106 },
    Branch { code: "S07", name: "云汇超市南湖店", city: "嘉兴", area_m2: 2000, size: 0.72, open_days: 803 },
    Branch { code: "S08", name: "云汇超市桐乡店", city: "嘉兴", area_m2: 1800, size: 0.60, open_days: 519 },
];
/// Days that the mall and the online shop had been open when the facts begin.
pub const MALL_OPEN_DAYS: u64 = 900;
pub const ONLINE_OPEN_DAYS: u64 = 1212;

/// A trade of the mall.
pub struct Trade {
    /// The code and the name of its category.
    pub code: &'static str,
    pub name: &'static str,
    /// Yuan of sales per m² and month.
    pub per_month: f64,
    /// Average ticket in yuan.
    pub ticket: f64,
    pub discount_share: f64,
    pub brands: &'static [&'static str],
}

pub const TRADES: [Trade; 8] = [
    Trade {
        code: "M-FOOD",
        name: "餐饮",
        per_month: 2600.0,
        ticket: 118.0,
        discount_share: 0.06,
        brands: &[
            "山野火锅",
            "禾木小馆",
            "海汐寿司",
            "素言茶饮",
            "一间面馆",
            "南巷烧烤",
            "云上咖啡",
            "粤里粤味",
            "蜀小鲜",
            "谷雨烘焙",
            "渔舟酸菜鱼",
            "瓦罐人家",
        ],
    },
    Trade {
        code: "M-WOMEN",
        name: "女装",
        per_month: 1900.0,
        ticket: 420.0,
        discount_share: 0.18,
        brands: &["沐光女装", "素履", "裁云", "里弄", "青禾衣", "知柚", "花间集", "半夏"],
    },
    Trade {
        code: "M-MEN",
        name: "男装",
        per_month: 1700.0,
        ticket: 520.0,
        discount_share: 0.16,
        brands: &["远山男装", "定制社", "北岸", "行者", "长衫记"],
    },
    Trade {
        code: "M-SPORT",
        name: "运动户外",
        per_month: 2100.0,
        ticket: 460.0,
        discount_share: 0.20,
        brands: &["跃动体育", "山径户外", "奔野", "轻骑", "极目", "白浪"],
    },
    Trade {
        code: "M-KIDS",
        name: "儿童亲子",
        per_month: 1500.0,
        ticket: 260.0,
        discount_share: 0.14,
        brands: &["元气少年", "鲸鱼童装", "萌芽早教", "小木马", "积木星球", "月亮船"],
    },
    Trade {
        code: "M-BEAUTY",
        name: "美妆个护",
        per_month: 3200.0,
        ticket: 310.0,
        discount_share: 0.10,
        brands: &["白鹭美妆", "静好美容", "玉露", "初见", "植物学家"],
    },
    Trade {
        code: "M-LIFE",
        name: "生活服务",
        per_month: 1200.0,
        ticket: 150.0,
        discount_share: 0.05,
        brands: &["悦见眼镜", "安康药房", "青柠数码", "晨光书屋", "花信", "修衣坊", "洗衣林"],
    },
    Trade {
        code: "M-FUN",
        name: "休闲娱乐",
        per_month: 900.0,
        ticket: 95.0,
        discount_share: 0.08,
        brands: &["云端影城", "音匣量贩", "跃动健身", "星野潮玩", "密室研究所"],
    },
];

/// Floors of the mall and how much they draw.
pub const FLOORS: [(&str, f64); 5] = [("B1", 0.95), ("L1", 1.25), ("L2", 1.05), ("L3", 0.95), ("L4", 0.85)];

/// Ways of the online shop: code, name, share of orders, strength of 618 and 11.11.
pub const ONLINE: [(&str, &str, f64, f64); 3] =
    [("mini", "微信小程序", 0.38, 1.3), ("tmall", "天猫旗舰店", 0.42, 3.6), ("douyin", "抖音小店", 0.20, 2.4)];
