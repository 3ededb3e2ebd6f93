//! The fonts that come with the program, so that Chinese prints alike on every machine.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Regular has every character of the font; bold has the common ones (see `fonts/README.md`) and the rest falls back
/// to regular.
static PACKED: [&[u8]; 2] =
    [include_bytes!("../../fonts/NotoSansSC-Regular.ttf.zst"), include_bytes!("../../fonts/NotoSansSC-Bold-common.ttf.zst")];

/// The unpacked fonts, about 14 MB, kept from the first document on.
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let unpack = |packed: &[u8]| zstd::decode_all(packed).ok().and_then(|ttf| Font::new(Bytes::new(ttf), 0));
    PACKED.iter().map(|packed| unpack(packed).expect("the fonts in the program are whole")).collect()
});

/// What the engine needs to know to choose among them.
pub static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cuts_have_the_characters_of_the_trade_and_regular_those_of_rare_names() {
        let has = |font: usize, text: &str| text.chars().all(|c| FONTS[font].info().coverage.contains(c as u32));
        let common = "云汇广场营业报告0123456789,.%−±≥（）「」…—·①↑↓●©ABCxyzéüñ鼎泰豐點心";
        assert!(has(0, common) && has(1, common));
        assert!(has(0, "囍堃䶮㛃珺喆彧翀") && !has(1, "䶮"));
        assert_eq!((FONTS[0].info().variant.weight.to_number(), FONTS[1].info().variant.weight.to_number()), (400, 700));
        assert!(FONTS.iter().all(|font| font.info().family == "Noto Sans SC"));
    }
}
