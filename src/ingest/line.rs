//! One line of JSON Lines, read by hand where it is written plainly.
//!
//! The plain shape of most lines, an object of strings, is read without a copy; whatever is
//! not plain is left to the reader of whole records, so that both give the same article.

use super::date::parse_date;
use super::json::{DATE, ID, LANGUAGE, SOURCE, TEXT, TITLE, URL};
use super::json_lines::read_line;
use super::params::{IngestParams, ReadArticle};
use crate::article::Published;
use crate::kernel::Level;
use crate::outcome::Place;
use std::borrow::Cow;

/// The fields of a line that count.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fields<'line> {
    /// The id, empty without one.
    pub(crate) id: Cow<'line, str>,
    /// The bytes of the text, unescaped; UTF-8 except that nobody has checked it yet.
    pub(crate) text: Cow<'line, [u8]>,
    /// The headline.
    pub(crate) title: Option<Cow<'line, str>>,
    /// The outlet.
    pub(crate) source: Option<Cow<'line, str>>,
    /// The publication date.
    pub(crate) published: Option<Published>,
    /// The address.
    pub(crate) url: Option<Cow<'line, str>>,
}

/// What stands on one line.
#[derive(Debug)]
pub(crate) enum Line<'line> {
    /// Nothing.
    Blank,
    /// The plain shape.
    Plain(Fields<'line>),
    /// Any other record, read as all records are.
    Record(Box<ReadArticle>),
}

/// What a field is to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Id,
    Text,
    Title,
    Source,
    Published,
    Url,
    /// Read as a whole record only.
    Language,
}

const N_ROLES: usize = 7;

/// The field names looked for.
#[derive(Debug, Clone)]
struct Names(Vec<(Vec<u8>, Role)>);

impl Names {
    fn new(params: &IngestParams) -> Self {
        let roles = [
            (&params.id_field, ID, Role::Id),
            (&params.text_field, TEXT, Role::Text),
            (&params.title_field, TITLE, Role::Title),
            (&params.source_field, SOURCE, Role::Source),
            (&params.date_field, DATE, Role::Published),
            (&params.url_field, URL, Role::Url),
            (&None, LANGUAGE, Role::Language),
        ];
        let mut names = Vec::new();
        for (mapped, usual, role) in roles {
            match mapped {
                Some(name) => names.push((name.clone().into_bytes(), role)),
                None => names.extend(usual.iter().map(|name| (name.as_bytes().to_vec(), role))),
            }
        }
        Self(names)
    }

    fn role(&self, name: &[u8]) -> Option<Role> {
        self.0.iter().find(|(known, _)| known == name).map(|&(_, role)| role)
    }

    /// Whether no field has two roles.
    fn is_plain(&self) -> bool {
        (1..self.0.len()).all(|at| self.0[..at].iter().all(|(name, _)| *name != self.0[at].0))
    }
}

/// Reads lines.
#[derive(Debug, Clone)]
pub(crate) struct LineReader {
    level: Level,
    names: Names,
    params: IngestParams,
    reads_plain: bool,
}

impl LineReader {
    /// A reader on the fastest level there is.
    pub(crate) fn new(params: &IngestParams) -> Self {
        let names = Names::new(params);
        let reads_plain = names.is_plain();
        Self { level: Level::best(), names, params: params.clone(), reads_plain }
    }

    /// The line at the front of `bytes` and its length with the line feed; `place` is asked
    /// where the line stands, if that has to be known.
    pub(crate) fn read<'line>(
        &self,
        bytes: &'line [u8],
        place: impl FnOnce() -> Place,
    ) -> (Line<'line>, usize) {
        let mut cursor = Cursor { level: self.level, bytes, at: 0 };
        if self.reads_plain
            && let Some(fields) = cursor.plain_line(&self.names)
        {
            return (Line::Plain(fields), cursor.at);
        }
        let len = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        (self.read_record(&bytes[..len], place()), len)
    }

    /// The record on `line`, whatever its shape.
    pub(crate) fn read_record(&self, line: &[u8], place: Place) -> Line<'static> {
        match read_line(line, place, &self.params) {
            None => Line::Blank,
            Some(read) => Line::Record(Box::new(read)),
        }
    }
}

