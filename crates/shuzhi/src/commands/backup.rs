//! `shuzhi backup`: a copy of everything in one file, made while the house is open.

use super::screen::{bar, say};
use crate::backup::make;
use crate::place::Place;
use clap::Args;
use kernel::clock::{Clock, SystemClock};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct Backup {
    /// The file to write, such as shuzhi-2026-11-22.tar.zst; it must not exist yet.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

impl Backup {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        place.must_exist()?;
        let bar = bar();
        let made = make(place, &self.to, SystemClock.now(), &bar).await;
        bar.finish_and_clear();
        let made = made?;
        say(json, &serde_json::to_value(&made)?, || {
            let mut words = format!(
                "{}（{} 字节，{} 条记录，{} 个文件，数据版本 {}）",
                made.file.display(),
                made.bytes,
                made.rows,
                made.files,
                made.data_version
            );
            words.push_str(&format!(
                " ({} bytes, {} rows, {} files, data version {})",
                made.bytes, made.rows, made.files, made.data_version
            ));
            for id in &made.damaged {
                words.push_str(&format!("\n文件 {id} 在备份之前已丢失或损坏 · this file was lost or damaged before the backup"));
            }
            words
        });
        Ok(ExitCode::SUCCESS)
    }
}
