//! The sales and visitors of a made-up chain, the same ones every time: three malls of sixty shops each, twelve
//! supermarkets with twelve thousand items, and an online shop with two channels, over two years.
//!
//! It has the shape of the demonstration company, only larger and with every ticket told line by line: a mall's till
//! knows shop and brand, a supermarket's the item, an online order both its channel and its member.

use anyhow::Result;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// The columns of sales: the target of each, as a profile names it, and its title.
pub const COLUMNS: [(&str, &str); 16] = [
    ("day", "日期"),
    ("time", "时间"),
    ("site", "门店编码"),
    ("channel", "渠道编码"),
    ("shop", "专柜编码"),
    ("brand", "品牌编码"),
    ("category", "品类编码"),
    ("item", "单品编码"),
    ("ticket", "小票号"),
    ("member", "会员号"),
    ("quantity", "数量"),
    ("list_amount", "原价金额"),
    ("discount", "优惠金额"),
    ("amount", "金额"),
    ("cost", "成本"),
    ("returned", "是否退货"),
];

const MALLS: u64 = 3;
const SHOPS: u64 = 60;
const BRANDS: u64 = 90;
const TRADES: u64 = 12;
const STORES: u64 = 12;
const CATEGORIES: u64 = 24;
const ITEMS: u64 = 12_000;
const MEMBERS: u64 = 200_000;
/// Days of the facts, from 2024-11-01 to 2026-10-31.
const DAYS: usize = 730;
/// How busy a weekday is, Monday first.
const WEEK: [u64; 7] = [95, 90, 90, 95, 110, 145, 140];

/// Sales that are written day by day, in the order of their days as a head office exports them.
pub struct Sales {
    lines: u64,
    dice: Dice,
    /// Of the days so far: what they weigh, the lines of their tickets and the number of the last one.
    before: u64,
    written: u64,
    ticket: u64,
}

impl Sales {
    /// So many lines over all days.
    pub fn of(lines: u64) -> Self {
        Self { lines, dice: Dice(88_172_645_463_325_252), before: 0, written: 0, ticket: 0 }
    }

    /// Writes the next days into a file of their own; answers its lines.
    pub fn write(&mut self, file: &Path, days_due: &[(usize, String)]) -> Result<u64> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
        writeln!(out, "{}", COLUMNS.map(|(_, title)| title).join(","))?;
        let whole: u64 = (0..DAYS).map(weight).sum();
        let first = self.written;
        let mut line = Vec::with_capacity(256);
        for (number, day) in days_due {
            self.before += weight(*number);
            let due = u64::try_from(u128::from(self.lines) * u128::from(self.before) / u128::from(whole))?;
            while self.written < due {
                self.ticket += 1;
                let head = Ticket::draw(&mut self.dice, self.ticket);
                for _ in 0..head.lines.min(due - self.written) {
                    line.clear();
                    head.line(&mut self.dice, day, &mut line);
                    out.write_all(&line)?;
                    self.written += 1;
                }
            }
        }
        out.flush()?;
        Ok(self.written - first)
    }
}

/// Writes so many lines of sales.
pub fn write_sales(file: &Path, lines: u64) -> Result<()> {
    Sales::of(lines).write(file, &months().concat()).map(drop)
}

/// Writes how many people came to each site on each day.
pub fn write_visitors(file: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "日期,门店编码,出入口,客流人数")?;
    let mut dice = Dice(362_436_069);
    for (number, day) in days().enumerate() {
        for site in 0..MALLS + STORES + 1 {
            let mut code = Vec::new();
            site_code(&mut code, site);
            let visitors = (if site < MALLS { 80 } else { 12 }) * weight(number) + dice.below(500);
            writeln!(out, "{day},{},正门,{visitors}", String::from_utf8_lossy(&code))?;
        }
    }
    Ok(out.flush()?)
}

/// What the lines of one ticket share.
struct Ticket {
    number: u64,
    site: u64,
    lines: u64,
    minute: u64,
    member: Option<u64>,
}

impl Ticket {
    fn draw(dice: &mut Dice, number: u64) -> Self {
        // Of a hundred tickets, twenty are a mall's, sixty-five a supermarket's and fifteen the online shop's.
        let site = match dice.below(100) {
            0..20 => dice.below(MALLS),
            20..85 => MALLS + dice.below(STORES),
            _ => MALLS + STORES,
        };
        let most = if site < MALLS { 2 } else { 6 };
        let online = site == MALLS + STORES;
        // Two throws: most people come in the middle of the day.
        let minute = 8 * 60 + (dice.below(14 * 60) + dice.below(14 * 60)) / 2;
        let member = (online || dice.below(3) == 0).then(|| dice.below(MEMBERS));
        Self { number, site, lines: 1 + dice.below(most), minute, member }
    }

