//! Embeds and compresses the files of `static/`.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
