//! The same questions here and on a cluster: a scheduler and two executors, each a process of the real program.

mod facts;
mod processes;

use chrono::NaiveDate;
use facts::Company;
use processes::{Cluster, ran};
use std::time::Duration;
use testkit::Buckets;
use tokio::time::timeout;
use warehouse::query::{Answer, Atom, Dim, Filter, Proof, Question, Scope};
use warehouse::{Kind, Share, Version, Warehouse};

/// Longer than any question of this test takes, and than an executor takes to be there.
const LONG: Duration = Duration::from_secs(120);

const ATOMS: [Atom; 24] = [
    Atom::Amount,
    Atom::ListAmount,
    Atom::Discount,
    Atom::AmountWithList,
    Atom::Cost,
    Atom::AmountWithCost,
    Atom::Quantity,
    Atom::AmountWithQuantity,
    Atom::AmountWithTickets,
    Atom::QuantityWithTickets,
    Atom::Lines,
    Atom::ReturnedAmount,
    Atom::ReturnedQuantity,
    Atom::ReturnedLines,
    Atom::PromotionAmount,
    Atom::Tickets,
    Atom::TicketsWithVisitors,
    Atom::Items,
    Atom::Members,
    Atom::Shops,
    Atom::Brands,
    Atom::Days,
    Atom::Visitors,
    Atom::VisitorsWithTickets,
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn question(atoms: &[Atom], by: &[Dim], filter: Filter) -> Question {
    Question { atoms: atoms.to_vec(), by: by.to_vec(), filter, order: vec![], limit: 10_000 }
}

/// The questions that must come out the same, with the sites of who asks.
fn golden() -> Vec<(Scope, Question)> {
    let all = || Filter::period(day("2026-01-01"), day("2026-12-31"));
    let scattered = || Filter::spans(vec![(day("2026-01-05"), day("2026-01-09")), (day("2026-03-02"), day("2026-03-30"))]);
    let mut nobody = all();
    nobody.values.push((Dim::Brand, vec![None, Some("B3".into())]));
    let one_site = || Scope::Sites(vec!["M01".into()]);
    let sums = &ATOMS[..15];
    let goods = &[Atom::Amount, Atom::Items, Atom::Tickets, Atom::Members];
    let doors = &[Atom::Tickets, Atom::TicketsWithVisitors, Atom::Visitors, Atom::VisitorsWithTickets];
    vec![
        (Scope::All, question(&ATOMS, &[], all())),
        (one_site(), question(&ATOMS, &[Dim::Month], scattered())),
        (Scope::All, question(sums, &[Dim::Site, Dim::Channel, Dim::Week], all())),
        (Scope::All, question(sums, &[Dim::Shop, Dim::Brand, Dim::Category], nobody.clone())),
        (one_site(), question(sums, &[Dim::Item], all().with(Dim::Category, &["女装", "男装"]))),
        (Scope::All, question(sums, &[Dim::Weekday, Dim::Hour], all())),
        (Scope::All, question(goods, &[Dim::Year, Dim::Quarter, Dim::Brand], all())),
        (Scope::All, question(goods, &[Dim::Item, Dim::Month], nobody)),
        (Scope::All, question(goods, &[Dim::Source], scattered())),
        (Scope::All, question(doors, &[Dim::Site, Dim::Day], scattered())),
        (one_site(), question(doors, &[Dim::Hour], all())),
        (Scope::All, question(&[Atom::Visitors], &[Dim::Entrance, Dim::Week], all())),
        (Scope::Sites(vec![]), question(&ATOMS, &[Dim::Site], all())),
        (Scope::All, question(&ATOMS, &[Dim::Site], Filter::period(day("2019-01-01"), day("2019-12-31")))),
    ]
}

async fn asked(warehouse: &Warehouse, (scope, question): &(Scope, Question), at: Option<Version>) -> Answer {
    let answer = timeout(LONG, warehouse.ask(scope, question, at)).await;
    answer.unwrap_or_else(|_| panic!("no answer in time: {question:?}")).unwrap_or_else(|error| panic!("{error}: {question:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_answers_as_this_program_does() {
    let company = Company::make().await;
    let cluster = Cluster::start(&company).await;
    let near = company.open().await;
    let far = company.open().await.on_cluster(&cluster.address, Share::Everything).unwrap();

    let mut rows = 0;
    for asks in golden() {
        let (here, there) = (asked(&near, &asks, None).await, asked(&far, &asks, None).await);
        assert_eq!(here, there, "{asks:?}");
        rows += there.rows.len();
    }
    assert!(rows > 500, "the golden set tells something: {rows} rows");

    for dim in [Dim::Item, Dim::Shop] {
        let sold = async |warehouse: &Warehouse| warehouse.last_sold(&Scope::All, dim, &Filter::always(), None).await.unwrap();
        assert_eq!(sold(&near).await, sold(&far).await);
    }
    let proof = Proof { kind: Kind::Sales, filter: Filter::always().with(Dim::Shop, &["S3"]), returned: Some(true), after: None, limit: 7 };
    let facts = async |warehouse: &Warehouse| warehouse.evidence(&Scope::All, &proof, None).await.unwrap();
    assert_eq!(facts(&near).await, facts(&far).await);

    // What is known without either engine: the files say it themselves.
    let months = question(&[Atom::Amount, Atom::Lines], &[Dim::Month], Filter::always());
    let answer = asked(&far, &(Scope::All, months.clone()), None).await;
    let told: Vec<_> =
        answer.rows.iter().map(|row| (row.keys[0].clone().unwrap(), row.values[0].unwrap(), row.values[1].unwrap())).collect();
    assert_eq!(told, company.months);

    // A version of the past is other files.
    let before = asked(&far, &(Scope::All, months.clone()), Some(company.first)).await;
    assert_eq!(before, asked(&near, &(Scope::All, months), Some(company.first)).await);
    assert_ne!(before.total, answer.total);

    assert!(cluster.worked().iter().all(|files| *files > 0), "both executors did some of it: {:?}", cluster.worked());
}

#[tokio::test(flavor = "multi_thread")]
async fn months_are_added_up_on_a_cluster_and_here_when_it_is_gone() {
    let company = Company::make().await;
    let cluster = Cluster::start(&company).await;
    let rebuilds = company.open().await.on_cluster(&cluster.address, Share::Rebuilds).unwrap();
    let goods = (Scope::All, question(&ATOMS[..15], &[Dim::Item, Dim::Month], Filter::always()));
    let of_facts = asked(&company.open().await, &goods, None).await;
    assert_eq!(cluster.worked(), [0, 0], "questions are answered here");

    assert_eq!(timeout(LONG, rebuilds.sum_months(0)).await.unwrap().unwrap(), company.months.len());
    assert!(cluster.worked().iter().sum::<usize>() > 0, "the cluster made them");
    assert_eq!(asked(&rebuilds, &goods, None).await, of_facts);

    // The same sums are made where there is no cluster any more, and are the same.
    let made = company.month_sums();
    assert_eq!(made.len(), company.months.len());
    drop(cluster);
    company.lose_month_sums();
    assert_eq!(timeout(LONG, rebuilds.sum_months(0)).await.unwrap().unwrap(), company.months.len());
    assert_eq!(company.month_sums(), made);
    assert_eq!(asked(&company.open().await, &goods, None).await, of_facts);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_from_the_command_line_may_come_of_the_cluster() {
    let company = Company::make().await;
    let words = ["measure", "sales", "--from", "2026-01-01", "--to", "2026-12-31", "--by", "month"];
    let (fine, told) = ran(&company, &[&words[..], &["--cluster"]].concat()).await;
    assert!(!fine && told.contains("cluster = "), "{told}");

    let cluster = Cluster::start(&company).await;
    company.configure(&cluster.address);
    let (here, there) = (ran(&company, &words).await, ran(&company, &[&words[..], &["--cluster"]].concat()).await);
    assert!(here.0, "{}", here.1);
    assert_eq!(here, there);
    assert!(cluster.worked().iter().sum::<usize>() > 0);

    company.configure("nowhere");
    let (fine, told) = ran(&company, &words).await;
    assert!(!fine && told.contains("cluster = \"nowhere\""), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_that_does_not_see_the_facts_is_not_believed() {
    let (company, elsewhere) = (Company::make().await, Company::make().await);
    let cluster = Cluster::start(&elsewhere).await;
    let (scope, months) = (Scope::All, question(&[Atom::Amount], &[Dim::Month], Filter::always()));
    let far = company.open().await.on_cluster(&cluster.address, Share::Everything).unwrap();
    let error = timeout(LONG, far.ask(&scope, &months, None)).await.unwrap().unwrap_err().to_string();
    assert!(error.contains("sees 0 of 3600 facts of sales"), "{error}");

    let rebuilds = company.open().await.on_cluster(&cluster.address, Share::Rebuilds).unwrap();
    assert_eq!(timeout(LONG, rebuilds.sum_months(0)).await.unwrap().unwrap(), company.months.len());
    assert_eq!(asked(&rebuilds, &(scope, months), None).await.total, [Some(company.months.iter().map(|month| month.1).sum())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_machine_sees_the_facts_of_a_bucket() {
    let buckets = Buckets::start(&["facts"]).await;
    let company = Company::in_bucket(&buckets).await;
    let cluster = Cluster::start(&company).await;
    let near = company.open().await;
    let far = company.open().await.on_cluster(&cluster.address, Share::Everything).unwrap();
    let asks = (Scope::All, question(&ATOMS, &[Dim::Site, Dim::Month], Filter::always()));
    let answer = asked(&far, &asks, None).await;
    assert_eq!(answer, asked(&near, &asks, None).await);
    assert_eq!(answer.total[0], Some(company.months.iter().map(|month| month.1).sum()));
    assert!(cluster.worked().iter().sum::<usize>() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_without_executors_is_waited_for_only_so_long() {
    let company = Company::make().await;
    let cluster = Cluster::of_executors(&company, 0).await;
    let far = company.open().await.on_cluster(&cluster.address, Share::Everything).unwrap();
    let months = question(&[Atom::Amount], &[Dim::Month], Filter::always());
    let (error, made) = tokio::join!(far.ask(&Scope::All, &months, None), far.sum_months(0));
    assert!(error.unwrap_err().to_string().contains("executors"));
    assert_eq!(made.unwrap(), company.months.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_that_nobody_could_reach_is_refused() {
    let company = Company::make().await;
    let (fine, told) = ran(&company, &["cluster", "scheduler", "--bind", "0.0.0.0:0"]).await;
    assert!(!fine && told.contains("--host"), "{told}");
}
