//! Puts a profile and a file together: which column of this file each target is taken from.

use super::reader::{Origin, Reader};
use super::source::Opened;
use super::{Directory, Meaning, Profile, Target};
use crate::WarehouseError;
use crate::error::{Outcome, ProfileFault};
use sheet::value::{Days, truth};
use sheet::{Heading, Value, fold};
use std::collections::{BTreeMap, HashMap};

/// Under what names the facts are kept.
pub(crate) struct Identity {
    pub(crate) source: String,
    pub(crate) batch: String,
}

/// Makes the reader of a file. Of several sheets with titles the first that has all columns of the profile is read.
pub(crate) fn prepare(opened: &Opened, profile: &Profile, directory: Directory, identity: Identity) -> Outcome<Reader> {
    super::reader::check(profile)?;
    let mut fault = None;
    for (sheet, heading) in &opened.tables {
        match parts(profile, heading) {
            Ok(parts) => {
                return Ok(Reader {
                    kind: profile.kind,
                    sheet: sheet.clone(),
                    heading: heading.clone(),
                    parts,
                    days: Days { format: profile.formats.get(&Target::Day).cloned(), from_1904: opened.from_1904 },
                    texts: words(profile, |meaning| match meaning {
                        Meaning::Text(text) => Some(text.clone()),
                        Meaning::Truth(_) => None,
                    }),
                    truths: words(profile, |meaning| match meaning {
                        Meaning::Truth(truth) => Some(*truth),
                        Meaning::Text(_) => None,
                    }),
                    factors: profile.factors.iter().map(|(target, factor)| (*target, *factor)).collect(),
                    profile: profile.clone(),
                    directory,
                    source: identity.source,
                    batch: identity.batch,
                });
            }
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    Err(WarehouseError::Profile(fault.unwrap_or(ProfileFault::Missing(Target::Day))))
}

fn parts(profile: &Profile, heading: &Heading) -> Result<Vec<[Origin; Target::ALL.len()]>, ProfileFault> {
    let base = origins(&profile.columns, &profile.constants, heading, Default::default())?;
    if profile.parts.is_empty() {
        return Ok(vec![base]);
    }
    profile.parts.iter().map(|part| origins(&part.columns, &part.constants, heading, base.clone())).collect()
}

fn origins(
    columns: &BTreeMap<Target, String>,
    constants: &BTreeMap<Target, String>,
    heading: &Heading,
    mut origins: [Origin; Target::ALL.len()],
) -> Result<[Origin; Target::ALL.len()], ProfileFault> {
    // A column goes before a constant of the same target.
    for (target, text) in constants {
        let known = match target {
            Target::Day => Days::default().day(Value::Text(text)).is_ok(),
            Target::Returned | Target::Promotion => truth(Value::Text(text)).is_ok(),
            _ => true,
        };
        if !known {
            return Err(ProfileFault::Constant { target: *target, value: text.clone() });
        }
        origins[*target as usize] = Origin::Constant(text.clone());
    }
    for (target, title) in columns {
        let plain = fold(title);
        let found = heading.columns.iter().find(|column| column.name == plain);
        let column = found.ok_or_else(|| ProfileFault::NoColumn { target: *target, column: title.clone() })?;
        origins[*target as usize] = Origin::Column(column.index);
    }
    Ok(origins)
}

fn words<T>(profile: &Profile, pick: impl Fn(&Meaning) -> Option<T>) -> HashMap<Target, HashMap<String, T>> {
    let of = |words: &BTreeMap<String, Meaning>| -> HashMap<String, T> {
        words.iter().filter_map(|(word, meaning)| Some((fold(word).into_owned(), pick(meaning)?))).collect()
    };
    profile.values.iter().map(|(target, words)| (*target, of(words))).filter(|(_, words)| !words.is_empty()).collect()
}

impl Reader {
    /// Indices of the columns that are read.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let mut columns: Vec<usize> =
            self.parts.iter().flatten().filter_map(|origin| if let Origin::Column(index) = origin { Some(*index) } else { None }).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}
