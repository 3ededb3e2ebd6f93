//! The titles cash registers, shop platforms and people give to columns.
//!
//! Titles are compared without spaces, underscores and case, and without the unit in brackets behind them. Earlier
//! words of a list are better than later ones: a code is better than a name, a day of sale better than a day of order.

use super::Target;

/// Titles of every target, best first.
#[rustfmt::skip] // A table of words, many to a line.
const TITLES: [(Target, &[&str]); Target::ALL.len()] = [
    (Target::Day, &[
        "销售日期", "营业日期", "营业日", "业务日期", "交易日期", "消费日期", "记账日期", "付款日期", "付款时间", "订单付款时间", "支付时间",
        "交易时间", "成交时间", "统计日期", "日期", "下单日期", "下单时间", "订单日期", "订单创建时间", "创建时间", "销售时间", "businessday",
        "saledate", "salesdate", "transactiondate", "transactiontimestamp", "day", "date", "orderdate", "invoicedate", "timestamp",
        "datetime", "createdat", "paidat",
    ]),
    (Target::Time, &[
        "扫码销售时间", "销售时间", "交易时间", "成交时间", "收银时间", "时间", "时段", "小时", "time", "hour", "saletime", "transactiontime",
    ]),
    (Target::Site, &[
        "门店编码", "门店编号", "门店代码", "店号", "店编号", "分店编号", "商场编码", "项目编码", "机构编码", "门店名称", "门店", "分店", "商场",
        "项目", "机构", "分公司", "storeid", "storecode", "storeno", "store", "site", "sitecode", "branch", "mall", "location",
    ]),
    (Target::Channel, &[
        "渠道编码", "渠道", "销售渠道", "平台", "来源平台", "订单来源", "店铺平台", "channel", "platform", "saleschannel",
    ]),
    (Target::Shop, &[
        "专柜编码", "柜组编码", "柜号", "专柜号", "商铺号", "铺位号", "商铺编号", "商户编码", "专柜", "专柜名称", "柜组", "柜台", "商铺", "铺位",
        "商户", "商户名称", "店铺", "店铺名称", "counter", "counterid", "shop", "shopid", "shopcode", "tenant", "unit",
    ]),
    (Target::Brand, &["品牌编码", "品牌", "品牌名称", "brand", "brandcode", "brandname"]),
    (Target::Category, &[
        "分类编码", "品类编码", "类别编码", "小类编码", "分类名称", "品类名称", "品类", "分类", "类别", "小类", "中类", "大类", "商品分类",
        "商品类别", "类目", "部门", "category", "categorycode", "categoryname", "productcategory", "department", "class",
    ]),
    (Target::Item, &[
        "单品编码", "商品编码", "商品编号", "商品代码", "货号", "sku", "sku编码", "skuid", "商品条码", "条形码", "条码", "单品名称", "商品名称",
        "品名", "商品", "单品", "宝贝标题", "productid", "itemcode", "itemid", "itemno", "item", "productcode", "product", "barcode",
        "stockcode", "productname",
    ]),
    (Target::Ticket, &[
        "小票号", "小票编号", "流水号", "交易流水号", "交易号", "单据号", "销售单号", "单号", "订单编号", "订单号", "主订单编号", "basketid",
        "ticket", "ticketno", "receiptno", "receipt", "transactionid", "orderid", "orderno", "invoiceno", "invoice",
    ]),
    (Target::Member, &[
        "会员号", "会员卡号", "会员编号", "会员编码", "会员id", "顾客编号", "客户编号", "买家会员名", "memberid", "memberno", "member",
        "customerid", "customer", "householdid", "userid", "buyerid",
    ]),
    (Target::Quantity, &[
        "销售数量", "销量", "数量", "件数", "销售件数", "宝贝总数量", "购买数量", "quantity", "qty", "salesqty", "unitssold", "units",
    ]),
    (Target::Price, &[
        "销售单价", "成交单价", "实际单价", "单价", "售价", "成交价", "零售价", "价格", "unitprice", "saleprice", "sellingprice", "price",
    ]),
    (Target::Amount, &[
        "销售净额", "实收金额", "实付金额", "实际支付金额", "买家实际支付金额", "实际付款金额", "买家实付金额", "成交金额", "销售金额", "销售额",
        "营业额", "流水", "净销售额", "交易金额", "订单金额", "总金额", "应付金额", "金额", "合计金额", "salesvalue", "salesamount",
        "netsales", "netamount", "paidamount", "actualamount", "amount", "sales", "revenue", "rev", "turnover", "total", "totalamount",
    ]),
    (Target::ListAmount, &[
        "原价金额", "吊牌金额", "应收金额", "零售金额", "商品总额", "原价总额", "总金额", "买家应付货款", "订单总额", "listamount", "grossamount",
        "grosssales", "originalamount",
    ]),
    (Target::Discount, &[
        "优惠金额", "折扣金额", "折扣额", "让利金额", "减免金额", "优惠", "discountamount", "discount", "retaildisc", "rebate",
    ]),
    (Target::Cost, &["销售成本", "成本金额", "成本额", "成本", "cogs", "costamount", "cost", "totalcost"]),
    (Target::UnitCost, &["批发价格", "进货价", "进价", "成本价", "采购价", "成本单价", "unitcost", "purchaseprice", "wholesaleprice", "costprice"]),
    (Target::Tickets, &[
        "小票数", "客单数", "交易笔数", "成交笔数", "交易次数", "笔数", "订单数", "来客数", "tickets", "transactions", "ordercount", "orders",
    ]),
    (Target::Returned, &[
        "是否退货", "退货标志", "退货", "销售类型", "交易类型", "单据类型", "业务类型", "returned", "isreturn", "return", "saletype",
        "transactiontype",
    ]),
    (Target::Promotion, &[
        "是否打折销售", "是否打折", "是否促销", "促销标志", "打折", "促销", "promotion", "onpromotion", "ispromotion", "onsale",
    ]),
    (Target::Refund, &["退款金额", "实际退款金额", "退款", "退货金额", "refundamount", "refund", "refunded"]),
    (Target::PaidAt, &["订单付款时间", "付款时间", "支付时间", "paidat", "paymenttime", "paytime"]),
    (Target::Entrance, &["出入口", "入口", "通道", "门口", "点位", "entrance", "gate", "door"]),
    (Target::Visitors, &[
        "客流量", "客流人数", "客流", "进店人数", "进场人数", "进入人数", "进客流", "人次", "人数", "visitors", "footfall", "traffic", "visits",
        "peoplein", "in",
    ]),
];

