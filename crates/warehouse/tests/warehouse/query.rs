//! Questions: every figure is the one a plain count over the lines gives, however it was worked out.

use crate::made::{COUNTER_TITLES, Made, counters, day, ever, now, source};
use chrono::{Datelike, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use warehouse::query::{Atom, Dim, Filter, Order, OrderBy, Proof, Question, Scope};
use warehouse::{Kind, QuestionFault, WarehouseError};

/// A line as the test knows it.
#[derive(Debug, Clone)]
struct Line {
    day: NaiveDate,
    /// Site, channel, shop, brand, category, item, ticket.
    names: [Option<String>; 7],
    quantity: Option<Decimal>,
    amount: Decimal,
    cost: Option<Decimal>,
    discount: Option<Decimal>,
}

impl Line {
    fn made(dice: &mut StdRng) -> Line {
        let mut name = |prefix: &str, count: u32, absent: u32| {
            let number = dice.random_range(0..count + absent);
            (number < count).then(|| format!("{prefix}{number}"))
        };
        let names = [
            name("M", 3, 0),
            name("渠道", 2, 1),
            name("S", 4, 1),
            name("B", 3, 1),
            name("品类", 3, 1),
            name("I", 30, 3),
            name("T", 40, 20),
        ];
        let mut cents = |chance: f64, low: i64, high: i64| dice.random_bool(chance).then(|| Decimal::new(dice.random_range(low..high), 2));
        let amount = cents(1.0, -2_000, 20_000).unwrap();
        let (cost, discount) = (cents(0.6, 0, 9_000), cents(0.5, 0, 500));
        let quantity = dice.random_bool(0.8).then(|| Decimal::new(dice.random_range(1..9_000), 3));
        let day = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap() + chrono::Days::new(dice.random_range(0..70));
        // A returned line is negative in all its numbers.
        let sign = |number: Option<Decimal>| number.map(|n| if amount < Decimal::ZERO { -n } else { n });
        Line { day, names, quantity: sign(quantity), amount, cost: sign(cost), discount: sign(discount) }
    }

    fn text(&self) -> String {
        let name = |index: usize| self.names[index].clone().unwrap_or_default();
        let number = |number: Option<Decimal>| number.map(|n| n.to_string()).unwrap_or_default();
        let names: Vec<String> = (0..7).map(name).collect();
        let numbers = [number(self.quantity), self.amount.to_string(), number(self.cost), number(self.discount)];
        format!("{},{},{}\n", self.day, names.join(","), numbers.join(","))
    }

    fn key(&self, dim: Dim) -> Option<String> {
        let named = |index: usize| self.names[index].clone();
        match dim {
            Dim::Site => named(0),
            Dim::Channel => named(1),
            Dim::Shop => named(2),
            Dim::Brand => named(3),
            Dim::Category => named(4),
            Dim::Item => named(5),
            Dim::Day => Some(self.day.to_string()),
            Dim::Week => Some(self.day.format("%G-W%V").to_string()),
            Dim::Month => Some(self.day.format("%Y-%m").to_string()),
            Dim::Quarter => Some(format!("{}-Q{}", self.day.year(), self.day.month0() / 3 + 1)),
            Dim::Year => Some(self.day.year().to_string()),
            Dim::Weekday => Some(self.day.weekday().number_from_monday().to_string()),
            other => panic!("the test does not know {other:?}"),
        }
    }
}

/// The plain count.
fn expected(lines: &[&Line], atom: Atom) -> Option<Decimal> {
    let sum = |pick: &dyn Fn(&Line) -> Option<Decimal>| lines.iter().filter_map(|line| pick(line)).reduce(|a, b| a + b);
    let returned = |line: &Line| line.amount < Decimal::ZERO;
    let different = |index: usize| {
        let values: HashSet<&String> = lines.iter().filter_map(|line| line.names[index].as_ref()).collect();
        (!values.is_empty()).then(|| Decimal::from(values.len()))
    };
    match atom {
        Atom::Amount => sum(&|line| Some(line.amount)),
        Atom::Quantity => sum(&|line| line.quantity),
        Atom::Cost => sum(&|line| line.cost),
        Atom::AmountWithCost => sum(&|line| line.cost.map(|_| line.amount)),
        Atom::Discount => sum(&|line| line.discount),
        Atom::ListAmount => sum(&|line| line.discount.map(|discount| line.amount + discount)),
        Atom::AmountWithList => sum(&|line| line.discount.map(|_| line.amount)),
        Atom::AmountWithQuantity => sum(&|line| line.quantity.map(|_| line.amount)),
        Atom::AmountWithTickets => sum(&|line| line.names[6].as_ref().map(|_| line.amount)),
        Atom::QuantityWithTickets => sum(&|line| line.names[6].as_ref().and(line.quantity)),
        Atom::Lines => (!lines.is_empty()).then(|| Decimal::from(lines.len())),
        Atom::ReturnedAmount => sum(&|line| Some(if returned(line) { line.amount } else { Decimal::ZERO })),
        Atom::ReturnedQuantity => sum(&|line| if returned(line) { line.quantity } else { Some(Decimal::ZERO) }),
        Atom::ReturnedLines => sum(&|line| Some(Decimal::from(u8::from(returned(line))))),
        Atom::Items => different(5),
        Atom::Shops => different(2),
        Atom::Brands => different(3),
        Atom::Days => {
            let days: BTreeSet<NaiveDate> = lines.iter().map(|line| line.day).collect();
            (!days.is_empty()).then(|| Decimal::from(days.len()))
        }
        Atom::Tickets => {
            let sold = lines.iter().filter(|line| !returned(line) && line.names[6].is_some());
            let tickets: HashSet<_> = sold.map(|line| (&line.names[0], &line.names[1], line.day, &line.names[6])).collect();
            (!tickets.is_empty()).then(|| Decimal::from(tickets.len()))
        }
        other => panic!("the test does not know {other:?}"),
    }
}

const ATOMS: [Atom; 19] = [
    Atom::Amount,
    Atom::Quantity,
    Atom::Cost,
    Atom::AmountWithCost,
    Atom::Discount,
    Atom::ListAmount,
    Atom::AmountWithList,
    Atom::AmountWithQuantity,
    Atom::AmountWithTickets,
    Atom::QuantityWithTickets,
    Atom::Lines,
    Atom::ReturnedAmount,
    Atom::ReturnedQuantity,
    Atom::ReturnedLines,
    Atom::Items,
    Atom::Shops,
    Atom::Brands,
    Atom::Days,
    Atom::Tickets,
];

/// Lines in several files that share days, sites and tickets.
async fn world() -> (Made, Vec<Line>) {
    let mut dice = StdRng::seed_from_u64(20_261_122);
    let lines: Vec<Line> = (0..3_000).map(|_| Line::made(&mut dice)).collect();
    let made = Made::new().await;
    for (number, part) in lines.chunks(1_100).enumerate() {
        let text: String = part.iter().map(Line::text).collect();
        let file = made.file(&format!("{number}.csv"), format!("{COUNTER_TITLES}{text}"));
        made.load(&file, &counters(), &source("pos")).await.unwrap();
    }
    (made, lines)
}

async fn compare(made: &Made, lines: &[Line], scope: &Scope, filter: &Filter, by: &[Dim]) {
    let seen: Vec<&Line> = lines
        .iter()
        .filter(|line| filter.spans.iter().any(|(from, to)| (from..=to).contains(&&line.day)))
        .filter(|line| match scope {
            Scope::All => true,
            Scope::Sites(sites) => sites.contains(line.names[0].as_ref().unwrap()),
        })
        .filter(|line| filter.values.iter().all(|(dim, values)| values.contains(&line.key(*dim))))
        .collect();
    let mut groups: BTreeMap<Vec<Option<String>>, Vec<&Line>> = BTreeMap::new();
    seen.iter().for_each(|line| groups.entry(by.iter().map(|dim| line.key(*dim)).collect()).or_default().push(line));
    let question = Question { atoms: ATOMS.to_vec(), by: by.to_vec(), filter: filter.clone(), order: vec![], limit: usize::MAX };
    let answer = made.warehouse.ask(scope, &question, None).await.unwrap();
    let context = format!("{scope:?} {filter:?} by {by:?}");
    assert_eq!(answer.groups, groups.len(), "{context}");
    for row in &answer.rows {
        for (atom, value) in ATOMS.iter().zip(&row.values) {
            assert_eq!(*value, expected(&groups[&row.keys], *atom), "{atom:?} of {:?} in {context}", row.keys);
        }
    }
    for (atom, value) in ATOMS.iter().zip(&answer.total) {
        assert_eq!(*value, expected(&seen, *atom), "{atom:?} in all, {context}");
    }
}

#[tokio::test]
async fn figures_are_those_of_a_plain_count() {
    let (made, lines) = world().await;
    compare_many(&made, &lines).await;
}

#[tokio::test]
async fn figures_of_whole_months_are_those_of_a_plain_count() {
    let (made, lines) = world().await;
    assert_eq!(made.warehouse.sum_months(0).await.unwrap(), 3, "December, January and February");
    compare_many(&made, &lines).await;
    // Half a month is added up from the facts, the other month from its sums.
    let from_within = Filter::period(day("2025-12-15"), day("2026-01-31"));
    let whole_and_days = Filter::spans(vec![(day("2025-12-01"), day("2025-12-31")), (day("2026-01-03"), day("2026-01-09"))]);
    for filter in [from_within, whole_and_days] {
        for by in [&[Dim::Item][..], &[Dim::Item, Dim::Month], &[Dim::Site, Dim::Item, Dim::Quarter]] {
            compare(&made, &lines, &Scope::All, &filter, by).await;
            compare(&made, &lines, &Scope::Sites(vec!["M1".into()]), &filter, by).await;
        }
    }
    let again = made.again().await;
    assert_eq!(again.sum_months(0).await.unwrap(), 0, "they are found again");
}

#[tokio::test]
async fn figures_by_hour_are_those_of_a_plain_count() {
    let made = Made::new().await;
    let mut dice = StdRng::seed_from_u64(20_261_128);
    let profile = crate::made::profile(serde_json::json!({
        "name": "时段", "columns": {"day": "日期", "time": "时间", "site": "门店", "ticket": "小票号", "amount": "金额"}
    }));
    let mut lines = Vec::<(NaiveDate, Option<u32>, u32, u32, i64)>::new();
    for number in 0..3 {
        let mut table = String::from("日期,时间,门店,小票号,金额\n");
        for _ in 0..400 {
            let (day, hour) = (day("2026-03-01") + chrono::Days::new(dice.random_range(0..9)), dice.random_range(8..24_u32));
            let (hour, site, ticket) = ((hour < 22).then_some(hour), dice.random_range(0..2_u32), dice.random_range(0..60_u32));
            let cents = dice.random_range(100..9_000_i64);
            let time = hour.map(|hour| format!("{hour:02}:10")).unwrap_or_default();
            table += &format!("{day},{time},M{site},T{ticket},{}\n", Decimal::new(cents, 2));
            lines.push((day, hour, site, ticket, cents));
        }
        let file = made.file(&format!("{number}.csv"), table);
        made.load(&file, &profile, &source("pos")).await.unwrap();
    }
    let mut groups = BTreeMap::<(Option<u32>, u32), (i64, HashSet<(NaiveDate, u32, u32)>)>::new();
    for (day, hour, site, ticket, cents) in &lines {
        let group = groups.entry((*hour, day.weekday().number_from_monday())).or_default();
        group.0 += cents;
        group.1.insert((*day, *site, *ticket));
    }
    let question = crate::made::question(&[Atom::Amount, Atom::Tickets], &[Dim::Hour, Dim::Weekday]);
    let answer = made.warehouse.ask(&Scope::All, &question, None).await.unwrap();
    let told: BTreeMap<_, _> = answer.rows.iter().map(|row| (row.keys.clone(), row.values.clone())).collect();
    let number = |number: usize| Decimal::from(number);
    let expected: BTreeMap<_, _> = groups
        .iter()
        .map(|((hour, weekday), (cents, tickets))| {
            let keys = vec![hour.map(|hour| hour.to_string()), Some(weekday.to_string())];
            (keys, vec![Some(Decimal::new(*cents, 2)), Some(number(tickets.len()))])
        })
        .collect();
    assert_eq!(told, expected);
    let tickets: HashSet<_> = lines.iter().map(|(day, _, site, ticket, _)| (day, site, ticket)).collect();
    assert_eq!(answer.total[1], Some(number(tickets.len())));
}

/// Some questions, each at its first and its second time: the second is answered from memory.
async fn compare_twice(made: &Made, lines: &[Line]) {
    let days = Filter::period(day("2026-01-05"), day("2026-02-03"));
    for filter in [ever(), days, ever().with(Dim::Site, &["M1"])] {
        for by in [&[][..], &[Dim::Site], &[Dim::Shop, Dim::Day], &[Dim::Item], &[Dim::Item, Dim::Month]] {
            compare(made, lines, &Scope::All, &filter, by).await;
            compare(made, lines, &Scope::All, &filter, by).await;
        }
    }
}

#[tokio::test]
async fn a_correction_of_an_old_day_shows_at_once() {
    let mut dice = StdRng::seed_from_u64(20_261_127);
    let mut lines: Vec<Line> = (0..3_000).map(|_| Line::made(&mut dice)).collect();
    let made = Made::new().await;
    for (number, part) in lines.chunks(300).enumerate() {
        let text: String = part.iter().map(Line::text).collect();
        let file = made.file(&format!("{number}.csv"), format!("{COUNTER_TITLES}{text}"));
        made.load(&file, &counters(), &source("pos")).await.unwrap();
    }
    made.warehouse.sum_months(0).await.unwrap();
    compare_twice(&made, &lines).await;

    // What one day of one site and channel was is told anew.
    let place = |line: &Line| (line.day, line.names[0].clone(), line.names[1].clone());
    let corrected = lines[0].clone();
    lines.retain(|line| place(line) != place(&corrected));
    let told = Line { amount: Decimal::new(123_456, 2), ..corrected.clone() };
    lines.push(told.clone());
    let file = made.file("correction.csv", format!("{COUNTER_TITLES}{}", told.text()));
    let options = warehouse::load::LoadOptions { replace: true, ..source("pos") };
    let loaded = made.load(&file, &counters(), &options).await.unwrap();
    compare_twice(&made, &lines).await;
    made.warehouse.sum_months(0).await.unwrap();
    compare_twice(&made, &lines).await;

    // Small files put together hold the same facts.
    assert!(made.warehouse.compact(Kind::Sales, now()).await.unwrap() > 0);
    compare_twice(&made, &lines).await;
    made.warehouse.sum_months(0).await.unwrap();
    compare_twice(&made, &lines).await;

    made.warehouse.undo(Kind::Sales, loaded.batch, now()).await.unwrap();
    lines.pop();
    compare_twice(&made, &lines).await;
}

async fn compare_many(made: &Made, lines: &[Line]) {
    let january = Filter::period(day("2026-01-01"), day("2026-01-31"));
    let some_shops = ever().with(Dim::Shop, &["S1", "S2"]);
    let mut none_too = ever();
    none_too.values.push((Dim::Category, vec![None, Some("品类1".into())]));
    let two = ever().with(Dim::Item, &["I1", "I2", "I3"]).with(Dim::Channel, &["渠道0"]);
    let nothing = Filter::period(day("2030-01-01"), day("2030-01-31"));
    // The week of New Year's Eve and two days of March, as a comparison by holidays may ask for.
    let apart = Filter::spans(vec![(day("2026-02-10"), day("2026-02-16")), (day("2026-03-03"), day("2026-03-04"))]);
    let filters = [ever(), january, some_shops, none_too, two, nothing, apart, Filter::spans(vec![])];
    let bys: [&[Dim]; 12] = [
        &[],
        &[Dim::Site],
        &[Dim::Site, Dim::Channel, Dim::Month],
        &[Dim::Shop],
        &[Dim::Brand, Dim::Week],
        &[Dim::Category, Dim::Weekday],
        &[Dim::Shop, Dim::Category],
        &[Dim::Item],
        &[Dim::Item, Dim::Quarter],
        &[Dim::Day],
        &[Dim::Year],
        &[Dim::Site, Dim::Quarter, Dim::Item],
    ];
    for filter in &filters {
        for by in bys {
            compare(made, lines, &Scope::All, filter, by).await;
        }
    }
    for scope in [Scope::Sites(vec!["M0".into(), "M2".into()]), Scope::Sites(vec!["nowhere".into()]), Scope::Sites(vec![])] {
        for by in [&[][..], &[Dim::Site], &[Dim::Item]] {
            compare(made, lines, &scope, &filters[0], by).await;
        }
    }
}

#[tokio::test]
async fn a_ticket_at_two_of_the_shops_asked_for_counts_once() {
    let made = Made::new().await;
    let line = |shop: &str| format!("2026-03-01,M1,,{shop},,,,T1,1,10.00,,\n");
    let file = made.file("one.csv", format!("{COUNTER_TITLES}{}{}", line("S1"), line("S2")));
    made.load(&file, &counters(), &source("pos")).await.unwrap();
    let mut question = crate::made::question(&[Atom::Tickets], &[]);
    for (shops, expected) in [(&["S1"][..], 1), (&["S1", "S2"], 1)] {
        question.filter = ever().with(Dim::Shop, shops);
        assert_eq!(made.warehouse.ask(&Scope::All, &question, None).await.unwrap().total, [Some(Decimal::from(expected))], "{shops:?}");
    }
}

#[tokio::test]
async fn rows_come_in_the_order_asked_for() {
    let (made, lines) = world().await;
    let mut question = crate::made::question(&[Atom::Amount], &[Dim::Item]);
    question.order = vec![Order { by: OrderBy::Atom(Atom::Amount), descending: true }];
    question.limit = 5;
    let answer = made.warehouse.ask(&Scope::All, &question, None).await.unwrap();
    assert_eq!((answer.rows.len(), answer.groups), (5, 31));
    assert!(answer.rows.is_sorted_by(|a, b| a.values[0] >= b.values[0]));
    let whole: Decimal = lines.iter().map(|line| line.amount).sum();
    assert_eq!(answer.total, [Some(whole)]);
    question.order = vec![Order { by: OrderBy::Dim(Dim::Item), descending: true }];
    let answer = made.warehouse.ask(&Scope::All, &question, None).await.unwrap();
    assert_eq!(answer.rows[0].keys, [Some("I9".to_string())]);
    let backwards = Filter::period(day("2026-02-01"), day("2026-01-01"));
    let twice = Filter::spans(vec![(day("2026-01-01"), day("2026-01-31")), (day("2026-01-31"), day("2026-02-01"))]);
    let cases = [
        (Question { atoms: vec![], ..question.clone() }, QuestionFault::NoAtoms),
        (Question { filter: backwards, ..question.clone() }, QuestionFault::Backwards),
        (Question { filter: twice, ..question.clone() }, QuestionFault::Backwards),
        (Question { filter: ever().with(Dim::Month, &["2026-01"]), ..question.clone() }, QuestionFault::TimeFilter),
    ];
    for (question, fault) in cases {
        match made.warehouse.ask(&Scope::All, &question, None).await {
            Err(WarehouseError::Question(found)) => assert_eq!(found, fault),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn evidence_pages_through_every_line_once() {
    let (made, lines) = world().await;
    let version = made.warehouse.version();
    let filter = ever().with(Dim::Shop, &["S1"]);
    let mut proof = Proof { kind: Kind::Sales, filter, returned: None, after: None, limit: 100 };
    let wanted: Vec<&Line> = lines.iter().filter(|line| line.names[2].as_deref() == Some("S1")).collect();
    let mut seen = HashSet::new();
    let mut sum = Decimal::ZERO;
    loop {
        let page = made.warehouse.evidence(&Scope::All, &proof, Some(version)).await.unwrap();
        assert_eq!(page.total as usize, wanted.len());
        let column = |name: &str| page.columns.iter().position(|column| column == name).unwrap();
        for row in &page.rows {
            assert!(seen.insert((row[column("batch")].clone(), row[column("line")].clone())), "no line comes twice");
            sum += row[column("amount")].as_ref().unwrap().parse::<Decimal>().unwrap();
        }
        // A load in the middle of paging changes nothing: the pages are of one version.
        if seen.len() == 100 {
            let file = made.file("late.csv", format!("{COUNTER_TITLES}2026-01-01,M0,渠道0,S1,,,,,1,1000000,,\n"));
            made.load(&file, &counters(), &source("late")).await.unwrap();
        }
        match page.next {
            Some(next) => proof.after = Some(next.to_string().parse().unwrap()),
            None => break,
        }
    }
    assert_eq!((seen.len(), sum), (wanted.len(), wanted.iter().map(|line| line.amount).sum()));
    let returned = Proof { returned: Some(true), after: None, filter: ever(), ..proof };
    let page = made.warehouse.evidence(&Scope::Sites(vec!["M1".into()]), &returned, Some(version)).await.unwrap();
    let expected = lines.iter().filter(|line| line.amount < Decimal::ZERO && line.names[0].as_deref() == Some("M1")).count();
    assert_eq!(page.total as usize, expected);
}

#[tokio::test]
async fn when_each_item_was_last_sold_in_a_period() {
    let made = Made::new().await;
    let lines = "2026-01-01,M1,,,,,A,,1,70,,\n\
                 2026-01-02,M1,,,,,B,,1,15,,\n\
                 2026-02-04,M1,,,,,D,,1,5,,\n\
                 2026-02-05,M1,,,,,D,,-1,-5,,\n\
                 2026-02-05,M1,,,,,B,,-1,-5,,\n\
                 2026-02-03,M1,,,,,A,,1,30,,\n\
                 2026-02-06,M1,,,,,A,,2,30,,\n\
                 2026-03-06,M1,,,,,A,,2,30,,\n";
    let file = made.file("a.csv", format!("{COUNTER_TITLES}{lines}"));
    made.load(&file, &counters(), &source("pos")).await.unwrap();
    let february = Filter::period(day("2026-02-01"), day("2026-02-28"));
    // B came back in February, but was sold before it.
    let expected = [("A".to_owned(), day("2026-02-06")), ("D".to_owned(), day("2026-02-04"))].into();
    assert_eq!(made.warehouse.last_sold(&Scope::All, Dim::Item, &february, None).await.unwrap(), expected);
    made.warehouse.sum_months(0).await.unwrap();
    assert_eq!(made.warehouse.last_sold(&Scope::All, Dim::Item, &february, None).await.unwrap(), expected);
    // The days beyond the month are looked up in the facts.
    let and_march = Filter::period(day("2026-02-01"), day("2026-03-06"));
    let last = made.warehouse.last_sold(&Scope::All, Dim::Item, &and_march, None).await.unwrap();
    assert_eq!(last["A"], day("2026-03-06"));
}

#[tokio::test]
async fn day_sums_that_are_lost_are_made_again() {
    let (made, lines) = world().await;
    std::fs::remove_dir_all(made.folder.path().join("warehouse/sales_rollup")).unwrap();
    let again = made.again().await;
    let answer = again.ask(&Scope::All, &crate::made::question(&[Atom::Amount, Atom::Tickets], &[]), None).await.unwrap();
    let all: Vec<&Line> = lines.iter().collect();
    assert_eq!(answer.total, [expected(&all, Atom::Amount), expected(&all, Atom::Tickets)]);
    assert!(made.folder.path().join("warehouse/sales_rollup").is_dir());
}

#[tokio::test]
async fn versions_are_texts_and_the_past_stays() {
    let (made, _) = world().await;
    let version = made.warehouse.version();
    assert_eq!(version.to_string().parse::<warehouse::Version>().unwrap(), version);
    assert!("12".parse::<warehouse::Version>().is_err());
    let amount = made.amount().await;
    let file = made.file("late.csv", format!("{COUNTER_TITLES}2026-03-01,M0,,,,,,,1,1,,\n"));
    let late = made.load(&file, &counters(), &source("late")).await.unwrap();
    assert_eq!(made.warehouse.until_within(&Scope::All, None).await.unwrap(), Some(day("2026-03-01")));
    made.warehouse.undo(Kind::Sales, late.batch, now()).await.unwrap();
    let question = crate::made::question(&[Atom::Amount], &[]);
    let again = made.again().await;
    for warehouse in [&made.warehouse, &again] {
        let past = warehouse.ask(&Scope::All, &question, Some(version)).await.unwrap();
        assert_eq!(past.total[0].map(|value| value.to_string()), amount);
        assert_eq!(past.version, version);
        let never = warehouse.ask(&Scope::All, &question, Some("999.0".parse().unwrap())).await;
        assert!(matches!(never, Err(WarehouseError::NoVersion(_))));
    }
}

#[tokio::test]
async fn tickets_are_held_against_visitors_where_these_were_counted() {
    let made = Made::new().await;
    // Two tickets at ten and one at eleven on the first; day totals bring their own number.
    let pos = crate::made::profile(serde_json::json!({
        "columns": {"day": "日期", "time": "时间", "site": "门店", "item": "单品", "ticket": "小票号", "tickets": "客单数", "amount": "金额"}
    }));
    let lines = "日期,时间,门店,单品,小票号,客单数,金额\n\
                 2026-01-01,10:00:00,M1,A,t1,,5\n2026-01-01,10:10:00,M1,B,t1,,5\n2026-01-01,10:20:00,M1,A,t2,,5\n\
                 2026-01-01,11:00:00,M1,A,t3,,5\n2026-01-02,10:00:00,M1,A,t4,,5\n2026-01-01,10:00:00,M2,A,t5,,5\n\
                 2026-01-02,,M2,A,,30,5\n";
    made.load(&made.file("pos.csv", lines), &pos, &source("pos")).await.unwrap();
    let people = crate::made::profile(serde_json::json!({
        "kind": "visitors", "columns": {"day": "日期", "time": "时段", "site": "门店", "entrance": "出入口", "visitors": "客流量"}
    }));
    let lines = "日期,时段,门店,出入口,客流量\n2026-01-01,10,M1,东门,6\n2026-01-01,10,M1,西门,4\n2026-01-02,10,M2,东门,90\n";
    made.load(&made.file("people.csv", lines), &people, &source("counter")).await.unwrap();
    let ask = async |by: &[Dim]| {
        let question = crate::made::question(&[Atom::TicketsWithVisitors, Atom::Tickets, Atom::Visitors], by);
        let answer = made.warehouse.ask(&Scope::All, &question, None).await.unwrap();
        assert_eq!(answer.total, [33, 35, 100].map(|n: i64| Some(n.into())), "{by:?}");
        answer.rows.iter().map(crate::made::line).collect::<Vec<_>>()
    };
    assert_eq!(ask(&[]).await, [": 33 35 100"]);
    assert_eq!(ask(&[Dim::Site]).await, ["M1: 3 4 10", "M2: 30 31 90"]);
    assert_eq!(ask(&[Dim::Day]).await, ["2026-01-01: 3 4 10", "2026-01-02: 30 31 90"]);
    // Nobody was counted at eleven, and what has no hour has no visitors of an hour.
    assert_eq!(ask(&[Dim::Hour]).await, ["10: 2 4 100", "11: - 1 -", "-: - 30 -"]);
    assert_eq!(ask(&[Dim::Item]).await, ["A: 33 35 -", "B: 1 1 -"]);
    let own = Scope::Sites(vec!["M1".into()]);
    let question = crate::made::question(&[Atom::TicketsWithVisitors], &[Dim::Site]);
    let answer = made.warehouse.ask(&own, &question, None).await.unwrap();
    assert_eq!(answer.rows.iter().map(crate::made::line).collect::<Vec<_>>(), ["M1: 3"]);
}

#[tokio::test]
async fn visitors_of_days_whose_tickets_are_unknown_are_held_against_nothing() {
    let made = Made::new().await;
    let pos = crate::made::profile(serde_json::json!({
        "columns": {"day": "日期", "time": "时间", "site": "门店", "ticket": "小票号", "tickets": "客单数", "amount": "金额"}
    }));
    // M1 tells its tickets on the first, their number on the second, nothing on the third, and sells nothing on the fourth.
    let lines = "日期,时间,门店,小票号,客单数,金额\n2026-01-01,10:00:00,M1,t1,,5\n2026-01-02,,M1,,30,5\n\
                 2026-01-03,10:00:00,M1,,,5\n2026-01-03,11:00:00,M1,,,5\n2026-01-03,10:00:00,M2,t2,,5\n";
    made.load(&made.file("pos.csv", lines), &pos, &source("pos")).await.unwrap();
    let people = crate::made::profile(serde_json::json!({
        "kind": "visitors", "columns": {"day": "日期", "time": "时段", "site": "门店", "visitors": "客流量"}
    }));
    let lines = "日期,时段,门店,客流量\n2026-01-01,10,M1,10\n2026-01-01,12,M1,1\n2026-01-02,10,M1,200\n\
                 2026-01-03,10,M1,3000\n2026-01-04,10,M1,40000\n2026-01-03,10,M2,500000\n";
    made.load(&made.file("people.csv", lines), &people, &source("counter")).await.unwrap();
    for (by, expected) in [
        (vec![], vec![": 540211"]),
        (vec![Dim::Site], vec!["M1: 40211", "M2: 500000"]),
        (vec![Dim::Day], vec!["2026-01-01: 11", "2026-01-02: 200", "2026-01-03: 500000", "2026-01-04: 40000"]),
        // The tickets of the second belong to no hour.
        (vec![Dim::Hour], vec!["10: 540010", "12: 1"]),
    ] {
        let question = crate::made::question(&[Atom::VisitorsWithTickets], &by);
        let answer = made.warehouse.ask(&Scope::All, &question, None).await.unwrap();
        assert_eq!(answer.rows.iter().map(crate::made::line).collect::<Vec<_>>(), expected, "{by:?}");
        assert_eq!(answer.total, [Some(540_211.into())], "{by:?}");
    }
}

#[tokio::test]
async fn the_last_day_is_that_of_the_sites_one_may_see() {
    let made = Made::new().await;
    let line = |day: &str, site: &str| format!("{day},{site},,,,,A,,1,5,,\n");
    let lines = [line("2026-01-20", "M1"), line("2026-01-09", "M2"), line("2026-01-20", "M3")].concat();
    made.load(&made.file("a.csv", format!("{COUNTER_TITLES}{lines}")), &counters(), &source("a")).await.unwrap();
    let before = made.warehouse.version();
    made.load(&made.file("b.csv", format!("{COUNTER_TITLES}{}", line("2026-01-15", "M2"))), &counters(), &source("b")).await.unwrap();
    let sites = |sites: &[&str]| Scope::Sites(sites.iter().map(ToString::to_string).collect());
    for (scope, at, expected) in [
        (Scope::All, None, Some("2026-01-20")),
        (sites(&["M2"]), None, Some("2026-01-15")),
        (sites(&["M2"]), Some(before), Some("2026-01-09")),
        (sites(&["M1", "M2"]), None, Some("2026-01-20")),
        (sites(&["M9"]), None, None),
        (sites(&[]), None, None),
    ] {
        assert_eq!(made.warehouse.until_within(&scope, at).await.unwrap(), expected.map(day), "{scope:?} {at:?}");
    }
}

#[tokio::test]
async fn day_sums_of_an_older_shape_are_made_again() {
    use datafusion::arrow::array::{ArrayRef, Int64Array};
    use datafusion::arrow::record_batch::RecordBatch;
    use datafusion::parquet::arrow::ArrowWriter;
    let (made, lines) = world().await;
    let old = RecordBatch::try_from_iter([("amount", std::sync::Arc::new(Int64Array::from(vec![1])) as ArrayRef)]).unwrap();
    let mut folders = vec![made.folder.path().join("warehouse/sales_rollup")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let mut writer = ArrowWriter::try_new(std::fs::File::create(entry.path()).unwrap(), old.schema(), None).unwrap();
            writer.write(&old).unwrap();
            writer.close().unwrap();
        }
    }
    let answer = made.again().await.ask(&Scope::All, &crate::made::question(&[Atom::AmountWithTickets], &[Dim::Year]), None).await.unwrap();
    let all: Vec<&Line> = lines.iter().collect();
    assert_eq!(answer.total, [expected(&all, Atom::AmountWithTickets)]);
}
