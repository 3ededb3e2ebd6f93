//! Builds the program again when the web pages inside it have changed.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
