//! A restore is refused wherever it could do harm, and one that was cut off leaves nothing that anybody takes for a company.

use crate::company::{Company, sales};
use crate::house::departments;
use crate::program::{program, run};
use crate::small_disk::SmallDisk;
use kernel::audit::verify;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};
use testkit::{Fresh, TestApp};

/// A backup of a company with facts, a report and files, and the company itself.
async fn backup() -> (Company, PathBuf) {
    let company = Company::make().await;
    let file = company.app.fresh().folder().join("whole.tar.zst");
    run(&["backup", "--to", &shown(&file)], &company.app.fresh().arguments()).await.answer();
    (company, file)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn beside(file: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = file.with_file_name(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The parts of a backup, some of them changed or left out on the way, packed again.
fn changed(file: &Path, name: &str, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> PathBuf {
    let mut parts = tar::Archive::new(zstd::Decoder::new(std::fs::File::open(file).unwrap()).unwrap());
    let mut to = tar::Builder::new(zstd::Encoder::new(Vec::new(), 1).unwrap());
    for part in parts.entries().unwrap() {
        let mut part = part.unwrap();
        let path = part.path().unwrap().to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let Some(bytes) = change(&path, bytes) else { continue };
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        to.append_data(&mut header, &path, bytes.as_slice()).unwrap();
    }
    beside(file, name, &to.into_inner().unwrap().finish().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_not_whole_restores_nothing() {
    let (_company, file) = backup().await;
    let whole = std::fs::read(&file).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 0x10;
    let cases = [
        (beside(&file, "cut", &whole[..whole.len() - 10]), "cut off or damaged"),
        (beside(&file, "half", &whole[..whole.len() / 2]), "cut off or damaged"),
        (beside(&file, "flipped", &flipped), "cut off or damaged"),
        (beside(&file, "longer", &[whole.as_slice(), b"more"].concat()), "cut off or damaged"),
        (beside(&file, "empty", b""), "not a backup of Shuzhi"),
        (beside(&file, "photo.png", b"\x89PNG\r\n\x1a\n"), "not a backup of Shuzhi"),
        (file.with_file_name("absent"), "cannot be opened"),
        (changed(&file, "foreign", |path, bytes| (path != "shuzhi.json").then_some(bytes)), "not a backup of Shuzhi"),
        (changed(&file, "no contents", |path, bytes| (path != "contents.json").then_some(bytes)), "cut off or damaged"),
        (changed(&file, "no brands", |path, bytes| (path != "records/brand.ndjson").then_some(bytes)), "cut off or damaged"),
        (
            changed(&file, "other figures", |path, bytes| {
                Some(if path == "records/batch.ndjson" { text(bytes).replace("loaded", "undone").into_bytes() } else { bytes })
            }),
            "cut off or damaged",
        ),
        (
            changed(&file, "newer form", |path, bytes| {
                Some(if path == "shuzhi.json" { text(bytes).replace("\"format\":1", "\"format\":2").into_bytes() } else { bytes })
            }),
            "made by a newer Shuzhi",
        ),
    ];
    for (damaged, words) in cases {
        let empty = Fresh::make().await;
        let told = run(&["restore", "--from", &shown(&damaged)], &empty.arguments()).await.refused();
        assert!(told.contains(words), "{}: {told}", damaged.display());
        let left: Vec<_> = std::fs::read_dir(empty.folder()).unwrap().collect();
        assert!(left.is_empty(), "{}: {left:?}", damaged.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_a_newer_program_are_not_guessed_at() {
    let (_company, file) = backup().await;
    // The head names a step that this program does not have, and the contents agree with it.
    let head = std::cell::RefCell::new(Vec::new());
    let newer = changed(&file, "newer", |path, bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Some(match path {
            "shuzhi.json" => {
                let later = text.replace("\"m0001_house\"", "\"m0001_house\",\"m9999_later\"").into_bytes();
                head.replace(later.clone());
                later
            }
            "contents.json" => {
                let mut contents: serde_json::Value = serde_json::from_str(&text).unwrap();
                let head = head.borrow();
                contents[0]["bytes"] = head.len().into();
                contents[0]["sha256"] = kernel::audit::hex(&Sha256::digest(head.as_slice())).into();
                contents.to_string().into_bytes()
            }
            _ => bytes,
        })
    });
    let empty = Fresh::make().await;
    let told = run(&["restore", "--from", &shown(&newer)], &empty.arguments()).await.refused();
    assert!(told.contains("made by a newer Shuzhi"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_with_data_is_left_alone() {
    let (company, file) = backup().await;
    let restore = ["restore", "--from", &shown(&file)];
    let before = verify(&company.app.house).await.unwrap();
    let told = run(&restore, &company.app.fresh().arguments()).await.refused();
    assert!(told.contains("there is data here already"), "{told}");
    let after = verify(&company.app.house).await.unwrap();
    assert_eq!((before.hash, before.rows, 0), (after.hash, after.rows, after.found));
    // No database, but facts or files of somebody.
    for stray in ["files/ab/cdef", "warehouse/sales/x.parquet"] {
        let place = Fresh::make().await;
        let path = place.folder().join(stray);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, b"somebody's").unwrap();
        assert!(run(&restore, &place.arguments()).await.refused().contains("there is data here already"));
        assert_eq!(std::fs::read(&path).unwrap(), b"somebody's");
    }
    // A house that was only just made is one as well.
    let place = Fresh::make().await;
    run(&["init"], &place.arguments()).await.answer();
    assert!(run(&restore, &place.arguments()).await.refused().contains("there is data here already"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_does_not_write_over_a_file_and_needs_a_company() {
    let (company, file) = backup().await;
    let at = company.app.fresh().arguments();
    let whole = std::fs::read(&file).unwrap();
    assert!(run(&["backup", "--to", &shown(&file)], &at).await.refused().contains("exists already"));
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    assert!(run(&["backup", "--to", "/proc/no/such/folder/b.zst"], &at).await.refused().contains("cannot be written"));
    let empty = Fresh::make().await;
    let into = empty.folder().join("b.zst");
    assert!(run(&["backup", "--to", &shown(&into)], &empty.arguments()).await.refused().contains("no data here") || !into.exists());
    assert!(!into.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_file_is_named_and_the_rest_is_saved() {
    let company = Company::make().await;
    let id: uuid::Uuid = company.file.parse().unwrap();
    company.app.house.files.remove(id).await.unwrap();
    let file = company.app.fresh().folder().join("b.zst");
    let made = run(&["backup", "--to", &shown(&file)], &company.app.fresh().arguments()).await.answer();
    assert_eq!((&made["damaged"], &made["files"]), (&serde_json::json!([company.file]), &serde_json::json!(3)));
    let empty = Fresh::make().await;
    run(&["restore", "--from", &shown(&file)], &empty.arguments()).await.answer();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_is_killed_can_be_done_again() {
    let (company, file) = backup().await;
    let restore = ["restore", "--from", &shown(&file)];
    let hash = verify(&company.app.house).await.unwrap().hash;
    let place = Fresh::make().await;
    let begun = std::time::Instant::now();
    run(&restore, &place.arguments()).await.answer();
    let whole = begun.elapsed();
    let (mut cut, mut done) = (0, 0);
    for n in 1..=16_u32 {
        let place = Fresh::make().await;
        let mut child = program(&restore, &place.arguments()).stdout(std::process::Stdio::null()).spawn().unwrap();
        tokio::time::sleep(whole.mul_f64((f64::from(n) * 0.618).fract())).await;
        child.kill().await.unwrap();
        if place.folder().join("restore.unfinished").exists() {
            let serve = run(&["audit", "verify"], &place.arguments()).await;
            assert!(serve.fine || serve.refused().contains("run `shuzhi restore` again"), "{serve:?}");
        }
        let again = run(&restore, &place.arguments()).await;
        if again.fine {
            cut += 1;
        } else {
            // The kill came after the last step: everything is there.
            assert!(again.refused().contains("there is data here already"), "{again:?}");
            done += 1;
        }
        let departments = departments(&place).await;
        let app = TestApp::open_at(place, departments).await;
        let verdict = verify(&app.house).await.unwrap();
        assert_eq!((&verdict.hash, verdict.found), (&hash, 0));
    }
    println!("{cut} kills left nothing, {done} came after the end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_neither_half_a_backup_nor_half_a_company() {
    let Some(disk) = SmallDisk::mount(6) else { return };
    let (company, file) = backup().await;
    let at = company.app.fresh().arguments();
    let ballast = disk.fill();
    let to = disk.folder().join("b.zst");
    assert!(run(&["backup", "--to", &shown(&to)], &at).await.refused().contains("the disk is full"));
    let place = ["--data".to_owned(), shown(&disk.folder().join("data"))];
    let restore = ["restore", "--from", &shown(&file)];
    assert!(run(&restore, &place).await.refused().contains("full"));
    // A little more room each time: it is never half done, and in the end it is done.
    let mut tries = 0;
    for room in (40..).step_by(60) {
        std::fs::remove_file(&ballast).unwrap();
        std::fs::write(&ballast, vec![7; (6 << 20) - (room << 10)]).unwrap();
        let tried = run(&restore, &place).await;
        if tried.fine {
            break;
        }
        assert!(tried.refused().contains("full"), "{tried:?}");
        let unfinished = run(&["audit", "verify"], &place).await;
        assert!(!unfinished.fine, "a place without a company has a history: {unfinished:?}");
        tries += 1;
    }
    assert!(tries >= 2, "there was room enough from the start");
    let names: Vec<_> = std::fs::read_dir(disk.folder()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert!(names.iter().all(|name| name == "ballast" || name == "data"), "{names:?}");
    std::fs::remove_file(&ballast).unwrap();
    run(&["audit", "verify"], &place).await.answer();
    let table = disk.folder().join("more.csv");
    std::fs::write(&table, sales(12, 1..=2)).unwrap();
    run(&["import", "sales", &shown(&table)], &place).await.answer();
}
