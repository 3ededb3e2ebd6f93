//! Refuses filters by what is not there: a mistyped code would be answered like a site that sold nothing.

use super::query::{NO_VALUE, Where};
use super::source::Figures;
use crate::desk::Desk;
use crate::record::seen_codes;
use crate::refusal::{Outcome, Refusal};

/// Refuses a code that is neither in the directory nor in any fact, as far as the actor may see them: what lies beyond
/// their sites is told in the same words as what does not exist. A question about the past is not judged by today: what
/// an accepted report speaks of may have been ended and its facts taken back since.
pub async fn refuse_unknown(desk: &Desk, source: &dyn Figures, filters: &Where, at: Option<&str>) -> Outcome<()> {
    if at.is_some() {
        return Ok(());
    }
    for dim in source.dims() {
        let (Some(record), Some(values)) = (dim.record, filters.get(dim.name)) else { continue };
        let codes: Vec<&str> = values.iter().map(String::as_str).filter(|code| *code != NO_VALUE).collect();
        let known = seen_codes(desk, record, &codes).await?;
        for code in codes.into_iter().filter(|code| !known.contains(*code)) {
            if !source.has_facts_of(Some(desk), dim.name, code).await? {
                let (zh, en) = (&dim.title.zh, dim.title.en.to_lowercase());
                return Err(Refusal::malformed(
                    format!("没有编码为“{code}”的{zh}，或不在您负责的范围内"),
                    format!("There is no {en} with the code “{code}”, or not at a site of yours"),
                )
                .into());
            }
        }
    }
    Ok(())
}
