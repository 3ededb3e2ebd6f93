//! Files of the kinds people bring, and what they are taken for.

use super::*;

fn detected(lines: &[&str]) -> Profile {
    let mut columns = Vec::new();
    let mut samples = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        if number == 0 {
            columns = cells.iter().enumerate().map(|(index, name)| Column { name: fold(name).into(), index }).collect();
        } else {
            let mut row = Row::default();
            row.begin(number as u64 + 1);
            cells.iter().for_each(|cell| row.push(Value::Text(cell)));
            samples.push(row);
        }
    }
    detect(&columns, &samples).profile
}

fn columns(profile: &Profile) -> String {
    let pairs: Vec<String> = profile.columns.iter().map(|(target, name)| format!("{}={name}", target.name())).collect();
    pairs.join(" ")
}

#[test]
fn scan_lines_of_a_supermarket() {
    let profile = detected(&[
        "销售日期,扫码销售时间,单品编码,销量(千克),销售单价(元/千克),销售类型,是否打折销售",
        "2020-07-01,09:15:07.924,102900005117056,0.396,7.60,销售,否",
        "2020-07-01,09:17:27.295,102900005115960,-0.849,3.20,退货,否",
    ]);
    assert_eq!(
        columns(&profile),
        "day=销售日期 time=扫码销售时间 item=单品编码 quantity=销量(千克) price=销售单价(元/千克) returned=销售类型 promotion=是否打折销售"
    );
    assert_eq!(profile.values[&Target::Returned]["退货"], Meaning::Truth(true));
    assert_eq!(profile.values[&Target::Returned]["销售"], Meaning::Truth(false));
    assert_eq!(profile.missing(), [Target::Site]);
    assert_eq!(profile.name, "销售流水");
}

#[test]
fn orders_of_an_online_shop() {
    let profile = detected(&[
        "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额",
        "1,178.8,0.0,上海,2020-02-21 00:00:00,,0.0",
        "2,21.0,21.0,内蒙古自治区,2020-02-20 23:59:54,2020-02-21 00:00:02,0.0",
        "6,327.7,148.9,浙江省,2020-02-20 23:56:39,2020-02-20 23:56:53,178.8",
    ]);
    assert_eq!(
        columns(&profile),
        "day=订单付款时间 ticket=订单编号 amount=买家实际支付金额 list_amount=总金额 refund=退款金额 paid_at=订单付款时间"
    );
    assert!(profile.rules.paid_is_net && profile.rules.skip_unpaid);
    assert_eq!(profile.name, "网店订单");
}

#[test]
fn lines_with_english_titles() {
    let profile = detected(&[
        "household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,coupon_disc,week,transaction_timestamp",
        "900,330,31198570044,1095275,1,0.50,0.00,0.0,1,2017-01-01 11:53:26",
    ]);
    assert_eq!(
        columns(&profile),
        "day=transaction_timestamp site=store_id item=product_id ticket=basket_id member=household_id quantity=quantity \
         amount=sales_value discount=retail_disc"
    );
    assert!(profile.missing().is_empty());
}

#[test]
fn two_facts_side_by_side() {
    let profile = detected(&[
        "日期,分类名称,批发价格(元/千克)_否,批发价格(元/千克)_是,销售单价(元/千克)_否,销售单价(元/千克)_是,销量(千克)_否,销量(千克)_是",
        "2020-07-01,花叶类,5.25,3.61,7.87,4.07,191.717,13.685",
    ]);
    assert_eq!(columns(&profile), "day=日期 category=分类名称");
    assert_eq!(profile.parts.len(), 2);
    assert_eq!(profile.parts[1].columns[&Target::Price], "销售单价(元/千克)_是");
    assert_eq!(profile.parts[1].constants[&Target::Promotion], "是");
    assert_eq!(profile.missing(), [Target::Site]);
}

#[test]
fn totals_of_a_day_and_counts_of_people() {
    let profile = detected(&["营业日期,专柜,品牌,销售额(万元),交易笔数", "2026/11/01,B1-03,蓝山,1.25,30"]);
    assert_eq!(columns(&profile), "day=营业日期 shop=专柜 brand=品牌 amount=销售额(万元) tickets=交易笔数");
    assert_eq!(profile.factors[&Target::Amount], Decimal::from(10_000));
    let profile = detected(&["日期,时段,出入口,客流量", "2026-11-01,10,东门,153"]);
    assert_eq!((profile.kind, columns(&profile).as_str()), (Kind::Visitors, "day=日期 time=时段 entrance=出入口 visitors=客流量"));
    let profile = detected(&["Date,Store,Footfall", "25/11/2026,M01,153", "03/11/2026,M01,150"]);
    assert_eq!((profile.kind, profile.formats[&Target::Day].as_str()), (Kind::Visitors, "%d/%m/%Y"));
}

#[test]
fn units_are_turned_into_yuan_and_kilograms() {
    let cases = [
        (Target::Quantity, "克", Some("0.001")),
        (Target::Quantity, "千克", None),
        (Target::Price, "元/斤", Some("2")),
        (Target::Price, "元/千克", None),
        (Target::Amount, "分", Some("0.01")),
        (Target::Amount, "元", None),
    ];
    for (target, unit, expected) in cases {
        assert_eq!(factor(target, unit), expected.map(|text| text.parse().unwrap()), "{unit}");
    }
}

#[test]
fn what_is_no_table_of_sales_is_not_taken_for_one() {
    let columns = [Column { name: "姓名".into(), index: 0 }, Column { name: "电话".into(), index: 1 }];
    assert_eq!(detect(&columns, &[]).confidence, 0);
}
