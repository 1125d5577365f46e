//! Embeds and compresses the files of `static/`.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    memory_serve::load_directory_with_embed("static", true);
}
