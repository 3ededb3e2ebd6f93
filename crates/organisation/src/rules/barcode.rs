//! Barcodes: the last digit, which the others decide.

/// Whether the last digit of a GTIN of 8, 12, 13 or 14 digits fits the others.
pub fn check_digit_fits(code: &str) -> bool {
    let digits: Option<Vec<u32>> = code.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|d| matches!(d.len(), 8 | 12 | 13 | 14)) else { return false };
    digits.split_last().is_some_and(|(last, others)| check_digit(others) == *last)
}

/// The last digit that makes a GTIN of the digits before it: from the right, they weigh 3 and 1 by turns, and with the last one
/// sum to a multiple of ten (GS1 General Specifications, section 7.9).
pub fn check_digit(before: &[u32]) -> u32 {
    let sum: u32 = before.iter().rev().enumerate().map(|(i, digit)| if i % 2 == 0 { digit * 3 } else { *digit }).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn barcodes_with_known_check_digits() {
        for (code, fits) in [
            ("6901234567892", true),
            ("4006381333931", true),
            ("96385074", true),
            ("036000291452", true),
            ("10012345678902", true),
            ("6901234567893", false),
            ("123", false),
            ("69012345678AB", false),
            ("", false),
        ] {
            assert_eq!(check_digit_fits(code), fits, "{code}");
        }
    }
}
