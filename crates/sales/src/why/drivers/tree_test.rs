//! Worked by hand: a shift between shops, goods or sites is their mix and no driver of any of them.

use super::*;
use proptest::prelude::*;

/// Tickets, pieces and sales of a part.
fn side(tickets: i32, pieces: i32, sold: i32) -> Side {
    let [tickets, pieces, sold] = [tickets, pieces, sold].map(f64::from);
    Side { tickets, pieces, sold, ..Side::default() }
}

fn visited(visitors: i32, side: Side) -> Side {
    Side { visitors: Some(f64::from(visitors)), ..side }
}

const KNOWN: Known = Known { visitors: true, capture: true, tickets: true, pieces: true, lacks: Vec::new() };
const UNVISITED: Known = Known { visitors: false, capture: false, tickets: true, pieces: true, lacks: Vec::new() };

/// The drivers of a figure with what each did.
fn effects(how: &How) -> Vec<(&str, String)> {
    how.drivers.iter().map(|driver| (driver.key, driver.effect.normalize().to_string())).collect()
}

fn tree(known: Known, parts: Parts, rows: &[(Side, Side)], whole: (Side, Side)) -> Tree {
    Tree::of(known, parts, rows.to_vec(), whole)
}

/// Of 20 buyers out of 200 visitors, half went to a shop of 100 yuan and half to one of 50; now it is a quarter and three.
fn shifted() -> Vec<(Side, Side)> {
    vec![(side(5, 5, 500), side(10, 10, 1000)), (side(15, 15, 750), side(10, 10, 500))]
}

#[test]
fn a_shift_to_the_cheaper_shop_is_no_fall_of_the_price() {
    let whole = (visited(200, side(20, 20, 1250)), visited(200, side(20, 20, 1500)));
    let told = tree(KNOWN, Parts::Shops, &shifted(), whole.clone()).told("sales", Decimal::from(-250), Decimal::ZERO);
    let expected = [("visitors", "0"), ("conversion", "0"), ("mix", "-250"), ("units_per_ticket", "0"), ("average_price", "0")];
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
    assert_eq!((told.method, told.parts, told.title.zh.as_str()), ("lmdi", Some("shop"), "销售额 = 客流 × 提袋率 × 连带率 × 件单价"));
    assert_eq!(told.drivers[2].title.zh, "店铺结构");
    // What is shown of the price is still that of all shops together.
    let price = &told.drivers[4];
    assert_eq!((price.before, price.now), (Some(Decimal::new(75, 0)), Some(Decimal::new(625, 1))));
    // A mall of which nothing is known but the sums: the same would have been a fall of the price.
    let one = tree(KNOWN, Parts::Sites, std::slice::from_ref(&whole), whole.clone()).told("sales", Decimal::from(-250), Decimal::ZERO);
    assert_eq!((&effects(&one)[3], one.parts), (&("average_price", "-250".to_owned()), None));
}

#[test]
fn prices_that_rose_everywhere_are_told_apart_from_the_shift() {
    // 1000 → 550 and 500 → 825: L = 752.7135 and 648.9936; mix L·ln ½ + L·ln 1.5, price (752.7135 + 648.9936)·ln 1.1.
    let rows = [(side(5, 5, 550), side(10, 10, 1000)), (side(15, 15, 825), side(10, 10, 500))];
    let whole = (side(20, 20, 1375), side(20, 20, 1500));
    let told = tree(UNVISITED, Parts::Shops, &rows, whole).told("sales", Decimal::from(-125), Decimal::ZERO);
    let expected = [("tickets", "0"), ("mix", "-258.6"), ("units_per_ticket", "0"), ("average_price", "133.6")];
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
}

#[test]
fn a_shop_that_opened_is_worked_out_by_shapley() {
    // Tickets 10 → 20 of 100 visitors. The old shop: capture (1000 + 500) ÷ 2, share −750; the new one: 75 and 225.
    let rows = [(side(10, 10, 1000), side(10, 10, 1000)), (side(10, 10, 300), Side::default())];
    let whole = (visited(100, side(20, 20, 1300)), visited(100, side(10, 10, 1000)));
    let told = tree(KNOWN, Parts::Shops, &rows, whole).told("sales", Decimal::from(300), Decimal::ZERO);
    let expected = [("visitors", "0"), ("conversion", "825"), ("mix", "-525"), ("units_per_ticket", "0"), ("average_price", "0")];
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
    assert_eq!(told.method, "shapley");
}

