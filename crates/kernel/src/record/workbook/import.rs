//! Takes a filled workbook in: every row judged like a form, every error told by its cell, and all rows kept or none.

use super::cells::{value_of, written};
use super::columns;
use crate::desk::Desk;
use crate::record::door::Door;
use crate::record::field::{Field, FieldKind};
use crate::record::judge::judge;
use crate::record::{Record, card, column, write};
use crate::refusal::{Failure, FieldError, Kind, Outcome, Refusal};
use crate::text::{Text, text};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ModelTrait, QueryFilter, Value as Db};
use serde::Serialize;
use serde_json::{Map, Value};
use sheet::{Book, Limits, Row, SheetError, fold, heading, total_row};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use uuid::Uuid;

/// The most rows one workbook may bring.
pub const IMPORT_ROWS_MAX: usize = 100_000;
/// Errors that are told one by one; the rest are counted.
const ERRORS_MAX: usize = 1_000;
/// Rows of the preview.
const PREVIEW_ROWS: usize = 20;

/// What an import did, or would do.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct ImportReport {
    pub rows: usize,
    pub created: usize,
    pub changed: usize,
    /// Rows with an error; nothing at all is kept while there is one.
    pub refused: usize,
    pub errors: Vec<CellError>,
    pub preview: Vec<Value>,
    /// Columns whose title belongs to no field.
    pub ignored: Vec<String>,
}

/// An error at a cell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CellError {
    pub sheet: String,
    pub row: u64,
    pub column: String,
    pub value: String,
    #[serde(flatten)]
    pub text: Text,
}

/// A row as read: its number, its values, the texts they came from.
struct Line {
    number: u64,
    values: Map<String, Value>,
    /// What the cells said, and in which row.
    written: HashMap<String, (u64, String)>,
    errors: Vec<(String, Text)>,
}

struct Table {
    sheet: String,
    /// The titles of the file by the fields they stand for.
    titles: HashMap<String, String>,
    lines: Vec<Line>,
    ignored: Vec<String>,
}

/// Codes of references by field, for rows that say nothing of them: the plan in which a workbook of targets is brought in.
pub type Filled = BTreeMap<String, String>;

/// Reads the workbook and writes its rows inside the desk's transaction; the caller keeps it only when nothing was refused.
pub async fn import<R: Record>(door: &Door<R>, desk: &Desk, file: &Path, filled: &Filled) -> Outcome<ImportReport> {
    let refers = |name: &String| door.fields.iter().any(|field| field.name == *name && field.kind == FieldKind::Ref);
    if let Some(unknown) = filled.keys().find(|name| !refers(name)) {
        let (zh, en) =
            (format!("“{unknown}”不是引用字段，不能统一填写"), format!("“{unknown}” is no reference, so it cannot be filled in"));
        return Err(Refusal::malformed(zh, en).into());
    }
    let (path, fields) = (file.to_owned(), door.fields.clone());
    let mut table = tokio::task::spawn_blocking(move || read(&path, &fields)).await.map_err(anyhow::Error::from)??;
    let rows = table.lines.len();
    gather(door, &mut table.lines);
    for line in &mut table.lines {
        for (field, code) in filled {
            line.values.entry(field.clone()).or_insert_with(|| Value::from(code.clone()));
        }
    }
    resolve(door, desk, &mut table.lines).await?;
    let mut report = ImportReport { rows, ignored: table.ignored, ..ImportReport::default() };
    for line in &mut table.lines {
        let mut errors = std::mem::take(&mut line.errors);
        if !errors.is_empty() {
            // The other cells of the row are judged as well, so that one look mends all.
            let told = |field: &String| errors.iter().any(|(known, _)| known == field);
            let known = existing(door, desk, &line.values).await?.is_some();
            let wrong = judge(&door.validator, &door.fields, &Value::Object(std::mem::take(&mut line.values)));
            let wrong = wrong.into_iter().filter(|error| !known || error.code != "required").map(by_field);
            let more: Vec<_> = wrong.filter(|(field, _)| !told(field)).collect();
            errors.extend(more);
        } else {
            match keep(door, desk, std::mem::take(&mut line.values)).await {
                Ok((row, kept)) => {
                    match kept {
                        Kept::Created => report.created += 1,
                        Kept::Changed => report.changed += 1,
                        Kept::Same => {}
                    }
                    if report.preview.len() < PREVIEW_ROWS {
                        report.preview.push(row);
                    }
                }
                // A database that is away or full says nothing about the row, and there is nothing left to go on in.
                Err(Failure::Refused(refusal)) if refusal.kind != Kind::Busy => errors = pointed(&door.fields, *refusal),
                Err(failure) => return Err(failure),
            }
        }
        report.refused += usize::from(!errors.is_empty());
        for (field, text) in errors {
            let (row, value) = line.written.get(&field).cloned().unwrap_or((line.number, String::new()));
            if report.errors.len() < ERRORS_MAX {
                let missing = || door.fields.iter().find(|f| f.name == field).map(|f| f.title.zh.clone());
                let column = table.titles.get(&field).cloned().or_else(missing).unwrap_or(field);
                report.errors.push(CellError { sheet: table.sheet.clone(), row, column, value, text });
            }
        }
    }
    Ok(report)
}