/// The fields in their roles; nothing where a whole record has to be read.
fn fields<'line>(mut found: [Option<Cow<'line, [u8]>>; N_ROLES]) -> Option<Fields<'line>> {
    let mut take = |role: Role| found[role as usize].take();
    let text = take(Role::Text)?;
    // Lack of a letter or digit is a problem that the reader of records words.
    if !text.iter().any(u8::is_ascii_alphanumeric) || take(Role::Language).is_some() {
        return None;
    }
    let published = match take(Role::Published) {
        None => None,
        Some(written) => Some(parse_date(std::str::from_utf8(&written).ok()?).ok()?),
    };
    let mut name = |role: Role| match take(role).map(as_text) {
        None => Some(None),
        Some(Some(name)) if !name.trim().is_empty() => Some(Some(name)),
        Some(_) => None,
    };
    let id = name(Role::Id)?.unwrap_or_default();
    let (title, source, url) = (name(Role::Title)?, name(Role::Source)?, name(Role::Url)?);
    Some(Fields { id, text, title, source, published, url })
}

fn as_text(bytes: Cow<'_, [u8]>) -> Option<Cow<'_, str>> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// A position in a line; every method gives nothing for whatever is not plain.
struct Cursor<'line> {
    level: Level,
    bytes: &'line [u8],
    at: usize,
}

impl<'line> Cursor<'line> {
    /// An object of string fields with one text, no role twice, and a line end behind.
    fn plain_line(&mut self, names: &Names) -> Option<Fields<'line>> {
        let mut found: [Option<Cow<'line, [u8]>>; N_ROLES] = Default::default();
        self.expect(b'{')?;
        loop {
            self.skip_spaces();
            let key = self.bare_string()?;
            self.skip_spaces();
            self.expect(b':')?;
            self.skip_spaces();
            let value = self.string()?;
            match names.role(key) {
                Some(role) if found[role as usize].is_none() => found[role as usize] = Some(value),
                Some(_) => return None,
                // An escape in a field nobody wants still has to be valid.
                None => drop(std::str::from_utf8(&value).ok()?.len()),
            }
            self.skip_spaces();
            match self.next()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        if !matches!(self.next(), None | Some(b'\n')) {
            return None;
        }
        fields(found)
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn skip_spaces(&mut self) {
        while self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    /// A string without escapes.
    fn bare_string(&mut self) -> Option<&'line [u8]> {
        self.expect(b'"')?;
        let end = self.level.find_json_special(self.bytes, self.at)?;
        let string = &self.bytes[self.at..end];
        self.at = end;
        self.expect(b'"')?;
        Some(string)
    }

    fn string(&mut self) -> Option<Cow<'line, [u8]>> {
        self.expect(b'"')?;
        let mut from = self.at;
        let mut unescaped = Vec::new();
        loop {
            let end = self.level.find_json_special(self.bytes, self.at)?;
            self.at = end + 1;
            match self.bytes[end] {
                b'"' if unescaped.is_empty() => return Some(Cow::Borrowed(&self.bytes[from..end])),
                b'"' => {
                    unescaped.extend_from_slice(&self.bytes[from..end]);
                    return Some(Cow::Owned(unescaped));
                }
                b'\\' => {
                    if unescaped.capacity() == 0 {
                        unescaped.reserve(2 * (end - from) + 4096);
                    }
                    unescaped.extend_from_slice(&self.bytes[from..end]);
                    self.escape(&mut unescaped)?;
                    from = self.at;
                }
                _ => return None,
            }
        }
    }

    /// The character behind a backslash.
    fn escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        out.push(match self.next()? {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'b' => 8,
            b'f' => 12,
            byte @ (b'"' | b'\\' | b'/') => byte,
            b'u' => return self.unicode_escape(out),
            _ => return None,
        });
        Some(())
    }