#[test]
fn a_shift_between_categories_of_a_supermarket_is_told_without_their_tickets() {
    let rows = [(side(0, 5, 50), side(0, 10, 100)), (side(0, 15, 30), side(0, 10, 20))];
    let whole = (side(10, 20, 80), side(10, 20, 120));
    let of = |figure: &str, change| tree(UNVISITED, Parts::Categories, &rows, whole.clone()).told(figure, change, Decimal::ZERO);
    let expected = [("tickets", "0"), ("units_per_ticket", "0"), ("mix", "-40"), ("average_price", "0")];
    let told = of("sales", Decimal::from(-40));
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
    assert_eq!((told.parts, told.drivers[2].title.en.as_str()), (Some("category"), "Mix of categories"));
    // Pieces are no more apart by category than they are in all.
    assert_eq!(of("quantity", Decimal::ZERO).drivers.len(), 2);
}

#[test]
fn tickets_of_one_site_have_no_mix_of_shops_and_those_of_two_have_one_of_sites() {
    let whole = (visited(200, side(20, 20, 1250)), visited(200, side(20, 20, 1500)));
    let told = tree(KNOWN, Parts::Shops, &shifted(), whole).told("tickets", Decimal::ZERO, Decimal::ZERO);
    assert_eq!((effects(&told).len(), told.parts), (2, None));
    // Half of 100 visitors came to a site where one in ten buys, half to one where one in five does; now all come to the second.
    let rows = [(visited(0, side(0, 0, 0)), visited(50, side(5, 5, 5))), (visited(100, side(20, 20, 20)), visited(50, side(10, 10, 10)))];
    let whole = (visited(100, side(20, 20, 20)), visited(100, side(15, 15, 15)));
    let told = tree(KNOWN, Parts::Sites, &rows, whole).told("tickets", Decimal::from(5), Decimal::ZERO);
    let expected = [("visitors", "0"), ("mix", "5"), ("conversion", "0")];
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
}

#[test]
fn margin_moves_by_the_mix_of_shops_too() {
    // Of the dear shop a piece earns 40, of the other 10: five pieces that moved cost 150.
    let of = |pieces: i32, known: i32, cost: i32| Side { known: f64::from(known), cost: f64::from(cost), ..side(pieces, pieces, known) };
    let rows = [(of(5, 500, 300), of(10, 1000, 600)), (of(15, 750, 600), of(10, 500, 400))];
    let whole = (of(20, 1250, 900), of(20, 1500, 1000));
    let told = tree(KNOWN, Parts::Shops, &rows, whole).margin(Decimal::from(-150), Decimal::ZERO);
    let expected = [("quantity", "0"), ("mix", "-150"), ("average_price", "0"), ("unit_cost", "0")];
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
}

#[test]
fn sales_without_tickets_go_with_the_largest_shop_and_not_astray() {
    let rows = [(side(10, 10, 1000), side(10, 10, 1000)), (side(0, 0, 10), side(0, 0, 20)), (side(5, 5, 50), side(5, 5, 50))];
    let whole = (side(15, 15, 1060), side(15, 15, 1070));
    let told = tree(UNVISITED, Parts::Shops, &rows, whole).told("sales", Decimal::from(-10), Decimal::ZERO);
    let expected = [("tickets", "0"), ("mix", "0"), ("units_per_ticket", "0"), ("average_price", "-10")];
    assert_eq!(effects(&told), expected.map(|(key, effect)| (key, effect.to_owned())));
}

proptest! {
    /// Shops open and close, and a ticket may name several: the effects are the change before anything is settled.
    #[test]
    fn the_effects_are_the_change_of_the_sales(parts in proptest::collection::vec((1..90, 1..90, 1..9_000, 1..90, 1..90, 1..9_000, 0..4), 1..9), shared in 0..9) {
        let open = |known: bool, side: Side| if known { side } else { Side::default() };
        let rows: Vec<_> = parts.iter().map(|p| (open(p.6 != 0, side(p.0, p.1, p.2)), open(p.6 != 1, side(p.3, p.4, p.5)))).collect();
        let all = |of: fn(&(Side, Side)) -> &Side| {
            let sum = Side::sum(rows.iter().map(of));
            visited(500, Side { tickets: (sum.tickets - f64::from(shared)).max(1.0), ..sum })
        };
        let whole = (all(|(now, _)| now), all(|(_, before)| before));
        let change = whole.0.sold - whole.1.sold;
        for parts in [Parts::Shops, Parts::Categories] {
            let tree = tree(KNOWN, parts, &rows, whole.clone());
            let steps = tree.up_to("sales");
            let effects = product(&tree.rows(&steps, tree.leading(&steps))).effects;
            prop_assert!((effects.iter().sum::<f64>() - change).abs() < 1e-6 * (1.0 + whole.0.sold + whole.1.sold), "{effects:?} {change}");
        }
    }
}
