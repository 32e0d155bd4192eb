//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How much of an input decides what it is.
pub(crate) const HEAD_BYTES: usize = 64 << 10;

/// What may say in which encoding an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Declared {
    /// Nothing: the bytes decide.
    Nowhere,
    /// Markup at the start of a page.
    InMarkup,
    /// The format itself is UTF-8, as JSON is (RFC 8259 section 8.1).
    Utf8,
}

/// A decoded input.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// The encoding whose rules some bytes broke: they stand as U+FFFD.
    pub(super) damaged: Option<&'static str>,
}

/// Starts of files that are no text, and what they are.
const MAGICS: [(&[u8], &str); 18] = [
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\0asm", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xff\xfe\0\0", "UTF-32, which is not read"),
    (b"\0\0\xfe\xff", "UTF-32, which is not read"),
    (b"PAR1\x15", "a Parquet file"),
    (b"ARROW1\0", "an Arrow file"),
];

/// Starts of compressed files. Those of gzip and zstd are met here when packed twice.
const COMPRESSED: [(&[u8], &str); 4] = [
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh91AY&SY", "bzip2"),
];

/// What an input is, if its head shows that it is no text.
pub(super) fn binary_kind(head: &[u8]) -> Option<String> {
    if let Some((_, what)) = COMPRESSED.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(format!("compressed input ({what}) is not read, unpack it first"));
    }
    if let Some((_, what)) = MAGICS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(format!("no text but {what}"));
    }
    let is_binary = head.contains(&0) && utf16(head).is_none();
    is_binary.then(|| "no text: it holds NUL bytes".to_owned())
}

/// UTF-16, told by its byte order mark or by where the NUL bytes of Latin letters stand.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let pairs = head[..head.len().min(4096)].chunks_exact(2);
    let (n_pairs, mut n_first, mut n_second) = (pairs.len(), 0, 0);
    for pair in pairs {
        n_first += usize::from(pair[0] == 0);
        n_second += usize::from(pair[1] == 0);
    }
    // Latin text has a NUL in nearly every pair, always on the same side.
    let is_side = |side: usize, other: usize| side * 10 >= n_pairs * 6 && other * 20 <= n_pairs;
    match n_pairs {
        0..4 => None,
        _ if is_side(n_second, n_first) => Some(UTF_16LE),
        _ if is_side(n_first, n_second) => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes a whole input: by byte order mark, as UTF-16, as UTF-8 if it is valid UTF-8
/// whatever the markup says, then as declared, and at last as detected. Never fails.
pub(super) fn decode(bytes: &[u8], declared: Declared) -> Decoded<'_> {
    let bom = bytes.strip_prefix(b"\xef\xbb\xbf");
    if let Some(encoding) = utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    let body = bom.unwrap_or(bytes);
    let in_markup = (declared == Declared::InMarkup).then(|| markup_encoding(body)).flatten();
    if in_markup == Some(ISO_2022_JP) && body.contains(&0x1b) {
        return decode_as(ISO_2022_JP, body);
    }
    if let Ok(text) = std::str::from_utf8(body) {
        return Decoded { text: Cow::Borrowed(text), damaged: None };
    }
    if bom.is_some() || declared == Declared::Utf8 || is_damaged_utf8(body) {
        return decode_as(UTF_8, body);
    }
    decode_as(in_markup.filter(|&e| e != UTF_8).unwrap_or_else(|| detect(body)), body)
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    Decoded { text, damaged: had_errors.then(|| encoding.name()) }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether bytes that are no valid UTF-8 are rather broken UTF-8 than another encoding:
/// more characters of several bytes hold than break, or the bad bytes are letters nowhere.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad, mut n_letters) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
        n_letters += chunk.invalid().iter().filter(|&&byte| is_used_in_1252(byte)).count();
    }
    n_good > n_bad || n_letters == 0
}

/// Whether a byte stands for something usual in the most usual legacy encoding.
fn is_used_in_1252(byte: u8) -> bool {
    !matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0xc0 | 0xc1 | 0xfe | 0xff)
}

