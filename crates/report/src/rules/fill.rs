//! Fills figures into texts: `{{sales}}` prints a figure, `{{sales~last_year}}` its change. A figure can only be named, never typed.

use super::words::{moved, value};
use crate::document::Figure;
use kernel::text::{Lang, text};

/// A piece of a text: words, or a figure in its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    Words(&'a str),
    /// The figure's id, and how it is shown (`previous`, `last_year`, or its value).
    Figure(&'a str, Option<&'a str>),
}

/// Takes a text apart.
pub fn pieces(words: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), words);
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        let (id, show) = name.split_once('~').map_or((name, None), |(id, show)| (id, Some(show)));
        pieces.push(Piece::Figure(id.trim(), show.map(str::trim)));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The first name in a text that is no figure of the document.
pub fn unknown_figure<'a>(words: &'a str, figures: &[Figure]) -> Option<&'a str> {
    pieces(words).into_iter().find_map(|piece| match piece {
        Piece::Figure(id, show) if figures.iter().all(|f| f.id != id) || !matches!(show, None | Some("previous" | "last_year")) => Some(id),
        _ => None,
    })
}

/// The figures that a drafted text names and the written one no longer does, each as often as it was taken out.
pub fn taken_out<'a>(drafted: &'a str, written: &str) -> Vec<(&'a str, Option<&'a str>)> {
    let mut left = named(written);
    let gone = named(drafted).into_iter().filter(|figure| match left.iter().position(|kept| kept == figure) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    });
    gone.collect()
}

fn named(words: &str) -> Vec<(&str, Option<&str>)> {
    let figure = |piece| if let Piece::Figure(id, show) = piece { Some((id, show)) } else { None };
    pieces(words).into_iter().filter_map(figure).collect()
}

/// The text with its figures filled in.
pub fn filled(words: &str, figures: &[Figure], lang: Lang) -> String {
    let mut out = String::new();
    for piece in pieces(words) {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Figure(id, show) => {
                if let Some(figure) = figures.iter().find(|f| f.id == id) {
                    out.push_str(&shown(figure, show, lang));
                }
            }
        }
    }
    out
}

fn shown(figure: &Figure, show: Option<&str>, lang: Lang) -> String {
    let before = match show {
        Some("previous") => figure.previous,
        Some("last_year") => figure.last_year,
        _ => {
            let (number, unit) = value(figure, lang);
            let apart = if unit.is_empty() || unit == "%" { "" } else { " " };
            return format!("{number}{apart}{unit}");
        }
    };
    moved(figure, before).unwrap_or_else(|| text("无可比数据", "nothing to compare with")).in_lang(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_out_of_a_text_is_known() {
        let drafted = "销售额 {{sales}}，环比{{sales~previous}}；客单价 {{average_ticket}}。";
        type Gone = &'static [(&'static str, Option<&'static str>)];
        let cases: [(&str, Gone); 5] = [
            ("客单价 {{average_ticket}}；环比{{ sales ~ previous }}，销售额 {{sales}}。", &[]),
            ("销售额 700 万元，环比{{sales~previous}}；客单价 {{average_ticket}}。", &[("sales", None)]),
            ("{{sales}}{{sales}}", &[("sales", Some("previous")), ("average_ticket", None)]),
            ("很好。", &[("sales", None), ("sales", Some("previous")), ("average_ticket", None)]),
            ("{{sales}}，{{sales~previous}}，{{average_ticket}}，{{tickets}}", &[]),
        ];
        for (written, gone) in cases {
            assert_eq!(taken_out(drafted, written), gone, "{written}");
        }
        assert_eq!(taken_out("{{sales}}，{{sales}}", "{{sales}}"), [("sales", None)]);
        assert_eq!(taken_out("", "下月销售不低于 {{sales}}"), []);
    }

    #[test]
    fn a_text_is_taken_apart() {
        assert_eq!(
            pieces("销售额 {{sales}}，{{ sales ~ previous }}。"),
            [
                Piece::Words("销售额 "),
                Piece::Figure("sales", None),
                Piece::Words("，"),
                Piece::Figure("sales", Some("previous")),
                Piece::Words("。")
            ]
        );
        assert_eq!(pieces("没有 {{ 收尾"), [Piece::Words("没有 {{ 收尾")]);
        assert_eq!(unknown_figure("{{sales}}", &[]), Some("sales"));
        assert_eq!(unknown_figure("没有数字", &[]), None);
    }
}
