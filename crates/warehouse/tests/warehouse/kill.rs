//! A load that is killed in the middle leaves everything exactly before or exactly after, and can be tried again.
//!
//! The test starts itself as another process, which loads one file, and kills it at a moment drawn by lot.

use crate::made::{COUNTER_TITLES, counters, go_on, now, question, source};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use warehouse::load::LoadOptions;
use warehouse::query::{Atom, Scope};
use warehouse::{Storage, Warehouse, WarehouseError};

const CHILD: &str = "SHUZHI_KILLED_LOAD";
const KILLS: usize = 50;
const LINES: usize = 4_000;

#[test]
fn a_killed_load_is_before_or_after() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match std::env::var_os(CHILD) {
        Some(folder) => runtime.block_on(child(Path::new(&folder))),
        None => runtime.block_on(parent()),
    }
}

/// Loads the file of the folder; the parent kills it somewhere in between.
async fn child(folder: &Path) {
    let warehouse = Warehouse::open(&Storage::Folder(folder.join("warehouse")), now()).await.unwrap();
    let file = std::fs::read_to_string(folder.join("next")).unwrap();
    let outcome = warehouse.load(Path::new(&file), &counters(), &replacing(), now(), &go_on).await;
    assert!(matches!(outcome, Ok(_) | Err(WarehouseError::Already(_))), "{outcome:?}");
}

fn replacing() -> LoadOptions {
    LoadOptions { replace: true, ..source("pos") }
}

/// A file of one batch: every line counts one, every batch has its own days, and replaces those of the one before.
fn batch(folder: &Path, number: usize) -> PathBuf {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let line = |i: usize| {
        // Half of the days are those of the batch before, so that files are cut and written anew as well.
        let day = first + chrono::Days::new((number * 5 + i % 10) as u64);
        format!("{day},M{},店,S1,B1,鞋,I{},T{number}-{i},1,1.00,,\n", i % 3, i % 97)
    };
    let lines: String = (0..LINES).map(line).collect();
    let path = folder.join(format!("{number}.csv"));
    std::fs::write(&path, format!("{COUNTER_TITLES}{lines}")).unwrap();
    path
}

/// Lines that are left when the first `batches` were loaded: of each but the last, the first five days.
fn lines_after(batches: usize) -> u64 {
    let half = (0..LINES).filter(|i| i % 10 < 5).count();
    if batches == 0 { 0 } else { (half * (batches - 1) + LINES) as u64 }
}

async fn state(folder: &Path) -> (u64, String) {
    let warehouse = Warehouse::open(&Storage::Folder(folder.join("warehouse")), now()).await.unwrap();
    let answer = warehouse.ask(&Scope::All, &question(&[Atom::Amount, Atom::Lines], &[]), None).await.unwrap();
    let lines = answer.total[1].unwrap_or_default().to_string().parse().unwrap();
    assert_eq!(warehouse.facts(), lines, "the log and the files agree");
    (lines, answer.total[0].unwrap_or_default().to_string())
}

async fn parent() {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = StdRng::seed_from_u64(7);
    // How long a whole load takes on this machine, so that kills fall anywhere within it.
    let file = batch(folder.path(), 0);
    let begun = std::time::Instant::now();
    run(folder.path(), &file).wait().unwrap();
    let whole = begun.elapsed();
    assert_eq!(state(folder.path()).await, (lines_after(1), format!("{LINES}.00")));
    let (mut before, mut after) = (0, 0);
    let mut loaded = 1;
    while before + after < KILLS {
        let file = batch(folder.path(), loaded);
        let mut killed = run(folder.path(), &file);
        tokio::time::sleep(whole.mul_f64(dice.random_range(0.05..1.15)).max(Duration::from_millis(1))).await;
        killed.kill().unwrap();
        killed.wait().unwrap();
        let (lines, amount) = state(folder.path()).await;
        assert_eq!(amount, format!("{lines}.00"));
        if lines == lines_after(loaded) {
            before += 1;
        } else {
            assert_eq!(lines, lines_after(loaded + 1), "neither before nor after");
            after += 1;
        }
        // A second try succeeds and doubles nothing.
        assert!(run(folder.path(), &file).wait().unwrap().success());
        loaded += 1;
        assert_eq!(state(folder.path()).await.0, lines_after(loaded));
    }
    println!("{before} kills left the state before, {after} the state after");
    assert!(before > 0, "no kill fell into a load");
    sweep(folder.path(), loaded).await;
}

/// What the killed loads left behind goes when it is a day old, and nothing else does.
async fn sweep(folder: &Path, loaded: usize) {
    let storage = Storage::Folder(folder.join("warehouse"));
    let later = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()) + chrono::TimeDelta::hours(25);
    let files = |folder: &Path| walk(&folder.join("warehouse/sales")).into_iter().filter(|path| !path.contains("_delta_log")).count();
    let littered = files(folder);
    Warehouse::open(&storage, later).await.unwrap();
    let swept = files(folder);
    assert!(swept < littered, "killed loads leave files behind: {littered} files before, {swept} after");
    assert_eq!(state(folder).await.0, lines_after(loaded));
    Warehouse::open(&storage, later).await.unwrap();
    assert_eq!(files(folder), swept);
    let warehouse = Warehouse::open(&storage, later).await.unwrap();
    let first = "1.0".parse().unwrap();
    let past = warehouse.ask(&Scope::All, &question(&[Atom::Lines], &[]), Some(first)).await.unwrap();
    assert_eq!(past.total[0].unwrap().to_string(), lines_after(1).to_string(), "replaced files of old versions stay");
}

fn walk(folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => paths.extend(walk(&path)),
            path => paths.push(path.to_string_lossy().into_owned()),
        }
    }
    paths
}

fn run(folder: &Path, file: &Path) -> std::process::Child {
    std::fs::write(folder.join("next"), file.to_str().unwrap()).unwrap();
    Command::new(std::env::current_exe().unwrap())
        .args(["kill::a_killed_load_is_before_or_after", "--exact"])
        .env(CHILD, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}
