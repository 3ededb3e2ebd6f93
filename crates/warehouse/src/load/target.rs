//! What a column of a file can be: the vocabulary of a profile.

use crate::Kind;
use serde::{Deserialize, Serialize};

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Day,
    Time,
    Site,
    Channel,
    Shop,
    Brand,
    Category,
    Item,
    Ticket,
    Member,
    Quantity,
    Price,
    Amount,
    ListAmount,
    Discount,
    Cost,
    UnitCost,
    Tickets,
    Returned,
    Promotion,
    Refund,
    PaidAt,
    Entrance,
    Visitors,
}

impl Target {
    /// All targets in the order they are offered.
    pub const ALL: [Target; 24] = [
        Target::Day,
        Target::Time,
        Target::Site,
        Target::Channel,
        Target::Shop,
        Target::Brand,
        Target::Category,
        Target::Item,
        Target::Ticket,
        Target::Member,
        Target::Quantity,
        Target::Price,
        Target::Amount,
        Target::ListAmount,
        Target::Discount,
        Target::Cost,
        Target::UnitCost,
        Target::Tickets,
        Target::Returned,
        Target::Promotion,
        Target::Refund,
        Target::PaidAt,
        Target::Entrance,
        Target::Visitors,
    ];

    /// Whether facts of the kind can have it.
    pub fn fits(self, kind: Kind) -> bool {
        match self {
            Target::Day | Target::Time | Target::Site => true,
            Target::Entrance | Target::Visitors => kind == Kind::Visitors,
            _ => kind == Kind::Sales,
        }
    }

    /// Whether every fact of the kind needs it. The amount of a sale may be given or computed.
    pub fn required(self, kind: Kind) -> bool {
        match self {
            Target::Day | Target::Site => true,
            Target::Visitors => kind == Kind::Visitors,
            _ => false,
        }
    }

    /// Whether its values are added up, so that one written once for several rows counts once.
    pub fn adds_up(self) -> bool {
        use Target::{Amount, Cost, Discount, ListAmount, Quantity, Refund, Tickets, Visitors};
        matches!(self, Quantity | Amount | ListAmount | Discount | Cost | Tickets | Refund | Visitors)
    }

    /// The name in a profile.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// The title in Chinese.
    pub fn zh(self) -> &'static str {
        self.words().1
    }

    /// The title in English.
    pub fn en(self) -> &'static str {
        self.words().2
    }

    /// What to choose for it, in Chinese and English.
    pub fn about(self) -> (&'static str, &'static str) {
        match self {
            Target::Day => ("营业日", "The business day"),
            Target::Time => ("成交时间，只保留小时", "Time of the sale; its hour is kept"),
            Target::Site => ("门店或商场的代码；文件没有时可填固定值", "Code of the store or mall; may be a constant"),
            Target::Channel => ("销售渠道的代码", "Code of the channel"),
            Target::Shop => ("商场里的店铺、百货里的柜台", "Shop in a mall, counter in a store"),
            Target::Brand => ("品牌", "Brand"),
            Target::Category => ("品类", "Category"),
            Target::Item => ("单品代码或名称", "Code or name of the item"),
            Target::Ticket => ("小票号或订单号", "Number of the receipt or order"),
            Target::Member => ("会员号", "Number of the member"),
            Target::Quantity => ("数量，保留三位小数", "Quantity, three decimals"),
            Target::Price => ("单价；没有金额列时用来计算金额", "Unit price; used when there is no amount"),
            Target::Amount => ("折后金额", "Amount after discounts"),
            Target::ListAmount => ("折前金额", "Amount before discounts"),
            Target::Discount => ("优惠金额", "Discount"),
            Target::Cost => ("成本金额", "Cost of the line"),
            Target::UnitCost => ("单位成本或进价，乘以数量得成本", "Cost of one; multiplied by the quantity"),
            Target::Tickets => ("该行汇总的小票数", "Tickets summed up in the line"),
            Target::Returned => ("是否退货", "Whether the line is a return"),
            Target::Promotion => ("是否促销", "Whether sold on promotion"),
            Target::Refund => ("退款金额；生成一条退货记录", "Amount refunded; becomes a returned line"),
            Target::PaidAt => ("付款时间；为空表示未付款", "When it was paid; blank means unpaid"),
            Target::Entrance => ("出入口", "Entrance"),
            Target::Visitors => ("客流人数", "People counted"),
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Target::Day => ("day", "日期", "Day"),
            Target::Time => ("time", "时间", "Time"),
            Target::Site => ("site", "门店", "Site"),
            Target::Channel => ("channel", "渠道", "Channel"),
            Target::Shop => ("shop", "店铺", "Shop"),
            Target::Brand => ("brand", "品牌", "Brand"),
            Target::Category => ("category", "品类", "Category"),
            Target::Item => ("item", "单品", "Item"),
            Target::Ticket => ("ticket", "小票号", "Ticket"),
            Target::Member => ("member", "会员", "Member"),
            Target::Quantity => ("quantity", "数量", "Quantity"),
            Target::Price => ("price", "单价", "Unit price"),
            Target::Amount => ("amount", "金额", "Amount"),
            Target::ListAmount => ("list_amount", "原价金额", "List amount"),
            Target::Discount => ("discount", "优惠", "Discount"),
            Target::Cost => ("cost", "成本", "Cost"),
            Target::UnitCost => ("unit_cost", "进价", "Unit cost"),
            Target::Tickets => ("tickets", "小票数", "Tickets"),
            Target::Returned => ("returned", "退货", "Returned"),
            Target::Promotion => ("promotion", "促销", "Promotion"),
            Target::Refund => ("refund", "退款金额", "Refund"),
            Target::PaidAt => ("paid_at", "付款时间", "Paid at"),
            Target::Entrance => ("entrance", "出入口", "Entrance"),
            Target::Visitors => ("visitors", "客流", "Visitors"),
        }
    }
}