    fn line(&self, dice: &mut Dice, day: &str, out: &mut Vec<u8>) {
        let mall = self.site < MALLS;
        let (shop, few) = (dice.below(SHOPS), dice.below(ITEMS));
        // A throw within a throw: a few items make the most of the sales.
        let item = dice.below(few + 1);
        out.extend_from_slice(day.as_bytes());
        out.push(b',');
        digits(out, self.minute / 60, 2);
        out.push(b':');
        digits(out, self.minute % 60, 2);
        out.extend_from_slice(b":00,");
        site_code(out, self.site);
        out.extend_from_slice(if self.site < MALLS + STORES {
            b",counter,"
        } else if self.number.is_multiple_of(3) {
            b",mini,"
        } else {
            b",market,"
        });
        if mall {
            let place = self.site * SHOPS + shop;
            site_code(out, self.site);
            coded(out, b"-", shop + 101, 3);
            coded(out, b",B", place % BRANDS, 3);
            coded(out, b",T", place % BRANDS % TRADES, 2);
            out.push(b',');
        } else {
            coded(out, b",,C", item % CATEGORIES, 2);
            coded(out, b",69000", item, 5);
        }
        coded(out, b",N", self.number, 9);
        out.push(b',');
        if let Some(member) = self.member {
            coded(out, b"V", member, 6);
        }
        sums(dice, if mall { 4_000 + price_of(shop) } else { 200 + price_of(item) }, !mall && item % CATEGORIES < 5, out);
    }
}

/// Quantity, list amount, discount, amount, cost, and whether the goods came back. Money is in cents here.
fn sums(dice: &mut Dice, price: u64, weighed: bool, out: &mut Vec<u8>) {
    let thousandths = if weighed { 100 + dice.below(1_900) } else { 1_000 * (1 + dice.below(3)) };
    let list = price * thousandths / 1_000;
    let discount = if dice.below(4) == 0 { list * (5 + dice.below(25)) / 100 } else { 0 };
    let back = dice.below(80) == 0;
    decimal(out, back, thousandths, 3);
    decimal(out, back, list, 2);
    decimal(out, back, discount, 2);
    decimal(out, back, list - discount, 2);
    decimal(out, back, list * 7 / 10, 2);
    out.extend_from_slice(if back { ",是\n" } else { ",否\n" }.as_bytes());
}

/// A price in cents that belongs to a number.
fn price_of(number: u64) -> u64 {
    number * 7_919 % 5_000
}

fn site_code(out: &mut Vec<u8>, site: u64) {
    match site {
        mall @ 0..MALLS => coded(out, b"M", mall + 1, 2),
        online if online == MALLS + STORES => coded(out, b"O", 1, 2),
        store => coded(out, b"S", store - MALLS + 1, 2),
    }
}

fn coded(out: &mut Vec<u8>, before: &[u8], number: u64, width: usize) {
    out.extend_from_slice(before);
    digits(out, number, width);
}

fn decimal(out: &mut Vec<u8>, negative: bool, number: u64, decimals: u32) {
    let one = 10_u64.pow(decimals);
    out.extend_from_slice(if negative && number > 0 { b",-" } else { b"," });
    digits(out, number / one, 1);
    out.push(b'.');
    digits(out, number % one, decimals as usize);
}

/// A number in at least so many digits.
fn digits(out: &mut Vec<u8>, number: u64, width: usize) {
    let mut text = [b'0'; 20];
    let (mut at, mut rest) = (text.len(), number);
    while rest > 0 {
        at -= 1;
        text[at] += (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(&text[at.min(text.len() - width)..]);
}

/// How busy a day is: the weekend and the winter more than the rest.
fn weight(number: usize) -> u64 {
    // The first day was a Friday, and a first of November.
    let season = [110, 120, 130, 105, 95, 95, 105, 95, 90, 95, 100, 115][number / 30 % 12];
    WEEK[(number + 4) % 7] * season
}

/// The days in order. None of the Februaries among them has a 29th.
fn days() -> impl Iterator<Item = String> {
    let months = (0..24_usize).map(|month| (2024 + (month + 10) / 12, (month + 10) % 12 + 1));
    months.flat_map(|(year, month)| {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
        (1..=days).map(move |day| format!("{year}-{month:02}-{day:02}"))
    })
}

/// The same days with their numbers, month by month.
pub fn months() -> Vec<Vec<(usize, String)>> {
    let days: Vec<(usize, String)> = days().enumerate().collect();
    days.chunk_by(|(_, one), (_, next)| one[..7] == next[..7]).map(<[_]>::to_vec).collect()
}

/// Xorshift: the same throws every time, on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_are_two_years() {
        let days: Vec<String> = days().collect();
        assert_eq!((days.len(), days[0].as_str(), days[DAYS - 1].as_str()), (DAYS, "2024-11-01", "2026-10-31"));
    }

    #[test]
    fn numbers_keep_their_width() {
        let mut out = Vec::new();
        digits(&mut out, 7, 3);
        decimal(&mut out, true, 1_205, 2);
        decimal(&mut out, true, 0, 2);
        assert_eq!(String::from_utf8_lossy(&out), "007,-12.05,0.00");
    }
}
