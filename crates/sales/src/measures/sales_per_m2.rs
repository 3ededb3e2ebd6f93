//! Sales per square metre: how well the space earns.

use super::PLACES;
use kernel::measure::{Formula, Good, Measure, Unit};
use kernel::text::text;

/// Sales per m²: see `about`.
pub fn measure() -> Measure {
    Measure {
        name: "sales_per_m2",
        title: text("坪效", "Sales per m²"),
        unit: Unit::YuanPerM2,
        good: Good::Up,
        dims: &PLACES,
        about: text(
            "销售额 ÷ 经营面积（期间合计，不折算为月）；没有面积的门店或店铺不计。",
            "Sales ÷ trading area, for the whole period; sites or shops without an area have none.",
        ),
        formula: Formula::Ratio("amount_placed", "area_m2"),
    }
}
