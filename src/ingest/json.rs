//! One JSON value to one article.

use super::date::{parse_date, quoted};
use super::fields::{Fields, Surrogates, kind_of, pair_surrogates, string_of};
use super::params::{IngestParams, ReadArticle};
use super::record::{declared_language, finish};
use crate::article::{Article, Published};
use crate::outcome::{Place, Problem, ProblemKind};
use serde_json::value::RawValue;
use std::borrow::Cow;

pub(super) const TEXT: &[&str] = &["text", "body", "content", "article", "maintext"];
pub(super) const TITLE: &[&str] = &["title", "headline"];
pub(super) const SOURCE: &[&str] = &["source", "outlet", "publisher", "domain"];
pub(super) const DATE: &[&str] = &[
    "published",
    "date",
    "date_publish",
    "pubDate",
    "published_at",
    "publishedAt",
    "datePublished",
    "date_published",
];
pub(super) const ID: &[&str] = &["id"];
pub(super) const URL: &[&str] = &["url"];
pub(super) const AUTHOR: &[&str] = &["author", "authors"];
pub(super) const LANGUAGE: &[&str] = &["lang", "language"];

/// Reads one article from one JSON value: an object with the usual or the mapped fields, or
/// a string, which is a text. Without an id it gets `place` as one.
///
/// Ids come out verbatim, numbers by their digits. `source` and `author` may be objects with
/// a `name`; authors may be a list. A date that is not understood and half characters in
/// strings are noted, and the article goes on.
///
/// # Errors
/// The problem that costs the record: malformed JSON, no text field (with the names that
/// were tried), an empty text, or one longer than 4 GiB.
pub fn article_from_json(json: &str, place: Place, params: &IngestParams) -> ReadArticle {
    if let Some((text, surrogates)) = string_of(json) {
        let id = place.to_string();
        let notes = Notes::default().with(surrogates, &place, "the text");
        let language = declared_language(None, params);
        return finish(Article { id, text, place, language, ..Article::default() }, notes.0);
    }
    article_from_object(json, place, params)
}

/// Reads one article from one JSON object; anything else is malformed.
pub(super) fn article_from_object(json: &str, place: Place, params: &IngestParams) -> ReadArticle {
    match parse(json) {
        Ok(fields) => article(&fields, place, params),
        Err(why) => {
            // A half character in a field name is the one thing that is mended.
            let mended = pair_surrogates(json);
            let Some(Ok(fields)) = mended.as_deref().map(parse) else {
                return Err(Problem::new(place, ProblemKind::Malformed, why));
            };
            let notes = Notes::default().with(Surrogates::Lone, &place, "the record");
            let (article, problems) = article(&fields, place, params)?;
            Ok((article, [notes.0, problems].concat()))
        }
    }
}

fn parse(json: &str) -> Result<Fields<'_>, String> {
    match serde_json::from_str(json) {
        Ok(fields) => Ok(fields),
        Err(error) if error.is_data() => {
            Err(format!("expected an object, found {}", kind_of(json)))
        }
        Err(error) => Err(malformed(&error)),
    }
}

/// Whether an object has a string where the text of an article is looked for.
pub(super) fn has_text(fields: &Fields<'_>, params: &IngestParams) -> bool {
    let mapped = params.text_field.as_deref();
    let mut names = mapped.map_or(TEXT, |_| &[]).iter().copied().chain(mapped);
    names.any(|name| fields.get(name).is_some_and(|value| kind_of(value) == "a string"))
}

/// What is wrong with JSON, with the column; the line is told by the place.
pub(super) fn malformed(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    format!("malformed JSON: {} at column {}", what.to_lowercase(), error.column())
}

fn article(fields: &Fields<'_>, place: Place, params: &IngestParams) -> ReadArticle {
    let mut record = Record { fields, place: &place, notes: Notes::default() };
    let text = record.text(params.text_field.as_deref())?;
    let title = record.name(params.title_field.as_deref(), TITLE);
    let source = record.name(params.source_field.as_deref(), SOURCE);
    let published = record.published(params.date_field.as_deref());
    let url = record.name(params.url_field.as_deref(), URL);
    let author = record.name(None, AUTHOR);
    let language = record.name(None, LANGUAGE);
    let id = record.id(params.id_field.as_deref()).unwrap_or_else(|| place.to_string());
    let notes = record.notes;
    let language = declared_language(language.as_deref(), params);
    finish(Article { id, title, source, published, url, author, language, text, place }, notes.0)
}

/// Problems that do not cost the record.
#[derive(Default)]
struct Notes(Vec<Problem>);

impl Notes {
    fn with(mut self, surrogates: Surrogates, place: &Place, what: &str) -> Self {
        self.surrogates(surrogates, place, what);
        self
    }

    fn surrogates(&mut self, surrogates: Surrogates, place: &Place, what: &str) {
        if surrogates == Surrogates::Lone {
            let message = format!("{what} holds half a character (a lone surrogate)");
            self.0.push(Problem::new(place.clone(), ProblemKind::Undecodable, message));
        }
    }
}

