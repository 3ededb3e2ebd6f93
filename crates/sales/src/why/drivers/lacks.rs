//! Why a driver is left out: who counted no visitors on how many days, and of how much of the sales tickets or pieces are known.
//!
//! One day without a count changes the formula of a whole company, and nobody would know why it is another one than last week.

use kernel::text::{Text, text};

/// A driver is known where it covers this part of the sales of both sides.
const COVERED: f64 = 0.98;

/// Sites that are named at most.
pub const NAMED_MAX: usize = 2;

/// A driver that is left out, by its key, and why.
pub struct Lack {
    pub key: &'static str,
    pub said: Text,
}

/// Days on which a site counted no visitors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    pub site: String,
    pub days: usize,
    /// It counted none on any day.
    pub never: bool,
}

/// Whether a driver is known of enough sales, `part` being how much of them it covers.
pub fn enough(part: Option<f64>) -> bool {
    part.is_some_and(|part| part >= COVERED)
}

/// What is known of some sales only. What the facts never tell of changes no formula.
pub fn partial(key: &'static str, title: &Text, part: Option<f64>) -> Option<Lack> {
    let part = part.filter(|part| *part > 0.0 && *part < COVERED)?;
    // Rounded down: what is left out must not read as if it were enough.
    let percent = (part * 1000.0).floor() / 10.0;
    let said = text(
        format!("{}未参与拆分：数据只覆盖销售额的 {percent:.1}%", title.zh),
        format!("{} are left out: they are known of {percent:.1}% of sales only", title.en),
    );
    Some(Lack { key, said })
}

/// Visitors that some sites did not count, the worst of these by name.
pub fn uncounted(sites: &[Uncounted], name: impl Fn(&str) -> Text) -> Option<Lack> {
    let named: Vec<Text> = sites
        .iter()
        .take(NAMED_MAX)
        .map(|Uncounted { site, days, never }| {
            let name = name(site);
            match never {
                true => text(format!("{} 没有客流数据", name.zh), format!("{} counts none", name.en)),
                false => text(
                    format!("{} 有 {days} 天没有客流数据", name.zh),
                    format!("{} has no count on {days} {}", name.en, if *days == 1 { "day" } else { "days" }),
                ),
            }
        })
        .collect();
    let join = |of: fn(&Text) -> &str, between: &str| named.iter().map(of).collect::<Vec<_>>().join(between);
    let (zh, en) = match sites.len().saturating_sub(NAMED_MAX) {
        0 => (String::new(), String::new()),
        more => {
            (format!("，另有 {more} 家门店也有缺"), format!("; {more} more {} some", if more == 1 { "site lacks" } else { "sites lack" }))
        }
    };
    let said =
        text(format!("客流未参与拆分：{}{zh}", join(|t| &t.zh, "，")), format!("Visitors are left out: {}{en}", join(|t| &t.en, ", ")));
    (!sites.is_empty()).then_some(Lack { key: "visitors", said })
}

/// What is said of those drivers of a figure that are left out.
pub fn said(lacks: &[Lack], keys: &[&str]) -> Option<Text> {
    let of: Vec<&Text> = lacks.iter().filter(|lack| keys.contains(&lack.key)).map(|lack| &lack.said).collect();
    let join = |one: fn(&Text) -> &str, between: &str| of.iter().map(|said| one(said)).collect::<Vec<_>>().join(between);
    (!of.is_empty()).then(|| text(join(|t| &t.zh, "；"), join(|t| &t.en, "; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(site: &str, days: usize, never: bool) -> Uncounted {
        Uncounted { site: site.into(), days, never }
    }

    #[test]
    fn two_sites_are_named_and_the_others_counted() {
        for (sites, zh, en) in [
            (vec![], None, None),
            (
                vec![site("M03", 2, false)],
                Some("客流未参与拆分：M03 有 2 天没有客流数据"),
                Some("Visitors are left out: M03 has no count on 2 days"),
            ),
            (
                vec![site("W01", 14, true), site("M03", 1, false), site("M04", 1, false)],
                Some("客流未参与拆分：W01 没有客流数据，M03 有 1 天没有客流数据，另有 1 家门店也有缺"),
                Some("Visitors are left out: W01 counts none, M03 has no count on 1 day; 1 more site lacks some"),
            ),
        ] {
            let lack = uncounted(&sites, |code| text(code, code));
            assert_eq!(lack.as_ref().map(|lack| lack.said.zh.as_str()), zh);
            assert_eq!(lack.as_ref().map(|lack| lack.said.en.as_str()), en);
        }
    }

    #[test]
    fn tickets_that_cover_part_of_the_sales_are_told_with_that_part() {
        let title = text("客单数", "Tickets");
        for (part, zh) in [
            (Some(0.62), Some("客单数未参与拆分：数据只覆盖销售额的 62.0%")),
            (Some(0.97999), Some("客单数未参与拆分：数据只覆盖销售额的 97.9%")),
            (Some(0.98), None),
            (Some(0.0), None),
            (None, None),
        ] {
            let lack = partial("tickets", &title, part);
            assert_eq!(lack.as_ref().map(|lack| lack.said.zh.as_str()), zh, "{part:?}");
            assert_eq!(enough(part), part == Some(0.98));
        }
    }

    #[test]
    fn a_figure_tells_only_of_drivers_that_it_could_have() {
        let lacks = [partial("tickets", &text("客单数", "Tickets"), Some(0.5)), partial("pieces", &text("件数", "Pieces"), Some(0.25))];
        let lacks: Vec<Lack> = lacks.into_iter().flatten().collect();
        let both = said(&lacks, &["visitors", "tickets", "pieces"]).unwrap();
        assert_eq!(both.zh, "客单数未参与拆分：数据只覆盖销售额的 50.0%；件数未参与拆分：数据只覆盖销售额的 25.0%");
        assert_eq!(said(&lacks, &["pieces"]).unwrap().en, "Pieces are left out: they are known of 25.0% of sales only");
        assert_eq!(said(&lacks, &["visitors"]), None);
    }
}
