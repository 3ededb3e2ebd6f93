//! Answers that were worked out before: what one person has asked for is there at once for the next, until the data change.
//!
//! An answer is kept under the version of the data, the sites of the caller and the whole question, so that it can never
//! be another than the one that would be worked out again: a load, a correction or an undo makes a new version.

use super::question::{Answer, Question, Scope};
use crate::Version;
use hashlink::LruCache;
use std::mem::size_of;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes of answers that are kept, and of the largest single one that is worth its place.
const BYTES_MAX: usize = 192 << 20;
const ANSWER_BYTES_MAX: usize = BYTES_MAX / 4;

/// What an answer belongs to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    pub(crate) version: Version,
    pub(crate) scope: Scope,
    pub(crate) question: Question,
}

/// The answers in memory; those that nobody has asked for longest make room for others.
#[derive(Default)]
pub(crate) struct Remembered {
    kept: Mutex<Kept>,
}

struct Kept {
    bytes: usize,
    answers: LruCache<Asked, (usize, Arc<Answer>)>,
}

impl Default for Kept {
    fn default() -> Self {
        Kept { bytes: 0, answers: LruCache::new_unbounded() }
    }
}

impl Remembered {
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn answer(&self, asked: &Asked) -> Option<Arc<Answer>> {
        self.lock().answers.get(asked).map(|(_, answer)| answer.clone())
    }

    pub(crate) fn keep(&self, asked: Asked, answer: &Answer) {
        let bytes = bytes(&asked, answer);
        if bytes > ANSWER_BYTES_MAX {
            return;
        }
        let answer = Arc::new(answer.clone());
        let mut kept = self.lock();
        kept.bytes += bytes;
        if let Some((before, _)) = kept.answers.insert(asked, (bytes, answer)) {
            kept.bytes -= before;
        }
        while kept.bytes > BYTES_MAX {
            let Some((_, (bytes, _))) = kept.answers.remove_lru() else { break };
            kept.bytes -= bytes;
        }
    }
}

/// About how much memory an answer takes, with what it belongs to.
fn bytes(asked: &Asked, answer: &Answer) -> usize {
    let Question { atoms, by, filter, order, .. } = &asked.question;
    let texts = |texts: &[String]| texts.iter().map(|text| size_of::<String>() + text.len()).sum::<usize>();
    let sites = if let Scope::Sites(sites) = &asked.scope { texts(sites) } else { 0 };
    let known = filter
        .values
        .iter()
        .map(|(_, values)| values.iter().map(|value| size_of::<Option<String>>() + value.as_ref().map_or(0, String::len)).sum::<usize>());
    let lists = size_of_val(&atoms[..])
        + size_of_val(&by[..])
        + size_of_val(&order[..])
        + size_of_val(&filter.spans[..])
        + size_of_val(&filter.values[..]);
    let question = sites + lists + known.sum::<usize>();
    let keys =
        |keys: &[Option<String>]| keys.iter().map(|key| size_of::<Option<String>>() + key.as_ref().map_or(0, String::len)).sum::<usize>();
    let rows: usize = answer.rows.iter().map(|row| size_of_val(row) + keys(&row.keys) + size_of_val(&row.values[..])).sum();
    size_of::<Answer>() + size_of::<Asked>() + question + rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Figures, Filter};

    #[test]
    fn an_answer_belongs_to_its_version_and_its_sites() {
        let question = Question { atoms: vec![], by: vec![], filter: Filter::always(), order: vec![], limit: 1 };
        let asked = |sales, scope: Scope| Asked { version: Version { sales, visitors: 0 }, scope, question: question.clone() };
        let answer = |groups| Answer { rows: vec![], total: vec![], groups, version: Version::default() };
        let remembered = Remembered::default();
        remembered.keep(asked(1, Scope::All), &answer(1));
        remembered.keep(asked(2, Scope::All), &answer(2));
        remembered.keep(asked(2, Scope::All), &answer(3));
        let known = |sales, scope| remembered.answer(&asked(sales, scope)).map(|answer| answer.groups);
        assert_eq!([known(1, Scope::All), known(2, Scope::All), known(3, Scope::All)], [Some(1), Some(3), None]);
        assert_eq!(known(1, Scope::Sites(vec![])), None);
        assert_eq!(remembered.lock().bytes, 2 * bytes(&asked(1, Scope::All), &answer(1)));
    }

    #[test]
    fn a_long_question_takes_its_room_too() {
        let codes: Vec<String> = (0..5000).map(|number| format!("M01-{number:05}")).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let filter = Filter::always().with(crate::query::Dim::Shop, &codes);
        let question = Question { atoms: vec![], by: vec![], filter, order: vec![], limit: 1 };
        let asked = Asked { version: Version::default(), scope: Scope::Sites(vec!["M01".into()]), question };
        let answer = Answer { rows: vec![], total: vec![], groups: 0, version: Version::default() };
        assert!(bytes(&asked, &answer) > 5000 * "M01-00000".len());
    }

    #[test]
    fn what_nobody_asked_for_longest_makes_room() {
        let row = Figures { keys: vec![Some("x".repeat(ANSWER_BYTES_MAX / 2))], values: vec![] };
        let answer = |rows: usize| Answer { rows: vec![row.clone(); rows], total: vec![], groups: 0, version: Version::default() };
        let question = Question { atoms: vec![], by: vec![], filter: Filter::always(), order: vec![], limit: 1 };
        let asked = |sales| Asked { version: Version { sales, visitors: 0 }, scope: Scope::All, question: question.clone() };
        let remembered = Remembered::default();
        (0..8).for_each(|version| remembered.keep(asked(version), &answer(1)));
        remembered.keep(asked(9), &answer(2));
        let there = [0, 1, 7, 9].map(|version| remembered.answer(&asked(version)).is_some());
        assert_eq!(there, [false, true, true, false], "the first made room, and the largest is not worth its place");
    }
}