fn refused(error: &SheetError) -> Failure {
    Refusal::malformed(error.zh(), error.en()).into()
}

/// The sheet that tells most fields, and of its columns those that do.
struct Chosen<'a> {
    sheet: String,
    heading_row: u64,
    columns: usize,
    taken: Vec<(usize, &'a Field)>,
    titles: HashMap<String, String>,
    ignored: Vec<String>,
}

fn read(path: &Path, fields: &[Field]) -> Outcome<Table> {
    let mut book = Book::open(path, Limits { file_bytes: 64 << 20, ..Limits::default() }).map_err(|e| refused(&e))?;
    let chosen = choose(&mut book, fields)?;
    let mut table = Table { sheet: chosen.sheet.clone(), titles: chosen.titles, lines: Vec::new(), ignored: chosen.ignored };
    let mut rows = book.rows(&chosen.sheet).map_err(|e| refused(&e))?;
    let mut row = Row::default();
    while rows.next(&mut row).map_err(|e| refused(&e))? {
        if row.number() <= chosen.heading_row || row.is_empty() || total_row(&row, chosen.columns).is_some() {
            continue;
        }
        if table.lines.len() >= IMPORT_ROWS_MAX {
            return Err(Refusal::malformed(
                format!("一次最多导入 {IMPORT_ROWS_MAX} 行，请分几个文件"),
                format!("At most {IMPORT_ROWS_MAX} rows at once; split the file"),
            )
            .into());
        }
        table.lines.push(line(&row, &chosen.taken));
    }
    Ok(table)
}

fn choose<'a>(book: &mut Book, fields: &'a [Field]) -> Outcome<Chosen<'a>> {
    let mut best: Option<Chosen<'a>> = None;
    let mut unread = None;
    for sheet in book.sheets() {
        let rows = book.bare_rows(&sheet).and_then(|mut rows| heading::find(&mut rows, &sheet));
        let heading = match rows {
            Ok(heading) => heading,
            Err(error) => {
                unread.get_or_insert(error);
                continue;
            }
        };
        let (mut taken, mut ignored, mut titles) = (Vec::<(usize, &Field, usize)>::new(), Vec::new(), HashMap::new());
        for column in &heading.columns {
            // Of two columns that tell the same field, the surer one is taken.
            let named = columns(fields).filter_map(|field| Some((field, rank(field, &column.name)?))).min_by_key(|(_, rank)| *rank);
            match named {
                Some((field, rank)) if taken.iter().all(|(_, known, other)| known.name != field.name || rank < *other) => {
                    taken.retain(|(_, known, _)| known.name != field.name);
                    taken.push((column.index, field, rank));
                    titles.insert(field.name.clone(), column.name.trim_end_matches('*').trim().to_owned());
                }
                _ => ignored.push(column.name.clone()),
            }
        }
        if best.as_ref().is_none_or(|known| taken.len() > known.taken.len()) {
            let taken = taken.into_iter().map(|(index, field, _)| (index, field)).collect();
            best = Some(Chosen { sheet, heading_row: heading.row, columns: heading.columns.len(), taken, titles, ignored });
        }
    }
    match (best, unread) {
        (Some(chosen), _) if !chosen.taken.is_empty() => Ok(chosen),
        (None, Some(error)) => Err(refused(&error)),
        _ => {
            Err(Refusal::malformed("没有认出任何列，请使用模板的列标题", "No column was recognised; use the titles of the template").into())
        }
    }
}