    fn unicode_escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let first = self.four_hex()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            self.expect(b'\\')?;
            self.expect(b'u')?;
            let second = self.four_hex()?.checked_sub(0xDC00).filter(|&low| low < 0x400)?;
            0x1_0000 + ((first - 0xD800) << 10 | second)
        } else {
            first
        };
        let mut buffer = [0; 4];
        out.extend_from_slice(char::from_u32(code)?.encode_utf8(&mut buffer).as_bytes());
        Some(())
    }

    fn four_hex(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |code, _| Some(code << 4 | char::from(self.next()?).to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use proptest::prelude::*;

    fn place() -> Place {
        Place::line("f", 1)
    }

    /// What the fast path makes of a line is what the reader of records makes of it.
    fn assert_agrees(line: &str) {
        let reader = LineReader::new(&IngestParams::default());
        let (Line::Plain(fields), len) = reader.read(line.as_bytes(), place) else { return };
        let whole = &line.as_bytes()[..len];
        let Ok(text) = String::from_utf8(fields.text.into_owned()) else { return };
        let Line::Record(record) = reader.read_record(whole, place()) else {
            panic!("no record in {line}");
        };
        let expected = record.expect(line).0;
        let owned = |name: Option<Cow<'_, str>>| name.map(Cow::into_owned);
        let id = if fields.id.is_empty() { place().to_string() } else { fields.id.into_owned() };
        let (title, source, url) = (owned(fields.title), owned(fields.source), owned(fields.url));
        let published = fields.published;
        let author = expected.author.clone();
        let place = place();
        let got =
            Article { id, title, source, published, url, author, language: None, text, place };
        assert_eq!(got, expected, "{line}");
    }

    #[test]
    fn plain_lines_are_read_as_records_are() {
        for line in [
            r#"{"id":"a","text":"one two"}"#,
            r#"{"id": "a", "title": "x \"y\"", "text": "one\n\"two\" \u00e9 \ud83d\ude00"}"#,
            r#"{"text":"no id","source":"S","date":"2024-05-06","url":"https://x.org"}"#,
            r#"{"id":7,"text":"number"}"#,
            r#"{"id":"a\"b","text":"escaped id"}"#,
            r#"{"text":"\ud800 lone"}"#,
            r#"{"text":"bad \q escape"}"#,
            r#"{"title":"bad \q escape","text":"x"}"#,
            r#"{"text":"a","text":"b"}"#,
            r#"{"text":"a","body":"b"}"#,
            r#"{"id":"a","text":null}"#,
            r#"{"text":"x","lang":"de"}"#,
            r#"{"text":"x","date":"nonsense"}"#,
            r#"{"text":"x","title":"  ","source":""}"#,
            r#"{"text":"___"}"#,
            "{\"text\":\"tab\tin string\"}",
            "{\"text\":\"crlf\"}\r\n",
            "{\"text\":\"behind\"} x",
        ] {
            assert_agrees(line);
            assert_agrees(&format!("{line}\n{{\"text\":\"next\"}}\n"));
        }
    }

    #[test]
    fn most_lines_take_the_fast_path() {
        let reader = LineReader::new(&IngestParams::default());
        let line = br#"{"id": "7", "title": "T", "text": "one \"two\"", "source": "S"}"#;
        assert!(matches!(reader.read(line, place).0, Line::Plain(_)));
        assert!(matches!(reader.read(b" \n", place).0, Line::Blank));
    }

    proptest! {
        #[test]
        fn any_plain_line_is_read_as_a_record(
            line in r#"\{("(id|text|title|date)" ?: ?("[a-zé\\nu"0-9]{0,20}"|[0-9]{1,3}|null|\[\]),? ?){0,4}\} ?"#,
        ) {
            assert_agrees(&line);
        }
    }
}
