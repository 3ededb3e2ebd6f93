//! Records: the nouns of the house, each declared once and served everywhere from that declaration.
//!
//! A record is a SeaORM model that also derives `JsonSchema` and `Validate`; [`Record`] adds its name and manners.
//! From it follow the table, the API, the list, the form, the workbook, the permission check and the history.

mod about;
mod card;
mod door;
mod field;
mod filter;
mod judge;
mod keyset;
mod list;
mod summary;
mod tags;
mod tell;
mod workbook;
mod write;

pub use about::{About, Ui, View, about, ui};
pub(crate) use card::Entity as Cards;
pub(crate) use card::seen_codes;
pub use card::{
    CHOSEN_MAX, Card, all_of as cards_named, by_sub as cards_of, chosen as chosen_cards, find as find_cards, forget as forget_cards,
    name as name_of, named as named_cards, words,
};
pub use door::{AnyRecord, Door, VerbEntry};
pub(crate) use field::schema_of;
pub use field::{Field, FieldKind, fields_of, reply_schema_of};
pub(crate) use filter::instant;
pub use filter::{Filters, like_pattern};
pub(crate) use judge::{judge, validator};
pub use list::{ListQuery, Page, SIZE_MAX};
pub use summary::Summary;
pub use tags::Tags;
pub use tell::tell_those;
pub(crate) use workbook::told;
pub use workbook::{CellError, Filled, ImportReport};
pub(crate) use write::read;
pub use write::{find, insert, save};

use crate::access::Actor;
use crate::desk::Desk;
use crate::refusal::Outcome;
use schemars::JsonSchema;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, Iterable, ModelTrait};
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// What every model of a record can do; met by deriving the usual traits, never implemented by hand.
pub trait Row: Serialize + DeserializeOwned + JsonSchema + garde::Validate<Context = ()> + Default + Send + Sync + 'static {}
impl<T: Serialize + DeserializeOwned + JsonSchema + garde::Validate<Context = ()> + Default + Send + Sync + 'static> Row for T {}

/// What is a person's own and lies at no site is not seen by a token that was narrowed.
pub(crate) fn not_by_narrowed(actor: &Actor) -> Condition {
    let all = Condition::all();
    if actor.narrowed { all.add(Expr::val(1).eq(0)) } else { all }
}

/// A noun of the house. Its model has the columns `id: Id<Self>`, `version: i32` and `ended_at: Option<DateTime<Utc>>`, which the engine keeps.
pub trait Record:
    EntityTrait<
        Model: Row + ModelTrait<Entity = Self> + IntoActiveModel<Self::ActiveModel>,
        ActiveModel: ActiveModelTrait<Entity = Self> + ActiveModelBehavior + Send + Sync,
        Column: Iterable + Send + Sync,
    > + Default
{
    /// The word for it in URLs, policies and TypeScript: `brand`.
    const NAME: &'static str;

    /// The column that holds the site a row belongs to. `None`: the whole company shares the rows.
    const SITE: Option<Self::Column> = None;

    /// The column that holds the user a row belongs to; others never see it.
    const OWNER: Option<Self::Column> = None;

    /// Whether changes go into the history; only a record that moves many times a second leaves it out.
    const AUDITED: bool = true;

    /// Titles, icon, groups and views: what people see around the fields.
    fn about() -> About;

    /// Which rows an actor may see, whatever the policies say of the record type.
    fn scope(actor: &Actor) -> Condition {
        let mut seen = Condition::all();
        if let (Some(column), Some(sites)) = (Self::SITE, actor.sites.listed()) {
            seen = seen.add(column.is_in(sites.iter().copied()));
        }
        if let Some(column) = Self::OWNER {
            seen = seen.add(column.eq(actor.id)).add(not_by_narrowed(actor));
        }
        seen
    }

    /// Rules across records, and the fields the house fills in itself; runs inside the transaction, after the rules of single fields.
    fn check(_desk: &Desk, _next: &mut Self::Model, _before: Option<&Self::Model>) -> impl Future<Output = Outcome<()>> + Send {
        async { Ok(()) }
    }

    /// Who may change, end, reopen or act on a row, beyond what the policies say of the record type, and when; asked whenever a
    /// row that is there shall become another. `act` is `change`, `end`, `reopen` or the name of a verb.
    fn may_write(_desk: &Desk, _row: &Self::Model, _act: &str) -> impl Future<Output = Outcome<()>> + Send {
        async { Ok(()) }
    }

    /// A secret that comes with a new row, such as a first password: told this once to who makes it, and kept nowhere.
    fn secret(_next: &mut Self::Model) -> impl Future<Output = Outcome<Option<String>>> + Send {
        async { Ok(None) }
    }
}

/// The column of a record by its field name. Asked only with names that come from the record's own schema.
pub(crate) fn column<R: Record>(name: &str) -> R::Column {
    use std::str::FromStr;
    R::Column::from_str(name).unwrap_or_else(|_| panic!("record {} has no column {name}", R::NAME))
}

/// SeaORM asks for these two items beside every model; our records keep references as plain ids and have no hooks.
#[macro_export]
macro_rules! table {
    () => {
        #[derive(Copy, Clone, Debug, sea_orm::EnumIter, sea_orm::DeriveRelation)]
        pub enum Relation {}
        impl sea_orm::ActiveModelBehavior for ActiveModel {}
    };
}