/// How surely a title of a file means a field, the surest first: its own title, then the other titles of the trade.
fn rank(field: &Field, title: &str) -> Option<usize> {
    let title = plain(title);
    if plain(&field.title.zh) == title || plain(&field.title.en) == title || field.name == title {
        return Some(0);
    }
    field.also.iter().position(|also| plain(also) == title).map(|place| place + 1)
}

/// A title without the star of what is required and without its unit: `进价(元/千克)*` is `进价`.
fn plain(title: &str) -> String {
    let folded = fold(title);
    let title = folded.trim_end_matches('*').trim();
    let bare = title.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map_or(title, |(bare, _)| bare);
    if bare.trim().is_empty() { title.to_lowercase() } else { bare.trim().to_lowercase() }
}

fn line(row: &Row, taken: &[(usize, &Field)]) -> Line {
    let mut line = Line { number: row.number(), values: Map::new(), written: HashMap::new(), errors: Vec::new() };
    for (index, field) in taken {
        let cell = row.get(*index);
        line.written.insert(field.name.clone(), (row.number(), written(cell)));
        match value_of(field, cell) {
            // An empty cell says nothing: a new row takes the default, a known row keeps what it has.
            Ok(Value::Null) => {}
            Ok(value) => {
                line.values.insert(field.name.clone(), value);
            }
            Err(text) => line.errors.push((field.name.clone(), text)),
        }
    }
    line
}

