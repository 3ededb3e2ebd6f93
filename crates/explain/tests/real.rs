//! A year of a real supermarket taken apart, against figures that were worked out by hand.

use explain::drivers::{Factor, Goods, Method, price_volume, product};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Kilograms and yuan of a category, the year from July 2021 and the year after.
#[derive(Default)]
struct Category {
    before: (Decimal, Decimal),
    now: (Decimal, Decimal),
}

/// The vegetables of the mathematics contest of 2023; the price of a day is a mean, so the amounts are near the truth, not exact.
fn categories() -> Option<Vec<Category>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("SHUZHI_SHARED").map_or(beside, PathBuf::from).join("data/cumcm2023c/category_day_738NGX.csv");
    if !path.is_file() {
        println!("skipped: there is no real data at {}", path.display());
        return None;
    }
    let mut categories = BTreeMap::<String, Category>::new();
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        let number = |at: usize| row[at].parse::<Decimal>().or_else(|_| Decimal::from_scientific(&row[at])).unwrap_or_default();
        let (quantity, amount) = (number(6) + number(7), number(4) * number(6) + number(5) * number(7));
        let category = categories.entry(row[1].to_owned()).or_default();
        let year = match &row[0] {
            day if ("2021-07-01"..="2022-06-30").contains(&day) => &mut category.before,
            day if ("2022-07-01"..="2023-06-30").contains(&day) => &mut category.now,
            _ => continue,
        };
        *year = (year.0 + quantity, year.1 + amount);
    }
    Some(categories.into_values().collect())
}

#[test]
fn volume_mix_and_price_of_a_year_by_both_methods() {
    let Some(categories) = categories() else { return };
    let worked = price_volume(categories.iter().map(|c| Goods { before: Some(c.before), now: Some(c.now) }));
    let whole = |value: Decimal| value.round().to_string();
    assert_eq!([worked.volume, worked.mix, worked.price].map(whole), ["689844", "38799", "-371501"]);

    let float = |value: Decimal| f64::try_from(value).unwrap();
    let sum = |of: fn(&Category) -> Decimal| float(categories.iter().map(of).sum());
    let (before, now) = (sum(|c| c.before.0), sum(|c| c.now.0));
    let factor = |before: f64, now: f64| Factor { before: Some(before), now: Some(now) };
    let rows: Vec<Vec<Factor>> = categories
        .iter()
        .map(|c| {
            let ((q0, r0), (q1, r1)) = ((float(c.before.0), float(c.before.1)), (float(c.now.0), float(c.now.1)));
            vec![factor(before, now), factor(q0 / before, q1 / now), factor(r0 / q0, r1 / q1)]
        })
        .collect();
    let worked = product(&rows);
    assert_eq!(worked.method, Method::Lmdi);
    assert_eq!(worked.effects.iter().map(|effect| format!("{effect:.0}")).collect::<Vec<_>>(), ["613571", "12461", "-268888"]);
}
