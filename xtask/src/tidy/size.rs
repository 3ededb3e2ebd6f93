//! Rules about size: what does not fit on a screen is not read.

use super::files::Source;

/// The most lines of a file; a test file may have a few more.
const FILE_LINES_MAX: usize = 500;
const TEST_LINES_MAX: usize = 600;
/// The most lines of a function.
const FUNCTION_LINES_MAX: usize = 70;

/// Files stay short.
pub fn short_files(source: &Source) -> Vec<String> {
    let max = if source.path.contains("/tests/") || source.path.contains(".test.") { TEST_LINES_MAX } else { FILE_LINES_MAX };
    let lines = source.text.lines().count();
    if source.is(&[".rs", ".ts", ".tsx"]) && !source.path.ends_with(".d.ts") && lines > max {
        return vec![format!("{}: {lines} lines, at most {max}", source.path)];
    }
    Vec::new()
}

/// Functions stay short. The source is formatted, so a function ends at the first brace as far in as its first line.
pub fn short_functions(source: &Source) -> Vec<String> {
    // A table of sample data in a test may be as long as it is.
    if !source.is(&[".rs"]) || source.path.contains("/tests/") {
        return Vec::new();
    }
    let lines: Vec<&str> = source.text.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let depth = line.len() - line.trim_start().len();
        let head = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        if !(head.starts_with("fn ") || head.starts_with("async fn ") || head.starts_with("const fn ")) || line.trim_end().ends_with(';') {
            continue;
        }
        let end = format!("{}}}", " ".repeat(depth));
        let length = lines.iter().skip(start).position(|l| *l == end).map_or(0, |at| at + 1);
        if length > FUNCTION_LINES_MAX {
            long.push(format!("{}:{}: a function of {length} lines, at most {FUNCTION_LINES_MAX}", source.path, start + 1));
        }
    }
    long
}
