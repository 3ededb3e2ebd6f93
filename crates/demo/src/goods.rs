//! The goods of the supermarkets: what stands on the shelves, by category, with its size, its maker and its price.

/// A category of the supermarkets with its goods.
pub struct Shelf {
    /// The code and the name of its category.
    pub code: &'static str,
    pub name: &'static str,
    pub margin: f64,
    /// The share of sales that follows the heat of summer.
    pub swing: f64,
    pub goods: &'static [Good],
}

/// A good.
pub struct Good {
    pub name: &'static str,
    pub spec: &'static str,
    pub unit: &'static str,
    pub weighable: bool,
    pub brand: &'static str,
    /// In yuan.
    pub price: f64,
    /// Units that a branch of size 1 sells on a day.
    pub daily: f64,
}

/// The supermarkets' own label, under which fresh goods are sold.
const OWN: &str = "云汇鲜选";

/// A good in a pack.
const fn packed(name: &'static str, spec: &'static str, unit: &'static str, brand: &'static str, price: f64, daily: f64) -> Good {
    Good { name, spec, unit, weighable: false, brand, price, daily }
}

/// A good that is weighed at the counter.
const fn loose(name: &'static str, price: f64, daily: f64) -> Good {
    Good { name, spec: "散装称重", unit: "kg", weighable: true, brand: OWN, price, daily }
}

pub const SHELVES: [Shelf; 8] = [
    Shelf {
        code: "G-VEG",
        name: "蔬菜",
        margin: 0.28,
        swing: 0.05,
        goods: &[
            loose("上海青", 6.8, 62.0),
            loose("西兰花", 11.6, 48.0),
            loose("云南生菜", 9.2, 40.0),
            loose("菠菜", 10.8, 36.0),
            packed("娃娃菜", "3 棵/袋", "袋", OWN, 6.9, 42.0),
            loose("净藕", 14.5, 28.0),
            loose("芜湖青椒", 8.6, 39.0),
            loose("紫茄子", 7.9, 30.0),
            loose("番茄", 9.9, 55.0),
            packed("金针菇", "150g/盒", "盒", OWN, 3.5, 50.0),
            loose("香菇", 18.8, 22.0),
            loose("土豆", 4.9, 58.0),
        ],
    },
    Shelf {
        code: "G-FRUIT",
        name: "水果",
        margin: 0.26,
        swing: 0.25,
        goods: &[
            loose("红富士苹果", 13.8, 46.0),
            loose("香蕉", 8.9, 52.0),
            loose("砂糖橘", 12.9, 40.0),
            loose("麒麟西瓜", 5.9, 88.0),
            loose("阳光玫瑰", 39.8, 14.0),
            packed("草莓", "300g/盒", "盒", "莓好时光", 29.9, 16.0),
            packed("奇异果", "6 粒/盒", "盒", OWN, 25.9, 15.0),
            loose("火龙果", 15.8, 26.0),
        ],
    },
    Shelf {
        code: "G-MEAT",
        name: "肉禽蛋",
        margin: 0.18,
        swing: -0.05,
        goods: &[
            loose("猪五花肉", 36.8, 32.0),
            loose("猪里脊", 39.8, 22.0),
            packed("三黄鸡", "约 1.2kg/只", "只", "山林禽", 45.0, 15.0),
            packed("鲜鸡蛋30枚", "30 枚/盒", "盒", "谷仓农场", 26.9, 38.0),
            loose("牛腩", 78.0, 10.0),
            packed("羊肉卷", "500g/盒", "盒", "牧野长风", 49.9, 9.0),
            loose("鸡翅中", 52.0, 14.0),
        ],
    },
    Shelf {
        code: "G-FISH",
        name: "水产",
        margin: 0.22,
        swing: 0.0,
        goods: &[loose("鲈鱼", 42.0, 14.0), loose("基围虾", 88.0, 11.0), loose("花蛤", 22.0, 16.0), loose("带鱼段", 46.0, 9.0)],
    },
    Shelf {
        code: "G-DAIRY",
        name: "乳品烘焙",
        margin: 0.24,
        swing: 0.05,
        goods: &[
            packed("鲜牛奶950ml", "950ml/瓶", "瓶", "牧溪", 17.9, 52.0),
            packed("原味酸奶", "100g×8/组", "组", "牧溪", 15.8, 40.0),
            packed("全脂牛奶12盒", "250ml×12/箱", "箱", "牧溪", 59.9, 22.0),
            packed("吐司面包", "450g/袋", "袋", "麦香里", 12.9, 36.0),
            packed("奶酪棒", "500g/袋", "袋", "牧溪", 22.9, 15.0),
        ],
    },
    Shelf {
        code: "G-DRINK",
        name: "酒水饮料",
        margin: 0.27,
        swing: 0.55,
        goods: &[
            packed("矿泉水12瓶", "550ml×12/件", "件", "泉边", 19.9, 60.0),
            packed("无糖茶500ml", "500ml/瓶", "瓶", "茗岸", 5.0, 85.0),
            packed("可乐1.25L", "1.25L/瓶", "瓶", "乐汽", 7.5, 48.0),
            packed("啤酒330ml*12", "330ml×12/箱", "箱", "江畔", 54.0, 22.0),
            packed("白酒500ml", "500ml/瓶", "瓶", "陶然醉", 168.0, 5.0),
            packed("橙汁1L", "1L/瓶", "瓶", "果日子", 14.9, 20.0),
        ],
    },
    Shelf {
        code: "G-GROCERY",
        name: "粮油调味",
        margin: 0.20,
        swing: -0.05,
        goods: &[
            packed("东北大米10kg", "10kg/袋", "袋", "北垄", 69.9, 18.0),
            packed("花生油5L", "5L/桶", "桶", "丰榨", 129.0, 9.0),
            packed("生抽500ml", "500ml/瓶", "瓶", "酱缸边", 9.9, 28.0),
            packed("挂面1kg", "1kg/袋", "袋", "麦香里", 9.5, 26.0),
            packed("冰糖400g", "400g/袋", "袋", "甘露坊", 8.8, 12.0),
            packed("火锅底料", "200g/袋", "袋", "红锅记", 14.9, 20.0),
        ],
    },
    Shelf {
        code: "G-HOME",
        name: "日用百货",
        margin: 0.32,
        swing: 0.0,
        goods: &[
            packed("抽纸24包", "3 层 100 抽×24/提", "提", "柔云", 49.9, 24.0),
            packed("洗衣液3kg", "3kg/瓶", "瓶", "净匠", 39.9, 14.0),
            packed("洗洁精", "1.29kg/瓶", "瓶", "净匠", 12.9, 16.0),
            packed("牙膏", "120g/支", "支", "皓白", 15.9, 18.0),
            packed("垃圾袋", "45×50cm 100 只/卷", "卷", "家洁士", 9.9, 20.0),
            packed("保鲜膜", "30cm×30m/卷", "卷", "家洁士", 14.9, 10.0),
        ],
    },
];