/// The encoding named at the start of a page by `charset=` or an XML declaration.
fn markup_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let label = |key: &[u8]| {
        let at = head.windows(key.len()).position(|window| window == key)? + key.len();
        let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
        let rest: Vec<u8> = head[at..].iter().skip_while(|b| !is_part(b)).copied().collect();
        let len = rest.iter().take_while(|b| is_part(b)).count();
        Encoding::for_label(&rest[..len])
    };
    let found = label(b"charset=").or_else(|| label(b"encoding="))?;
    // A page whose markup can be read as ASCII is not UTF-16 (HTML standard, "prescan").
    Some(match found.name() {
        "UTF-16LE" | "UTF-16BE" => UTF_8,
        "x-user-defined" => WINDOWS_1252,
        _ => found,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn encodings_are_told() {
        let bom_le = utf16_bytes("\u{feff}Grüße", u16::to_le_bytes);
        let bom_be = utf16_bytes("\u{feff}Grüße", u16::to_be_bytes);
        let bare_le = utf16_bytes("The dam broke.", u16::to_le_bytes);
        let page = b"<meta charset=\"iso-8859-2\">\xb3\xf3d\xbc".as_slice();
        let lying = "<meta charset=iso-8859-1>Grüße".as_bytes();
        let xml = b"<?xml version='1.0' encoding='windows-1251'?>\xc4\xe0\xec\xe1\xe0".as_slice();
        use Declared::{InMarkup, Nowhere};
        type Case<'a> = (&'a str, &'a [u8], Declared, &'a str, Option<&'a str>);
        let cases: [Case<'_>; 14] = [
            ("empty", b"", Nowhere, "", None),
            ("ascii", b"The dam", Nowhere, "The dam", None),
            ("utf-8", "Grüße".as_bytes(), Nowhere, "Grüße", None),
            ("utf-8 with a mark", b"\xef\xbb\xbfThe dam", Nowhere, "The dam", None),
            ("utf-16 little", &bom_le, Nowhere, "Grüße", None),
            ("utf-16 big", &bom_be, Nowhere, "Grüße", None),
            ("utf-16 bare", &bare_le, Nowhere, "The dam broke.", None),
            (
                "windows-1252",
                b"Caf\xe9 owners said \x93no\x94",
                Nowhere,
                "Café owners said “no”",
                None,
            ),
            ("declared", page, InMarkup, "<meta charset=\"iso-8859-2\">łódź", None),
            ("declared wrongly", lying, InMarkup, "<meta charset=iso-8859-1>Grüße", None),
            ("in xml", xml, InMarkup, "<?xml version='1.0' encoding='windows-1251'?>Дамба", None),
            ("broken utf-8", b"Gr\xc3\xbc\xc3\x9fe \xff", Nowhere, "Grüße \u{fffd}", Some("UTF-8")),
            ("a stray byte", b"The \xff dam", Nowhere, "The \u{fffd} dam", Some("UTF-8")),
            ("json", b"Caf\xe9", Declared::Utf8, "Caf\u{fffd}", Some("UTF-8")),
        ];
        for (name, bytes, declared, text, damaged) in cases {
            let found = decode(bytes, declared);
            assert_eq!((found.text.as_ref(), found.damaged), (text, damaged), "{name}");
        }
    }

    #[test]
    fn binaries_are_told() {
        let text16 = utf16_bytes("The dam broke.", u16::to_be_bytes);
        let cases: [(&str, &[u8], Option<&str>); 9] = [
            ("text", b"The dam\x07 broke", None),
            ("utf-16", &text16, None),
            ("empty", b"", None),
            ("png", b"\x89PNG\r\n\x1a\n\0", Some("PNG")),
            ("zip", b"PK\x03\x04abc", Some("ZIP")),
            ("gzip", b"\x1f\x8b\x08", Some("unpack it first")),
            ("zstd", b"\x28\xb5\x2f\xfd", Some("zstd")),
            ("pdf", b"%PDF-1.7", Some("PDF")),
            ("NUL", b"The dam\0broke and the river rose", Some("NUL")),
        ];
        for (name, head, expected) in cases {
            let found = binary_kind(head);
            assert_eq!(found.is_some(), expected.is_some(), "{name}");
            assert!(found.is_none_or(|f| expected.is_some_and(|e| f.contains(e))), "{name}");
        }
    }
}
