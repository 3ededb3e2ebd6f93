//! The names of the demonstration company: invented, and in the style of the trade.

/// Supermarket branches: code, name, city, trading area in m², relative size.
pub const BRANCHES: [(&str, &str, &str, u32, f64); 8] = [
    ("S01", "云汇超市文三店", "杭州", 3200, 1.25),
    ("S02", "云汇超市滨江店", "杭州", 2800, 1.10),
    ("S03", "云汇超市临平店", "杭州", 2600, 1.00),
    ("S04", "云汇超市萧山店", "杭州", 3000, 1.05),
    ("S05", "云汇超市越城店", "绍兴", 2400, 0.85),
    ("S06", "云汇超市柯桥店", "绍兴", 2200, 0.78),
    ("S07", "云汇超市南湖店", "嘉兴", 2000, 0.72),
    ("S08", "云汇超市桐乡店", "嘉兴", 1800, 0.60),
];

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

/// Goods of the supermarkets: category code, name, margin, summer swing (share of sales that follows the heat), goods.
/// A good: name, unit, weighable, price in yuan, daily units in a branch of size 1.
pub type Good = (&'static str, &'static str, bool, f64, f64);
pub const GOODS: [(&str, &str, f64, f64, &[Good]); 8] = [
    (
        "G-VEG",
        "蔬菜",
        0.28,
        0.05,
        &[
            ("上海青", "kg", true, 6.8, 62.0),
            ("西兰花", "kg", true, 11.6, 48.0),
            ("云南生菜", "kg", true, 9.2, 40.0),
            ("菠菜", "kg", true, 10.8, 36.0),
            ("娃娃菜", "袋", false, 6.9, 42.0),
            ("净藕", "kg", true, 14.5, 28.0),
            ("芜湖青椒", "kg", true, 8.6, 39.0),
            ("紫茄子", "kg", true, 7.9, 30.0),
            ("番茄", "kg", true, 9.9, 55.0),
            ("金针菇", "盒", false, 3.5, 50.0),
            ("香菇", "kg", true, 18.8, 22.0),
            ("土豆", "kg", true, 4.9, 58.0),
        ],
    ),
    (
        "G-FRUIT",
        "水果",
        0.26,
        0.25,
        &[
            ("红富士苹果", "kg", true, 13.8, 46.0),
            ("香蕉", "kg", true, 8.9, 52.0),
            ("砂糖橘", "kg", true, 12.9, 40.0),
            ("麒麟西瓜", "kg", true, 5.9, 88.0),
            ("阳光玫瑰", "kg", true, 39.8, 14.0),
            ("草莓", "盒", false, 29.9, 16.0),
            ("奇异果", "盒", false, 25.9, 15.0),
            ("火龙果", "kg", true, 15.8, 26.0),
        ],
    ),
    (
        "G-MEAT",
        "肉禽蛋",
        0.18,
        -0.05,
        &[
            ("猪五花肉", "kg", true, 36.8, 32.0),
            ("猪里脊", "kg", true, 39.8, 22.0),
            ("三黄鸡", "只", false, 45.0, 15.0),
            ("鲜鸡蛋30枚", "盒", false, 26.9, 38.0),
            ("牛腩", "kg", true, 78.0, 10.0),
            ("羊肉卷", "盒", false, 49.9, 9.0),
            ("鸡翅中", "kg", true, 52.0, 14.0),
        ],
    ),
    (
        "G-FISH",
        "水产",
        0.22,
        0.0,
        &[
            ("鲈鱼", "kg", true, 42.0, 14.0),
            ("基围虾", "kg", true, 88.0, 11.0),
            ("花蛤", "kg", true, 22.0, 16.0),
            ("带鱼段", "kg", true, 46.0, 9.0),
        ],
    ),
    (
        "G-DAIRY",
        "乳品烘焙",
        0.24,
        0.05,
        &[
            ("鲜牛奶950ml", "瓶", false, 17.9, 52.0),
            ("原味酸奶", "组", false, 15.8, 40.0),
            ("全脂牛奶12盒", "箱", false, 59.9, 22.0),
            ("吐司面包", "袋", false, 12.9, 36.0),
            ("奶酪棒", "袋", false, 22.9, 15.0),
        ],
    ),
    (
        "G-DRINK",
        "酒水饮料",
        0.27,
        0.55,
        &[
            ("矿泉水12瓶", "件", false, 19.9, 60.0),
            ("无糖茶500ml", "瓶", false, 5.0, 85.0),
            ("可乐1.25L", "瓶", false, 7.5, 48.0),
            ("啤酒330ml*12", "箱", false, 54.0, 22.0),
            ("白酒500ml", "瓶", false, 168.0, 5.0),
            ("橙汁1L", "瓶", false, 14.9, 20.0),
        ],
    ),
    (
        "G-GROCERY",
        "粮油调味",
        0.20,
        -0.05,
        &[
            ("东北大米10kg", "袋", false, 69.9, 18.0),
            ("花生油5L", "桶", false, 129.0, 9.0),
            ("生抽500ml", "瓶", false, 9.9, 28.0),
            ("挂面1kg", "袋", false, 9.5, 26.0),
            ("冰糖400g", "袋", false, 8.8, 12.0),
            ("火锅底料", "袋", false, 14.9, 20.0),
        ],
    ),
    (
        "G-HOME",
        "日用百货",
        0.32,
        0.0,
        &[
            ("抽纸24包", "提", false, 49.9, 24.0),
            ("洗衣液3kg", "瓶", false, 39.9, 14.0),
            ("洗洁精", "瓶", false, 12.9, 16.0),
            ("牙膏", "支", false, 15.9, 18.0),
            ("垃圾袋", "卷", false, 9.9, 20.0),
            ("保鲜膜", "卷", false, 14.9, 10.0),
        ],
    ),
];

/// Ways of the online shop: code, name, share of orders, strength of 618 and 11.11.
pub const ONLINE: [(&str, &str, f64, f64); 3] =
    [("mini", "微信小程序", 0.38, 1.3), ("tmall", "天猫旗舰店", 0.42, 3.6), ("douyin", "抖音小店", 0.20, 2.4)];

/// Names of staff are put together from these.
pub const SURNAMES: [&str; 20] =
    ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
pub const GIVEN: [&str; 20] = [
    "子昂", "思远", "雨桐", "明轩", "佳怡", "浩然", "欣妍", "志强", "晓峰", "丽华", "梦琪", "建国", "淑芬", "文博", "静", "磊", "娜", "伟",
    "敏", "洋",
];
