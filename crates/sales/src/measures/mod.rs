//! The measures of sales, one figure a file.

mod active_items;
mod average_price;
mod average_ticket;
mod conversion;
mod days_without_sale;
mod discount_rate;
mod gross_margin;
mod gross_margin_rate;
mod quantity;
mod return_rate;
mod sales;
mod sales_per_m2;
mod tickets;
mod units_per_ticket;
mod visitors;

use kernel::measure::{Dim, Measure};
use kernel::text::text;

/// Dimensions of sums of sales.
const DIMS: [&str; 9] = ["site", "channel", "shop", "brand", "category", "item", "floor", "city", "wide_category"];
/// Dimensions of tickets: one of several categories would count in a wide category as often.
const TICKET_DIMS: [&str; 8] = ["site", "channel", "shop", "brand", "category", "item", "floor", "city"];
/// Dimensions of the facts themselves: different items do not add up.
const FACT_DIMS: [&str; 6] = ["site", "channel", "shop", "brand", "category", "item"];
/// Dimensions that have an area.
const PLACES: [&str; 4] = ["site", "shop", "floor", "city"];
/// Visitors are counted for the site as a whole.
const SITES: [&str; 2] = ["site", "city"];

/// All measures of sales, in the order people look at them.
pub fn all() -> Vec<Measure> {
    vec![
        sales::measure(),
        quantity::measure(),
        tickets::measure(),
        average_ticket::measure(),
        units_per_ticket::measure(),
        average_price::measure(),
        discount_rate::measure(),
        gross_margin::measure(),
        gross_margin_rate::measure(),
        return_rate::measure(),
        active_items::measure(),
        sales_per_m2::measure(),
        visitors::measure(),
        conversion::measure(),
        days_without_sale::measure(),
    ]
}

/// Whether a dimension is a span of time.
pub fn is_time(name: &str) -> bool {
    dims().iter().any(|dim| dim.time && dim.name == name)
}

/// What figures of sales are broken down by.
pub fn dims() -> Vec<Dim> {
    let of = |name, zh: &str, en: &str, record| Dim { name, title: text(zh, en), record, time: false };
    let time = |name, zh: &str, en: &str| Dim { name, title: text(zh, en), record: None, time: true };
    vec![
        of("site", "门店", "Site", Some("site")),
        of("channel", "渠道", "Channel", Some("channel")),
        of("shop", "店铺", "Shop", Some("shop")),
        of("brand", "品牌", "Brand", Some("brand")),
        of("category", "品类", "Category", Some("category")),
        of("item", "单品", "Item", Some("item")),
        of("floor", "楼层", "Floor", None),
        of("city", "城市", "City", None),
        of("wide_category", "大类", "Wide category", Some("category")),
        time("day", "日", "Day"),
        time("week", "周", "Week"),
        time("month", "月", "Month"),
        time("quarter", "季", "Quarter"),
        time("year", "年", "Year"),
        time("weekday", "星期", "Weekday"),
        time("hour", "时段", "Hour"),
    ]
}
