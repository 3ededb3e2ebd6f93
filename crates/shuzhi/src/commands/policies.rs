//! `shuzhi policies`: who may do what as the program brings it, for those who want to write it otherwise.

use super::openapi::declared;
use super::screen::say;
use kernel::access::shipped_policies;
use serde_json::json;
use std::process::ExitCode;

pub async fn run(json: bool) -> anyhow::Result<ExitCode> {
    let policies = shipped_policies(&declared().await?);
    let policies = policies.trim_end();
    say(json, &json!({ "policies": policies }), || policies.to_owned());
    Ok(ExitCode::SUCCESS)
}