/// Titles of a target, best first.
pub(crate) fn titles(target: Target) -> &'static [&'static str] {
    TITLES.iter().find(|(known, _)| *known == target).map_or(&[], |(_, titles)| titles)
}

/// What follows the word for a thing where a column holds its code or its name, and how well that fits.
const NAMING: [(&str, u32); 8] =
    [("编码", 88), ("编号", 87), ("代码", 86), ("id", 86), ("code", 86), ("no", 85), ("名称", 82), ("name", 82)];

/// A title cut into its word, its unit and what follows the unit: `销量(千克)_否` is `销量`, `千克`, `否`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) word: String,
    pub(crate) unit: String,
    pub(crate) suffix: String,
}

impl Title {
    pub(crate) fn of(text: &str) -> Title {
        let lower = text.to_lowercase();
        let (head, suffix) = match lower.rsplit_once('_') {
            Some((head, suffix)) if ["是", "否", "y", "n"].contains(&suffix) => (head.to_string(), suffix.to_string()),
            _ => (lower, String::new()),
        };
        let (word, unit) = match (head.find(['(', '[', '【']), head.rfind([')', ']', '】'])) {
            (Some(open), Some(close)) if open < close => {
                let after = head[open..].chars().next().map_or(1, char::len_utf8);
                (head[..open].to_string(), head[open + after..close].to_string())
            }
            _ => (head, String::new()),
        };
        let word = word.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | ':' | '*')).collect();
        Title { word, unit: unit.trim().to_string(), suffix }
    }

    /// How well the title fits a target, 0 to 100.
    pub(crate) fn fits(&self, target: Target) -> u32 {
        let titles = titles(target);
        if let Some(place) = titles.iter().position(|title| *title == self.word) {
            return 100 - (place as u32).min(40) / 2;
        }
        // A code or a name of something known: `店铺编码`, `品牌名称`.
        for (what, fit) in NAMING {
            if let Some(base) = self.word.strip_suffix(what)
                && titles.contains(&base)
            {
                return fit;
            }
        }
        // A longer title that ends in a known one of two characters or more means the same with less certainty.
        let ending = |title: &&&str| title.chars().count() >= 2 && self.word.ends_with(*title) && !title.is_ascii();
        match titles.iter().filter(ending).map(|title| title.chars().count()).max() {
            Some(length) => 40 + 10 * (length as u32).min(4),
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_into_word_unit_and_suffix() {
        let cases = [
            ("销量(千克)", "销量", "千克", ""),
            ("批发价格(元/千克)_否", "批发价格", "元/千克", "否"),
            ("Sales Amount", "salesamount", "", ""),
            ("retail_disc", "retaildisc", "", ""),
            ("扫码销售时间", "扫码销售时间", "", ""),
        ];
        for (text, word, unit, suffix) in cases {
            let title = Title::of(text);
            assert_eq!((title.word.as_str(), title.unit.as_str(), title.suffix.as_str()), (word, unit, suffix), "{text}");
        }
    }

    #[test]
    fn every_target_has_titles() {
        for target in Target::ALL {
            assert!(!titles(target).is_empty(), "{target:?}");
        }
    }

    #[test]
    fn exact_titles_fit_better_than_endings() {
        assert!(Title::of("金额").fits(Target::Amount) > Title::of("某某金额").fits(Target::Amount));
        assert!(Title::of("单品编码").fits(Target::Item) > Title::of("单品名称").fits(Target::Item));
        assert!(Title::of("店铺编码").fits(Target::Shop) > Title::of("店铺名称二").fits(Target::Shop));
        assert!(Title::of("柜台编号").fits(Target::Shop) >= 80 && Title::of("mall code").fits(Target::Site) >= 80);
        assert_eq!(Title::of("收货地址").fits(Target::Site), 0);
    }
}
