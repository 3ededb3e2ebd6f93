//! What people see around a record's fields: its titles, its groups, its ready-made views, and how each field is shown.

use crate::text::{Text, text};
use serde::Serialize;

/// How a record presents itself.
#[derive(Clone, Debug)]
pub struct About {
    pub title: Text,
    /// Name of an icon of the web's set.
    pub icon: &'static str,
    /// The field that heads a row, and the one beneath it (usually its code).
    pub heading: &'static str,
    pub sub: &'static str,
    /// Default order, `-` for descending.
    pub sort: &'static str,
    /// Fields that the search looks into, besides heading and sub.
    pub search: &'static [&'static str],
    pub groups: Vec<(&'static str, Text)>,
    pub views: Vec<View>,
    /// Sets of fields that no two rows may share.
    pub unique: Vec<&'static [&'static str]>,
    /// Fields by which a row of a workbook finds the row it changes; empty: an import only creates.
    pub key: &'static [&'static str],
    /// Rows come only from verbs and the program itself: no create, no patch, no import.
    pub kept_by_house: bool,
    /// Rows are many and found by what they belong to: the search across everything leaves them out, and their own list finds them.
    pub aside: bool,
}

/// A ready-made view of the list: a tab with its count.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    pub key: &'static str,
    #[serde(flatten)]
    pub title: Text,
    /// Filters in the grammar of docs/http.md.
    #[serde(rename = "where", serialize_with = "as_map")]
    pub filters: Vec<(&'static str, &'static str)>,
}

fn as_map<S: serde::Serializer>(filters: &[(&'static str, &'static str)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(filters.iter().copied())
}

/// Starts the presentation of a record whose rows are headed by `name` and `code`.
pub fn about(zh: &str, en: &str) -> About {
    About {
        title: text(zh, en),
        icon: "file",
        heading: "name",
        sub: "code",
        sort: "code",
        search: &[],
        groups: Vec::new(),
        views: Vec::new(),
        unique: Vec::new(),
        key: &[],
        kept_by_house: false,
        aside: false,
    }
}

impl About {
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    /// Which fields head a row.
    pub fn headed(mut self, heading: &'static str, sub: &'static str) -> Self {
        (self.heading, self.sub) = (heading, sub);
        self
    }

    pub fn sort(mut self, sort: &'static str) -> Self {
        self.sort = sort;
        self
    }

    pub fn search(mut self, fields: &'static [&'static str]) -> Self {
        self.search = fields;
        self
    }

    pub fn group(mut self, key: &'static str, zh: &str, en: &str) -> Self {
        self.groups.push((key, text(zh, en)));
        self
    }

    pub fn view(mut self, key: &'static str, zh: &str, en: &str, filters: &[(&'static str, &'static str)]) -> Self {
        self.views.push(View { key, title: text(zh, en), filters: filters.to_vec() });
        self
    }

    pub fn unique(mut self, fields: &'static [&'static str]) -> Self {
        self.unique.push(fields);
        self
    }

    pub fn key(mut self, fields: &'static [&'static str]) -> Self {
        self.key = fields;
        self
    }

    pub fn kept_by_house(mut self) -> Self {
        self.kept_by_house = true;
        self
    }

    /// Left out of the search across everything.
    pub fn aside(mut self) -> Self {
        self.aside = true;
        self
    }
}

/// How a field is shown, in the terms of docs/http.md: `ui("base").list(90, 160).text().sort()`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ui {
    #[serde(rename = "g")]
    group: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<u16>,
    #[serde(rename = "w", skip_serializing_if = "Option::is_none")]
    width: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sort: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sum: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    link: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fixed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    widget: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<u8>,
    /// Filled in at creation and never changed, because facts and papers refer to it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    once: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also: &'static [&'static str],
    /// The record type whose code this is, or the field that names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    code_of: Option<&'static str>,
}

/// Starts the presentation of a field, in a group of its record.
pub fn ui(group: &'static str) -> Ui {
    Ui { group, ..Ui::default() }
}

impl Ui {
    /// Stands in the list by default: higher priority is further left; the width is in pixels.
    pub fn list(mut self, priority: u16, width: u16) -> Self {
        (self.list, self.width) = (Some(priority), Some(width));
        self
    }

    /// Filter by contained text.
    pub fn text(mut self) -> Self {
        self.filter = Some("text");
        self
    }

    /// Filter by any of several choices.
    pub fn choice(mut self) -> Self {
        self.filter = Some("in");
        self
    }

    /// Filter from..to.
    pub fn range(mut self) -> Self {
        self.filter = Some("range");
        self
    }

    /// Filter by references.
    pub fn reference(mut self) -> Self {
        self.filter = Some("ref");
        self
    }

    /// Filter yes or no.
    pub fn yes_no(mut self) -> Self {
        self.filter = Some("bool");
        self
    }

    pub fn sort(mut self) -> Self {
        self.sort = true;
        self
    }

    /// Has a total under the list.
    pub fn sum(mut self) -> Self {
        self.sum = true;
        self
    }

    /// Opens the row.
    pub fn link(mut self) -> Self {
        self.link = true;
        self
    }

    /// Stays in sight when the list scrolls sideways.
    pub fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    /// A text of several lines, over the whole width of the form.
    pub fn long(mut self) -> Self {
        (self.widget, self.span) = (Some("textarea"), Some(2));
        self
    }

    /// Drawn over the whole width of the form by a widget of the department's own pages.
    pub fn drawn(mut self, widget: &'static str) -> Self {
        (self.widget, self.span) = (Some(widget), Some(2));
        self
    }

    /// Takes the whole width of the form.
    pub fn wide(mut self) -> Self {
        self.span = Some(2);
        self
    }

    /// Other titles under which workbooks of the trade have the field, the surest first.
    pub fn also(mut self, titles: &'static [&'static str]) -> Self {
        self.also = titles;
        self
    }

    /// Holds a code of a record type, which is said here or by the field that is said here; it is shown with the name of
    /// the row that has the code.
    pub fn code_of(mut self, record: &'static str) -> Self {
        self.code_of = Some(record);
        self
    }

    /// Filled in at creation and never changed.
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }
}
