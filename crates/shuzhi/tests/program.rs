//! The real program, run as a person or a script runs it.

use serde_json::Value;
use std::process::Stdio;
use tokio::process::Command;

/// What a run of the program came to.
#[derive(Debug)]
pub struct Ran {
    pub fine: bool,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The answer of a run that did what it was asked.
    pub fn answer(&self) -> Value {
        assert!(self.fine, "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The one line of a run that refused, in both languages.
    pub fn refused(&self) -> String {
        assert!(!self.fine, "{self:?}");
        let told = self.err.trim();
        assert_eq!(told.lines().count(), 1, "more than one line: {told}");
        let zh = told.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        assert!(zh && told.chars().any(|c| c.is_ascii_alphabetic()), "not in both languages: {told}");
        let answer: Value = serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"));
        assert_eq!(Some(told), answer["error"].as_str().map(|words| format!("shuzhi: {words}")).as_deref());
        told.to_owned()
    }
}

/// The program at a place, about to be run.
pub fn program(words: &[&str], at: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shuzhi"));
    command.args(words).args(at).arg("--json").stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Runs the program at a place, to its end.
pub async fn run(words: &[&str], at: &[String]) -> Ran {
    ran(&mut program(words, at)).await
}

/// What a prepared run comes to.
pub async fn ran(command: &mut Command) -> Ran {
    let output = command.output().await.expect("the program runs");
    Ran {
        fine: output.status.success(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[tokio::test]
async fn looking_over_a_place_with_nothing_in_it_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let at = ["--data".to_owned(), nowhere.display().to_string()];
    let backup = folder.path().join("b.zst").display().to_string();
    for words in [&["doctor"][..], &["audit", "verify"], &["user", "list"], &["backup", "--to", &backup]] {
        run(words, &at).await.refused();
        assert!(!nowhere.exists(), "{words:?} made {}", nowhere.display());
    }
}

#[tokio::test]
async fn a_reader_who_has_seen_enough_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shuzhi"))
        .arg("openapi")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().await.expect("the program ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[tokio::test]
async fn a_command_that_is_wrong_is_told_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = ["--data".to_owned(), folder.path().join("data").display().to_string()];
    run(&["init"], &at).await.answer();
    let table = folder.path().join("a.csv").display().to_string();
    std::fs::write(&table, "品牌编码,品牌名称\nB1,山岚茶事\n").unwrap();
    let table = table.as_str();
    for (words, said) in [
        (&["measure", "sales", "--from", "2026-13-01", "--to", "2026-12-31"][..], "--from"),
        (&["report", "monthly", "--month", "2026-10", "--format", "odt", "--out", "a.odt"], "--format"),
        (&["measure", "no_such", "--from", "2026-01-01", "--to", "2026-12-31"], "no_such"),
        (&["import", "sales", "no-such-file.csv"], "no-such-file.csv"),
        (&["no-such-command"], "no-such-command"),
        (&["demo", "--scale", "0"], "--scale"),
        (&["demo"], "empty place"),
        (&["import", "no_such", table], "item_cost"),
        (&["import", "job", table], "job"),
        (&["import", "brand", "no-such-file.csv"], "no-such-file.csv"),
        (&["import", "brand", table, "--site", "S01"], "--site"),
        (&["import", "sales", table, "--profile", "no such"], "no such"),
        (&["measure", "sales", "--from", "2026-01-01", "--to", "2026-12-31", "--where", "site"], "--where site"),
        (&["report", "monthly", "--month", "2026-10", "--site", "XX", "--out", "a.pdf"], "XX"),
        (&["user", "add", "admin", "--name", "李娜", "--role", "analyst"], "账号已被使用 · Account is already taken"),
        (&["report", "monthly", "--month", "2026-1", "--out", "a.pdf"], ": 月份：应为年月，例如 2026-10 · Month: such as 2026-10"),
    ] {
        let told = run(words, &at).await.refused();
        assert!(told.contains(said), "{words:?}: {told}");
    }
}

#[tokio::test]
async fn a_configuration_that_is_wrong_is_told_in_one_line_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let at = ["--data".to_owned(), data.display().to_string()];
    run(&["init"], &at).await.answer();
    let permit = "// 自己的规则\npermit (principal, action in Action::\"look\", resource);\n";
    let own = "policies = \"own.cedar\"\n";
    for (config, policies, said) in [
        ("# 配置\ndatabse = \"x\"\n", "", "line 2 of"),
        ("database = \"x\nfiles = 7\n", "", "line 1 of"),
        ("files = \"/photos\"\n", "", "s3://"),
        ("database = \"postgres://nobody:secret@127.0.0.1:1/none\"\n", "", "refused"),
        ("policies = \"none.cedar\"\n", "", "none.cedar"),
        (own, "permit (principal, action == Action::\"raed\", resource == Kind::\"brand\");", "line 3: "),
        ("database = \"mysql://nobody:secret@127.0.0.1/none\"\n", "", "postgres://"),
        (own, "permit (principal, action)\n\n", "line 3: "),
        // Without the feature there is no cluster to send to.
        #[cfg(not(feature = "cluster"))]
        ("cluster = \"df://127.0.0.1:1\"\n", "", "shuzhi/cluster"),
    ] {
        std::fs::write(data.join("shuzhi.toml"), config).unwrap();
        std::fs::write(data.join("own.cedar"), format!("{permit}{policies}")).unwrap();
        let told = run(&["user", "list"], &at).await.refused();
        assert!(told.contains(said) && !told.contains("secret"), "{config}{policies}: {told}");
        // Nothing is said twice.
        let parts: Vec<&str> = told.split(": ").collect();
        assert!(parts.windows(2).all(|two| two[0] != two[1]), "{told}");
    }
}
