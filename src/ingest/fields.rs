//! One JSON object without building a tree: its fields as unparsed slices.
//!
//! A record is scanned once; only the fields that are wanted are parsed, numbers keep their
//! very digits, and a field of a million numbers costs nothing but the scan.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The fields of one object, in order, values unparsed.
#[derive(Default)]
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// The unparsed value of a field; of a repeated one the last, as in most readers.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.get())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            fields.push((key, value));
        }
        Ok(Fields(fields))
    }
}

struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field name")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// What an unparsed value is, for messages.
pub(super) fn kind_of(json: &str) -> &'static str {
    match json.trim_start().as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

/// A string value, and whether lone surrogates in it became U+FFFD; `None` if it is none.
pub(super) fn string_of(json: &str) -> Option<(String, Surrogates)> {
    if !json.trim_start().starts_with('"') {
        return None;
    }
    match serde_json::from_str(json) {
        Ok(text) => Some((text, Surrogates::Paired)),
        Err(_) => {
            let text = serde_json::from_str(&pair_surrogates(json)?).ok()?;
            Some((text, Surrogates::Lone))
        }
    }
}

/// Whether the `\u` escapes of a string made characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surrogates {
    /// All did.
    Paired,
    /// Half a character was found, which no text can hold.
    Lone,
}

/// JSON with every lone surrogate escape replaced by `\ufffd`; `None` if it has none.
/// Linear time.
pub(super) fn pair_surrogates(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let (mut fixed, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'\\') {
        at += found;
        match surrogate(bytes, at) {
            None => at += 2,
            Some(High) if surrogate(bytes, at + 6) == Some(Low) => at += 12,
            Some(_) => {
                fixed.push_str(&json[copied..at]);
                fixed.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
        }
        at = at.min(bytes.len());
    }
    (copied > 0).then(|| fixed + &json[copied..])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    High,
    Low,
}
use Half::{High, Low};

/// Which half the escape at `at` is, if it is a surrogate.
fn surrogate(bytes: &[u8], at: usize) -> Option<Half> {
    let escape = bytes.get(at..at + 6)?;
    let is_hex = escape.iter().skip(2).all(u8::is_ascii_hexdigit);
    if &escape[..2] != b"\\u" || !is_hex || !escape[2].eq_ignore_ascii_case(&b'd') {
        return None;
    }
    match escape[3].to_ascii_lowercase() {
        b'8'..=b'9' | b'a' | b'b' => Some(High),
        b'c'..=b'f' => Some(Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_slices() {
        let json = r#"{"id": 12345678901234567890123, "a\u0062": [1, {}], "id2": "x", "id2": "y"}"#;
        let fields: Fields<'_> = serde_json::from_str(json).unwrap();
        assert_eq!(fields.get("id"), Some("12345678901234567890123"));
        assert_eq!(fields.get("ab"), Some("[1, {}]"));
        assert_eq!(fields.get("id2"), Some("\"y\""));
        assert_eq!(fields.get("none"), None);
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        let cases = [
            (r#""a""#, "a", Surrogates::Paired),
            (r#""\ud83d\ude00""#, "😀", Surrogates::Paired),
            (r#""\ud83d""#, "\u{fffd}", Surrogates::Lone),
            (r#""a\uDE00b""#, "a\u{fffd}b", Surrogates::Lone),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀", Surrogates::Lone),
            (r#""\ud83dé\\ud83d""#, "\u{fffd}é\\ud83d", Surrogates::Lone),
            (r#""\\\ud83d\n""#, "\\\u{fffd}\n", Surrogates::Lone),
        ];
        for (json, text, surrogates) in cases {
            assert_eq!(string_of(json), Some((text.to_owned(), surrogates)), "{json}");
        }
        for json in ["12", "null", "\"\\q\"", "\"", "\"\\", ""] {
            assert_eq!(string_of(json), None, "{json}");
        }
    }
}
