//! What is known of a file that somebody attaches, judged by its bytes.
//!
//! The name and the type that a browser claims are only hints. Allowed are pictures, PDF and plain text; markup (HTML, SVG,
//! XML) is not, and everything but the raster images that browsers show is for download only.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use crate::text;

/// Characters of a file name, at most.
pub const MAX_FILE_NAME: usize = 120;
/// Bytes of a file name, at most: file systems end at 255.
const MAX_FILE_NAME_BYTES: usize = 240;
/// Bytes of a claimed name that are looked at, from its end, where the extension is.
const MAX_CLAIMED_BYTES: usize = 4 * MAX_FILE_NAME_BYTES;
/// The name of a file that has none.
const NAMELESS: &str = "file";

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// A picture.
    Png,
    /// A picture.
    Jpeg,
    /// A picture.
    Gif,
    /// A picture.
    Webp,
    /// A picture that many browsers do not show.
    Heic,
    /// A document.
    Pdf,
    /// Plain text in UTF-8: notes, logs.
    Text,
}

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It has no bytes.
    #[error("an empty file")]
    Empty,
    /// It has more bytes than allowed.
    #[error("{is} bytes of at most {max}")]
    TooLarge {
        /// How many are allowed.
        max: usize,
        /// How many there are.
        is: usize,
    },
    /// It is neither a picture nor PDF nor plain text.
    #[error("not a picture, PDF or plain text")]
    NotAllowed,
}

impl MediaType {
    const ALL: [MediaType; 7] = [
        MediaType::Png,
        MediaType::Jpeg,
        MediaType::Gif,
        MediaType::Webp,
        MediaType::Heic,
        MediaType::Pdf,
        MediaType::Text,
    ];

    /// What these bytes are.
    ///
    /// # Errors
    /// When there are none, more than `max`, or they are of no allowed type.
    pub fn of(bytes: &[u8], max: usize) -> Result<MediaType, FileError> {
        match bytes.len() {
            0 => return Err(FileError::Empty),
            is if is > max => return Err(FileError::TooLarge { max, is }),
            _ => {}
        }
        match infer::get(bytes) {
            Some(kind) => kind.mime_type().parse().ok().filter(|media| *media != MediaType::Text),
            None => is_plain_text(bytes).then_some(MediaType::Text),
        }
        .ok_or(FileError::NotAllowed)
    }

    /// As it is stored; for text without its charset.
    pub fn mime(self) -> &'static str {
        match self {
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Gif => "image/gif",
            MediaType::Webp => "image/webp",
            MediaType::Heic => "image/heif",
            MediaType::Pdf => "application/pdf",
            MediaType::Text => "text/plain",
        }
    }

    /// As the `Content-Type` header says it.
    pub fn content_type(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain; charset=utf-8",
            other => other.mime(),
        }
    }

    /// Whether every browser shows it as a picture; all else is for download only.
    pub fn is_raster_image(self) -> bool {
        match self {
            MediaType::Png | MediaType::Jpeg | MediaType::Gif | MediaType::Webp => true,
            MediaType::Heic | MediaType::Pdf | MediaType::Text => false,
        }
    }

    /// The extensions that fit, the usual one first.
    fn extensions(self) -> (&'static str, &'static [&'static str]) {
        match self {
            MediaType::Png => ("png", &[]),
            MediaType::Jpeg => ("jpg", &["jpeg"]),
            MediaType::Gif => ("gif", &[]),
            MediaType::Webp => ("webp", &[]),
            MediaType::Heic => ("heic", &["heif"]),
            MediaType::Pdf => ("pdf", &[]),
            MediaType::Text => ("txt", &["log", "md", "csv"]),
        }
    }

    fn fits(self, extension: &str) -> bool {
        let (usual, others) = self.extensions();
        others.iter().chain([&usual]).any(|fitting| fitting.eq_ignore_ascii_case(extension))
    }
}

impl FromStr for MediaType {
    type Err = FileError;

    /// Reads what is stored.
    fn from_str(mime: &str) -> Result<Self, FileError> {
        Self::ALL.into_iter().find(|media| media.mime() == mime).ok_or(FileError::NotAllowed)
    }
}

/// UTF-8 without control characters that no log holds, and not the beginning of markup.
fn is_plain_text(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else { return false };
    let mut start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').chars();
    let is_markup =
        start.next() == Some('<') && start.next().is_some_and(|c| c.is_ascii_alphabetic() || "!?/".contains(c));
    let is_binary = text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1B}'));
    !is_markup && !is_binary
}

/// A file's name as it is shown and offered for download: one line, no path, an extension that fits what the file is.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct FileName(String);