struct Record<'a> {
    fields: &'a Fields<'a>,
    place: &'a Place,
    notes: Notes,
}

impl<'a> Record<'a> {
    /// The unparsed values of the mapped field, or of the usual ones that are there.
    fn values<'n>(
        &self,
        mapped: Option<&'n str>,
        usual: &'n [&'n str],
    ) -> impl Iterator<Item = (&'n str, &'a str)> + use<'n, 'a> {
        let fields = self.fields;
        let names =
            mapped.into_iter().chain(usual.iter().copied().filter(move |_| mapped.is_none()));
        names.filter_map(move |name| fields.get(name).map(|value| (name, value)))
    }

    fn text(&mut self, mapped: Option<&str>) -> Result<String, Problem> {
        let missing =
            |message| Problem::new(self.place.clone(), ProblemKind::MissingField, message);
        let mut first_other = None;
        let mut first_blank = None;
        for (name, value) in self.values(mapped, TEXT) {
            match string_of(value) {
                Some((text, surrogates)) if !text.trim().is_empty() => {
                    self.notes.surrogates(surrogates, self.place, name);
                    return Ok(text);
                }
                Some((blank, _)) => first_blank = first_blank.or(Some(blank)),
                None => first_other = first_other.or(Some((name, kind_of(value)))),
            }
        }
        match (first_blank, first_other) {
            (Some(blank), _) => Ok(blank),
            (None, Some((name, kind))) => {
                Err(missing(format!("the text field {} is {kind}, not a string", quoted(name))))
            }
            (None, None) => Err(missing(format!("no text field ({})", tried(mapped, TEXT)))),
        }
    }

    /// A string, a number's digits, the name of an object, or the names of a list.
    fn name(&mut self, mapped: Option<&str>, usual: &[&str]) -> Option<String> {
        self.values(mapped, usual).find_map(|(name, value)| {
            let (text, surrogates) = name_of(value)?;
            self.notes.surrogates(surrogates, self.place, name);
            Some(text)
        })
    }

    fn id(&mut self, mapped: Option<&str>) -> Option<String> {
        self.values(mapped, ID).find_map(|(name, value)| {
            let (id, surrogates) = match kind_of(value) {
                "a string" => string_of(value)?,
                "a number" | "true or false" => (value.to_owned(), Surrogates::Paired),
                _ => return None,
            };
            self.notes.surrogates(surrogates, self.place, name);
            (!id.is_empty()).then_some(id)
        })
    }

    /// The first date that is understood; if none is, the first that was not is noted.
    fn published(&mut self, mapped: Option<&str>) -> Option<Published> {
        let mut trouble = None;
        for (_, value) in self.values(mapped, DATE) {
            match date_of(value) {
                Some(Ok(published)) => return Some(published),
                Some(Err(why)) => trouble = trouble.or(Some(why)),
                None => {}
            }
        }
        let problem = |why| Problem::new(self.place.clone(), ProblemKind::BadDate, why);
        self.notes.0.extend(trouble.map(problem));
        None
    }
}

fn tried(mapped: Option<&str>, usual: &[&str]) -> String {
    match mapped {
        Some(name) => name.to_owned(),
        None => {
            let (last, others) = usual.split_last().unwrap_or((&"", &[]));
            format!("{} or {last}", others.join(", "))
        }
    }
}

fn name_of(json: &str) -> Option<(String, Surrogates)> {
    let found = match kind_of(json) {
        "a string" => string_of(json)?,
        "a number" => (json.to_owned(), Surrogates::Paired),
        "an object" => string_of(serde_json::from_str::<Fields<'_>>(json).ok()?.get("name")?)?,
        "an array" => names_of(json)?,
        _ => return None,
    };
    (!found.0.trim().is_empty()).then_some(found)
}

fn names_of(json: &str) -> Option<(String, Surrogates)> {
    let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    let not_nested = items.iter().map(|item| item.get()).filter(|item| !item.starts_with('['));
    let (names, halves): (Vec<String>, Vec<Surrogates>) = not_nested.filter_map(name_of).unzip();
    let has_lone = halves.contains(&Surrogates::Lone);
    Some((names.join(", "), if has_lone { Surrogates::Lone } else { Surrogates::Paired }))
}

/// `None` where no date is given: null, an empty string, false.
fn date_of(json: &str) -> Option<Result<Published, String>> {
    let written: Cow<'_, str> = match kind_of(json) {
        "a string" => Cow::Owned(string_of(json)?.0),
        "a number" => Cow::Borrowed(json),
        "an object" => {
            // Extended JSON of MongoDB: {"$date": …}.
            let fields: Fields<'_> = serde_json::from_str(json).ok()?;
            Cow::Owned(
                fields.get("$date").map_or(String::new(), |v| v.trim_matches('"').to_owned()),
            )
        }
        "an array" => return Some(Err("the date is an array".to_owned())),
        _ => return None,
    };
    (!written.trim().is_empty()).then(|| parse_date(&written))
}