/// The code of a good: its category's number and its own.
pub fn item_code(shelf: usize, good: usize) -> String {
    format!("69{:02}{:04}", shelf + 1, good + 1)
}

/// The barcode of a good. What is weighed has one of the store's own, which begin with 2; a maker's begins with 69 in China
/// (GS1 General Specifications, sections 1.4 and 2.1).
pub fn barcode(shelf: usize, good: usize) -> String {
    let Good { brand, weighable, .. } = &SHELVES[shelf].goods[good];
    let maker = brands().position(|known| known == *brand).unwrap_or_default();
    let begin = if *weighable {
        format!("2200000{:02}{:03}", shelf + 1, good + 1)
    } else {
        format!("69{:05}{:02}{:03}", 40_100 + maker * 37, shelf + 1, good + 1)
    };
    with_check_digit(&begin)
}

fn with_check_digit(begin: &str) -> String {
    let digits: Vec<u32> = begin.chars().filter_map(|digit| digit.to_digit(10)).collect();
    format!("{begin}{}", organisation::check_digit(&digits))
}

/// The brands of the goods, each once, in the order of the shelves.
pub fn brands() -> impl Iterator<Item = &'static str> {
    let all = || SHELVES.iter().flat_map(|shelf| shelf.goods).map(|good| good.brand);
    all().enumerate().filter(move |(n, brand)| all().position(|known| known == *brand) == Some(*n)).map(|(_, brand)| brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn barcodes_end_in_the_right_digit() {
        // Barcodes that are printed on real goods.
        for (begin, digit) in [("690123456789", 2), ("400638133393", 1), ("03600029145", 2)] {
            assert_eq!(with_check_digit(begin), format!("{begin}{digit}"), "{begin}");
        }
    }

    #[test]
    fn every_good_has_a_barcode_of_its_own() {
        let all = SHELVES.iter().enumerate().flat_map(|(s, shelf)| (0..shelf.goods.len()).map(move |g| barcode(s, g)));
        let (codes, some): (HashSet<String>, usize) = all.fold((HashSet::new(), 0), |(mut codes, some), code| {
            assert_eq!(code.len(), 13, "{code}");
            codes.insert(code);
            (codes, some + 1)
        });
        assert_eq!(codes.len(), some);
    }
}
