//! `shuzhi restore`: sets a company up from a backup, in an empty place.

use super::screen::{bar, say};
use crate::backup::restore;
use crate::place::Place;
use clap::Args;
use kernel::clock::{Clock, SystemClock, china_time};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct Restore {
    /// The backup to restore.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
}

impl Restore {
    pub async fn run(self, place: &Place, json: bool) -> anyhow::Result<ExitCode> {
        let bar = bar();
        let restored = restore(place, &self.from, SystemClock.now(), &bar).await;
        bar.finish_and_clear();
        let restored = restored?;
        say(json, &serde_json::to_value(&restored)?, || {
            let at = china_time(restored.made_at).format("%Y-%m-%d %H:%M:%S");
            format!(
                "已恢复 {at} 的备份：{} 条记录，{} 个文件，数据版本 {} (restored the backup of {at}: {} rows, {} files, data version {})",
                restored.rows, restored.files, restored.data_version, restored.rows, restored.files, restored.data_version
            )
        });
        Ok(ExitCode::SUCCESS)
    }
}
