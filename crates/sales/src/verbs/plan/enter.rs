//! Takes in the grid: many targets at once, as they were typed or pasted from a workbook; all of them, or every wrong cell is told.

use super::draft::Draft;
use crate::records::target_plan::{Entity, Model, open};
use crate::rules::mix::{DIMS, Mix};
use garde::Validate;
use kernel::desk::Desk;
use kernel::fixed::Amount;
use kernel::record::save;
use kernel::refusal::{FieldError, Outcome, Refusal};
use kernel::verb::{Reply, Verb, VerbAbout, verb_about};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The most rows that are entered at once.
pub const ROWS_MAX: usize = 2_000;

/// Puts targets into a draft. A row that is sent replaces the one of the same mix as a whole; a row without any amount takes it
/// out; rows that are not sent stay.
#[derive(Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Enter {
    #[schemars(title = "目标", extend("x-en" = "Targets", "maxItems" = ROWS_MAX))]
    pub rows: Vec<GridRow>,
}

/// A row of the grid: codes, and amounts as people write them (`1,200,000.00`, `120万`, `26.6%`).
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridRow {
    #[schemars(title = "门店", extend("x-en" = "Site"))]
    pub site: Option<String>,
    #[schemars(title = "渠道", extend("x-en" = "Channel"))]
    pub channel: Option<String>,
    #[schemars(title = "店铺", extend("x-en" = "Shop"))]
    pub shop: Option<String>,
    #[schemars(title = "品牌", extend("x-en" = "Brand"))]
    pub brand: Option<String>,
    #[schemars(title = "品类", extend("x-en" = "Category"))]
    pub category: Option<String>,
    #[schemars(title = "全年", extend("x-en" = "Year"))]
    pub year: Option<String>,
    /// January first; none where a month has no target.
    #[schemars(title = "各月", extend("x-en" = "Months", "minItems" = 12, "maxItems" = 12))]
    pub months: Option<Vec<Option<String>>>,
}

impl Verb for Enter {
    type Record = Entity;
    const NAME: &'static str = "enter";

    fn about() -> VerbAbout {
        verb_about("录入目标", "Enter targets", "录入了目标", "Targets entered").from("state", &["draft"]).without_button()
    }

    async fn act(self, desk: &Desk, row: Model) -> Outcome<Reply> {
        let mut draft = Draft::open(desk, &row).await?;
        let mixes: Vec<Mix> = self.rows.iter().map(GridRow::mix).collect();
        draft.know(mixes.iter()).await?;
        let (mut errors, mut placed, mut seen) = (Vec::new(), Vec::with_capacity(mixes.len()), BTreeSet::new());
        for (at, (row, mix)) in self.rows.iter().zip(&mixes).enumerate() {
            let pointer = format!("/rows/{at}");
            match (draft.placed(mix, &pointer), row.amounts(&pointer)) {
                (Ok(mix), Ok(amounts)) => {
                    if seen.insert(mix.clone()) {
                        placed.push((mix, amounts));
                    } else {
                        errors.push(FieldError::new(pointer, "twice", "同一个对象出现了两次", "The same target stands twice"));
                    }
                }
                (mix, amounts) => errors.extend(mix.err().into_iter().chain(amounts.err()).flatten()),
            }
        }
        if !errors.is_empty() {
            return Err(Refusal::invalid(errors).into());
        }
        for (mix, (year, months)) in placed {
            draft.put(&mix, year, months).await?;
        }
        // A target that was taken out has moved the plan already.
        let now = open(desk, row.id).await?;
        Reply::row(&save::<Entity>(desk, &now, now.clone(), Self::NAME).await?)
    }
}

type Amounts = (Option<Amount>, [Option<Amount>; 12]);

impl GridRow {
    /// The mix that its codes name.
    pub fn mix(&self) -> Mix {
        let codes = [&self.site, &self.channel, &self.shop, &self.brand, &self.category];
        let said = DIMS.into_iter().zip(codes).filter_map(|(dim, code)| Some((dim, code.as_deref()?.trim())));
        said.filter(|(_, code)| !code.is_empty()).fold(Mix::default(), |mix, (dim, code)| mix.with(dim, code))
    }

    fn amounts(&self, pointer: &str) -> Result<Amounts, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut read = |text: Option<&str>, at: String| {
            amount(text, at).unwrap_or_else(|error| {
                errors.push(error);
                None
            })
        };
        let year = read(self.year.as_deref(), format!("{pointer}/year"));
        let cells = self.months.as_deref().unwrap_or_default();
        let months = std::array::from_fn(|month| read(cells.get(month).and_then(Option::as_deref), format!("{pointer}/months/{month}")));
        if errors.is_empty() { Ok((year, months)) } else { Err(errors) }
    }
}

/// A cell as people write it. What a workbook computed may carry more decimals than are kept, and is rounded.
fn amount(text: Option<&str>, pointer: String) -> Result<Option<Amount>, FieldError> {
    let wrong = |zh: &str, en: &str| FieldError::new(pointer.clone(), "amount", zh, en);
    let Some(text) = text else { return Ok(None) };
    let number =
        sheet::value::number_of(text).map_err(|_| wrong("应为数字，例如 1200000 或 120万", "a number such as 1200000 is expected"))?;
    match number {
        None => Ok(None),
        Some(number) if number < Decimal::ZERO => Err(wrong("目标不能小于 0", "A target may not be below 0")),
        Some(number) => Amount::rounded(number).map(Some).map_err(|_| wrong("数字太大", "The number is too large")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1,200,000.00", Ok(Some("1200000"))),
            ("120万", Ok(Some("1200000"))),
            ("26.64%", Ok(Some("0.2664"))),
            ("0.333333333", Ok(Some("0.3333"))),
            ("", Ok(None)),
            ("-", Ok(None)),
            ("0", Ok(Some("0"))),
            ("-5", Err(())),
            ("十二", Err(())),
            ("99999999999999999999", Err(())),
        ] {
            let read = amount(Some(text), String::new()).map_err(drop);
            assert_eq!(
                read.map(|read| read.map(|read| read.decimal().normalize().to_string())),
                expected.map(|e| e.map(str::to_owned)),
                "{text}"
            );
        }
    }
}