impl FileName {
    /// Makes a name from the claimed one; one that is of no use becomes `file`.
    pub fn of(claimed: &str, media: MediaType) -> FileName {
        let name = without_path_and_tricks(claimed);
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if media.fits(extension) && !stem.is_empty() => (stem, extension),
            _ => (name.as_str(), media.extensions().0),
        };
        let stem = shortened(stem, extension.len() + 1);
        let stem = stem.trim_end_matches([' ', '.']);
        let stem = if stem.is_empty() { NAMELESS } else { stem };
        FileName(format!("{stem}.{extension}"))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The `Content-Disposition` header that saves the file under this name (RFC 6266), in Korean too (RFC 8187).
    pub fn saved_as(&self) -> String {
        let plain = self.0.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' });
        let plain: String = plain.map(|c| if matches!(c, '"' | '\\' | '%') { '_' } else { c }).collect();
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", percent_encoded(&self.0))
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The last part of a path in one line, without what shells and file systems read as a sign.
fn without_path_and_tricks(claimed: &str) -> String {
    let start = claimed.len().saturating_sub(MAX_CLAIMED_BYTES);
    let start = (start..=claimed.len()).find(|at| claimed.is_char_boundary(*at)).unwrap_or_default();
    let name = text::one_line(claimed.get(start..).unwrap_or_default());
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().map(|c| if r#":*?"<>|"#.contains(c) { '_' } else { c }).collect();
    let name = name.trim_matches([' ', '.']);
    // Windows keeps these names for devices, with any extension
    let device = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if is_device(&device) { format!("_{name}") } else { name.to_owned() }
}

fn is_device(name: &str) -> bool {
    let numbered = |prefix| name.strip_prefix(prefix).is_some_and(|number| number.len() == 1 && number != "0");
    matches!(name, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// The beginning of a stem that leaves room for so many bytes more.
fn shortened(stem: &str, room: usize) -> String {
    let mut bytes = room;
    let fits = |character: &&str| {
        bytes += character.len();
        bytes <= MAX_FILE_NAME_BYTES
    };
    stem.graphemes(true).take(MAX_FILE_NAME - room).take_while(fits).collect()
}

/// The attr-chars of RFC 8187 as they are, other bytes by their number.
fn percent_encoded(name: &str) -> String {
    name.bytes().fold(String::new(), |mut encoded, byte| {
        match byte {
            b if b.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&b) => encoded.push(char::from(b)),
            b => encoded += &format!("%{b:02X}"),
        }
        encoded
    })
}

/// The SHA-256 of a file's bytes: its key in the store and its ETag.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type, serde::Deserialize)]
#[sqlx(transparent)]
#[serde(try_from = "String")]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> ContentHash {
        ContentHash(Sha256::digest(bytes).into())
    }
}

impl TryFrom<String> for ContentHash {
    type Error = &'static str;

    /// Of 64 hexadecimal digits.
    fn try_from(digits: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let pair = digits.get(2 * place..2 * place + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
            *byte = pair.ok_or("a hash has 64 hexadecimal digits")?;
        }
        Ok(ContentHash(bytes))
    }
}

impl fmt::Display for ContentHash {
    /// As 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAX: usize = 10 << 20;
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

    fn named(claimed: &str, media: MediaType) -> String {
        FileName::of(claimed, media).as_str().to_owned()
    }

    #[test]
    fn the_type_is_what_the_bytes_say() {
        for (bytes, media) in [
            (PNG, MediaType::Png),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", MediaType::Jpeg),
            (b"GIF89a\x01\0\x01\0", MediaType::Gif),
            (b"RIFF\x24\0\0\0WEBPVP8 ", MediaType::Webp),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", MediaType::Heic),
            (b"%PDF-1.7\n", MediaType::Pdf),
            ("오류: 결제 실패\r\n\tat <init>\x1b[0m\n".as_bytes(), MediaType::Text),
            ("\u{FEFF}BOM".as_bytes(), MediaType::Text),
            (b"a < b and b > c", MediaType::Text),
            (b"<3 this game", MediaType::Text),
        ] {
            assert_eq!(MediaType::of(bytes, MAX), Ok(media), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for bytes in [
            b"<!DOCTYPE html><script>alert(1)</script>".as_slice(),
            b"  \n<html><body>",
            "\u{FEFF} <svg xmlns='http://www.w3.org/2000/svg'/>".as_bytes(),
            b"<?xml version='1.0'?><svg/>",
            b"</script><script>",
            b"PK\x03\x04\x14\0\0\0\x08\0",
            b"MZ\x90\0\x03\0\0\0",
            b"\x7FELF\x02\x01\x01\0",
            b"#!/bin/sh\nrm -rf /\n",
            b"text with a \0",
            b"text with a \x08",
            b"\xBE\xC8\xB3\xE7",
            b"\xFF\xFEa\0b\0",
            b"BM\x3a\0\0\0\0\0",
            b"II*\0\x08\0\0\0",
        ] {
            assert_eq!(MediaType::of(bytes, MAX), Err(FileError::NotAllowed), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn empty_and_too_large_files_are_refused() {
        assert_eq!(MediaType::of(b"", MAX), Err(FileError::Empty));
        assert_eq!(MediaType::of(&vec![b'a'; MAX + 1], MAX), Err(FileError::TooLarge { max: MAX, is: MAX + 1 }));
        assert_eq!(MediaType::of(&vec![b'a'; MAX], MAX), Ok(MediaType::Text));
    }

    #[test]
    fn only_what_browsers_show_as_a_picture_is_shown() {
        let shown: Vec<MediaType> = MediaType::ALL.into_iter().filter(|media| media.is_raster_image()).collect();
        assert_eq!(shown, [MediaType::Png, MediaType::Jpeg, MediaType::Gif, MediaType::Webp]);
    }

    #[test]
    fn a_stored_type_is_read_again() {
        for media in MediaType::ALL {
            assert_eq!(media.mime().parse(), Ok(media));
        }
        assert_eq!("text/html".parse::<MediaType>(), Err(FileError::NotAllowed));
    }

    #[test]
    fn usual_names_stay() {
        for name in ["화면 캡처 2026-11-22.png", "Screenshot_1.PNG", "a.b.c.png", "👩🏽‍💻.png"] {
            assert_eq!(named(name, MediaType::Png), name);
        }
        assert_eq!(named("photo.JPEG", MediaType::Jpeg), "photo.JPEG");
        assert_eq!(named("crash.log", MediaType::Text), "crash.log");
    }

    #[test]
    fn tricks_in_names_are_undone() {
        for (claimed, name) in [
            ("../../etc/passwd", "passwd.png"),
            (r"C:\Users\me\shot.png", "shot.png"),
            ("/tmp/", "file.png"),
            ("", "file.png"),
            ("...", "file.png"),
            (".png", "png.png"),
            (".htaccess", "htaccess.png"),
            ("page.html", "page.html.png"),
            ("run.exe", "run.exe.png"),
            ("evil\u{202E}gnp.exe", "evilgnp.exe.png"),
            ("a\r\nSet-Cookie: x.png", "a Set-Cookie_ x.png"),
            ("nul\0.png", "_nul.png"),
            ("COM1.png", "_COM1.png"),
            ("shot.png. . ", "shot.png"),
            ("a<b>|\"c\"?*.png", "a_b___c___.png"),
        ] {
            assert_eq!(named(claimed, MediaType::Png), name, "{claimed:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        assert_eq!(named(&format!("{}.jpeg", "a".repeat(500)), MediaType::Jpeg), format!("{}.jpeg", "a".repeat(115)));
        assert_eq!(named(&format!("{}.png", "가".repeat(500)), MediaType::Png), format!("{}.png", "가".repeat(78)));
        assert!(named(&"늘/".repeat(1 << 19), MediaType::Png).len() <= MAX_FILE_NAME_BYTES);
    }

    #[test]
    fn a_download_is_saved_under_its_name() {
        assert_eq!(
            FileName::of("화면 1.png", MediaType::Png).saved_as(),
            "attachment; filename=\"__ 1.png\"; filename*=UTF-8''%ED%99%94%EB%A9%B4%201.png"
        );
    }

    #[test]
    fn a_hash_is_that_of_the_bytes() {
        // FIPS 180-4, example of one block
        assert_eq!(
            ContentHash::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let hash = ContentHash::of(b"abc");
        assert_eq!(ContentHash::try_from(hash.to_string()), Ok(hash));
        assert!(ContentHash::try_from("ba78".to_owned()).is_err());
    }

    proptest! {
        #[test]
        fn any_claimed_name_becomes_a_good_one(claimed in "(\\PC|[./\\\\:\"\u{0}\u{d}\u{a}\u{202e}\u{301}]){0,200}", place in 0..MediaType::ALL.len()) {
            let Some(media) = MediaType::ALL.get(place).copied() else { return Ok(()) };
            let name = FileName::of(&claimed, media);
            let text = name.as_str();
            prop_assert!(text.graphemes(true).count() <= MAX_FILE_NAME && text.len() <= MAX_FILE_NAME_BYTES);
            prop_assert!(!text.starts_with('.') && !text.contains(['/', '\\', '"', ':']));
            prop_assert!(!text.chars().any(char::is_control));
            prop_assert!(text.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && media.fits(extension)));
            prop_assert_eq!(&FileName::of(text, media), &name);
            prop_assert!(name.saved_as().bytes().all(|b| (b' '..=b'~').contains(&b)));
        }

        #[test]
        fn any_bytes_are_judged(bytes: Vec<u8>) {
            if MediaType::of(&bytes, MAX) == Ok(MediaType::Text) {
                prop_assert!(str::from_utf8(&bytes).is_ok() && !bytes.contains(&0));
            }
        }
    }
}