/// Several rows of one key are told together: what a later row says goes before what an earlier one said. One that
/// contradicts what never changes stays by itself, and is refused by that rule.
fn gather<R: Record>(door: &Door<R>, lines: &mut Vec<Line>) {
    let mut first: HashMap<Vec<String>, usize> = HashMap::new();
    let fixed: Vec<&str> = door.fields.iter().filter(|field| field.once).map(|field| field.name.as_str()).collect();
    let agree = |one: &Line, other: &Line, name: &str| match (one.values.get(name), other.values.get(name)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let mut gathered: Vec<Line> = Vec::with_capacity(lines.len());
    for line in std::mem::take(lines) {
        let key: Option<Vec<String>> = door.about.key.iter().map(|name| line.values.get(*name).map(Value::to_string)).collect();
        match key.filter(|key| !key.is_empty() && line.errors.is_empty()).map(|key| (first.get(&key).copied(), key)) {
            Some((Some(at), _)) if fixed.iter().all(|name| agree(&gathered[at], &line, name)) => {
                gathered[at].values.extend(line.values);
                gathered[at].written.extend(line.written);
            }
            Some((_, key)) => {
                first.insert(key, gathered.len());
                gathered.push(line);
            }
            None => gathered.push(line),
        }
    }
    *lines = gathered;
}

/// Replaces the codes and names of references by ids.
async fn resolve<R: Record>(door: &Door<R>, desk: &Desk, lines: &mut [Line]) -> Outcome<()> {
    for field in &door.fields {
        let Some(target) = field.target.as_ref().filter(|_| matches!(field.kind, FieldKind::Ref | FieldKind::List)) else { continue };
        let words: BTreeSet<String> = lines.iter().filter_map(|l| l.values.get(&field.name)).flat_map(texts).collect();
        let known = lookup(desk, target, &words).await?;
        for line in lines.iter_mut() {
            let Some(value) = line.values.get_mut(&field.name) else { continue };
            let found = |word: &Value| match known.get(word.as_str().unwrap_or_default()).map(Vec::as_slice) {
                Some([id]) => Ok(Value::from(id.to_string())),
                Some([_, _, ..]) => Err(text("有多条同名记录，请填编码", "Several rows have this name; use the code")),
                _ => Err(text(
                    format!("没有找到这个{}，请先在档案里建好", field.title.zh),
                    format!("There is no such {}; make it first", field.title.en),
                )),
            };
            let resolved = match &*value {
                Value::Array(items) => items.iter().map(found).collect::<Result<Value, _>>(),
                word => found(word),
            };
            match resolved {
                Ok(id) => *value = id,
                Err(text) => line.errors.push((field.name.clone(), text)),
            }
        }
    }
    Ok(())
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// Ids by code or name; a code is certain, a name may be shared. Ended rows are known too, since a row may still refer
/// to one; that nothing new refers to them is judged when the row is kept.
async fn lookup(desk: &Desk, target: &str, words: &BTreeSet<String>) -> Outcome<HashMap<String, Vec<Uuid>>> {
    let mut known: HashMap<String, Vec<Uuid>> = HashMap::new();
    let words: Vec<&String> = words.iter().collect();
    for some in words.chunks(400) {
        let either =
            Condition::any().add(card::Column::Sub.is_in(some.iter().copied())).add(card::Column::Title.is_in(some.iter().copied()));
        let cards = card::Entity::find()
            .filter(card::Column::Record.eq(target))
            .filter(card::seen_by(&desk.actor))
            .filter(either)
            .all(&desk.db())
            .await?;
        for card in &cards {
            let ids = known.entry(card.title.clone()).or_default();
            if !ids.contains(&card.row_id) {
                ids.push(card.row_id);
            }
        }
        for card in cards.iter().filter(|c| !c.sub.is_empty()) {
            known.insert(card.sub.clone(), vec![card.row_id]);
        }
    }
    Ok(known)
}

/// What became of a row of the workbook.
enum Kept {
    Created,
    Changed,
    /// It says what is known already.
    Same,
}

/// Creates or changes one row; answers it as it now is.
async fn keep<R: Record>(door: &Door<R>, desk: &Desk, values: Map<String, Value>) -> Outcome<(Value, Kept)> {
    let Some((id, version)) = existing(door, desk, &values).await? else {
        desk.may("create", R::NAME)?;
        return Ok((write::create_of_many(door, desk, Value::Object(values)).await?, Kept::Created));
    };
    desk.may("change", R::NAME)?;
    let row = write::patch(door, desk, id, None, Value::Object(values)).await?;
    let kept = if row["version"] == version { Kept::Same } else { Kept::Changed };
    Ok((row, kept))
}

/// The row that a row of the workbook is about, and its version.
async fn existing<R: Record>(door: &Door<R>, desk: &Desk, values: &Map<String, Value>) -> Outcome<Option<(Uuid, i32)>> {
    if door.about.key.is_empty() {
        return Ok(None);
    }
    let mut same = Condition::all().add(R::scope(&desk.actor));
    let optional = |name: &str| door.fields.iter().any(|f| f.name == name && !f.required);
    for name in door.about.key {
        let word = match values.get(*name) {
            Some(Value::String(word)) => word.clone(),
            Some(other) if !other.is_null() => other.to_string(),
            _ if optional(name) && door.about.key.len() > 1 => {
                same = same.add(column::<R>(name).is_null());
                continue;
            }
            _ => return Ok(None),
        };
        let field = door.fields.iter().find(|f| f.name == *name);
        let Some(value) = field.and_then(|f| crate::record::filter::db_value(f, &word, desk.today(), false)) else { return Ok(None) };
        same = same.add(column::<R>(name).eq(value));
    }
    let row = R::find().filter(same).one(&desk.db()).await?;
    Ok(row.and_then(|row| match (row.get(column::<R>("id")), row.get(column::<R>("version"))) {
        (Db::Uuid(Some(id)), Db::Int(Some(version))) => Some((id, version)),
        _ => None,
    }))
}

/// The errors of a refusal by field name; one that points at no field stands at the key.
fn pointed(fields: &[Field], refusal: Refusal) -> Vec<(String, Text)> {
    if refusal.errors.is_empty() {
        let first = fields.iter().find(|f| !f.read_only).map(|f| f.name.clone()).unwrap_or_default();
        return vec![(first, refusal.text)];
    }
    refusal.errors.into_iter().map(by_field).collect()
}

fn by_field(error: FieldError) -> (String, Text) {
    (error.pointer.split('/').nth(1).unwrap_or_default().to_owned(), error.text)
}
