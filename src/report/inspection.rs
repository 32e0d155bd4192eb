//! What the normaliser saw of one article, as `inspect` prints it.

use super::clean::clean;
use crate::{
    mention::{Fact, Mention},
    normalize::{Document, Token},
    relate::Analysis,
    span::{OffsetTable, OffsetUnit, Span, TextRange},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// One article as the normaliser saw it. Serialises to the row `inspect` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// The id.
    pub id: String,
    /// Headline, given or found.
    pub title: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The text, unchanged.
    pub text: String,
    /// Boilerplate: start, end, reason.
    pub removed: Vec<Value>,
    /// Start and end of every sentence.
    pub sentences: Vec<TextRange>,
    /// Typed things said.
    pub mentions: Vec<Value>,
    /// Number of words, distinct stems and shingles.
    pub counts: Value,
    /// Words with their stems, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Value>>,
}

impl Inspection {
    /// What is known of an analysed article, without its words. Cost: linear.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Self {
        let doc = &analysis.doc;
        Self {
            id: doc.article.id.clone(),
            title: doc.title.clone(),
            published: doc.article.published.as_ref().map(|p| p.value.clone()),
            source: doc.article.source.clone(),
            language: doc.language.clone(),
            removed: doc
                .removed
                .iter()
                .map(|r| json!({"start": r.range.start, "end": r.range.end, "reason": r.reason.as_str()}))
                .collect(),
            sentences: doc.sentences.iter().map(|s| s.range).collect(),
            mentions: analysis.mentions.iter().map(|m| mention(m, doc.text())).collect(),
            counts: counts(analysis),
            tokens: None,
            text: doc.text().to_owned(),
        }
    }

    /// The same with every word and its stem listed.
    #[must_use]
    pub fn with_tokens(mut self, analysis: &Analysis) -> Self {
        self.tokens = Some(tokens(&analysis.doc));
        self
    }

    /// The same with all offsets in another unit; the text stays.
    #[must_use]
    pub fn with_offsets(mut self, unit: OffsetUnit) -> Self {
        let table = OffsetTable::new(&self.text, unit);
        self.sentences.iter_mut().for_each(|range| *range = table.convert_range(*range));
        let lists = [Some(&mut self.removed), Some(&mut self.mentions), self.tokens.as_mut()];
        lists.into_iter().flatten().flatten().for_each(|value| convert_offsets(value, &table));
        self
    }

    /// One line of JSON, its line break included.
    #[must_use]
    pub fn to_json_row(&self) -> String {
        let mut row = serde_json::to_string(self).unwrap_or_default();
        row.push('\n');
        row
    }

    /// A page for people: what is known, what was left out, every sentence and what is
    /// said in it. Offsets must be UTF-8. Control characters never reach it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = String::new();
        let _ = writeln!(page, "{}", clean(&self.id));
        let known = [
            ("title", &self.title),
            ("source", &self.source),
            ("published", &self.published),
            ("language", &self.language),
        ];
        for (name, value) in known {
            let _ =
                writeln!(page, "  {name:<10} {}", clean(value.as_deref().unwrap_or("not known")));
        }
        for removed in &self.removed {
            let reason = removed["reason"].as_str().unwrap_or_default();
            let _ = writeln!(page, "  left out   {reason}: {}", clean(self.words(removed)));
        }
        for (idx, sentence) in self.sentences.iter().enumerate() {
            let _ = writeln!(page, "\n{idx:>4}  {}", clean(sentence.of(&self.text)));
            let starts_here = |m: &&Value| {
                m["start"]
                    .as_u64()
                    .is_some_and(|at| (sentence.start..sentence.end).contains(&(at as u32)))
            };
            for mention in self.mentions.iter().filter(starts_here) {
                let _ = writeln!(page, "      {}", clean(&mention_line(mention)));
            }
        }
        page.push('\n');
        page
    }

    fn words(&self, value: &Value) -> &str {
        let at = |key: &str| value[key].as_u64().unwrap_or_default() as usize;
        self.text.get(at("start")..at("end")).unwrap_or_default()
    }
}

/// `quantity  five injuries  value=5 counted=injuries`, for [`Inspection::to_text`].
fn mention_line(mention: &Value) -> String {
    let kind = mention["kind"].as_str().unwrap_or_default();
    let mut line = format!("{kind:<11} “{}”", mention["text"].as_str().unwrap_or_default());
    for (key, value) in mention.as_object().into_iter().flatten() {
        let shown = match value {
            _ if ["kind", "text", "start", "end", "parts"].contains(&key.as_str()) => continue,
            Value::Object(span) if span.contains_key("text") => {
                span["text"].as_str().unwrap_or_default().to_owned()
            }
            Value::Object(range) => format!("{}/{}", range["start"], range["end"]).replace('"', ""),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let _ = write!(line, "  {key}={shown}");
    }
    line
}

/// Converts `start` and `end` of `value` and of every object in it that has both.
fn convert_offsets(value: &mut Value, table: &OffsetTable) {
    match value {
        Value::Object(object) => {
            for key in ["start", "end"] {
                if let Some(Value::Number(at)) = object.get_mut(key)
                    && let Some(offset) = at.as_u64()
                {
                    *at = table.convert(offset as u32).into();
                }
            }
            object.values_mut().for_each(|inner| convert_offsets(inner, table));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| convert_offsets(item, table)),
        _ => {}
    }
}

fn counts(analysis: &Analysis) -> Value {
    let doc = &analysis.doc;
    json!({
        "n_paragraphs": doc.paragraphs.len(),
        "n_sentences": doc.sentences.len(),
        "n_tokens": doc.tokens.len(),
        "n_stems": doc.terms.len(),
        "n_word_shingles": analysis.word_shingles.len(),
        "n_stem_shingles": analysis.stem_shingles.len(),
    })
}

fn tokens(doc: &Document) -> Vec<Value> {
    let token = |t: &Token| {
        let term = doc.term(t);
        json!({
            "start": t.range.start,
            "end": t.range.end,
            "stem": term.stem.as_str(),
            "is_stop": term.is_stop,
            "weight": f64::from(term.weight) / 256.0,
        })
    };
    doc.tokens.iter().map(token).collect()
}

fn mention(mention: &Mention, text: &str) -> Value {
    let mut row = Map::new();
    let span = Span::new(text, mention.range);
    row.insert("kind".to_owned(), json!(mention.fact.kind()));
    row.insert("start".to_owned(), json!(span.start));
    row.insert("end".to_owned(), json!(span.end));
    row.insert("text".to_owned(), json!(span.text));
    for (name, value) in details(&mention.fact, text) {
        if !value.is_null() {
            row.insert(name.to_owned(), value);
        }
    }
    Value::Object(row)
}

/// Fields of one kind; null ones are left out.
fn details(fact: &Fact, text: &str) -> Vec<(&'static str, Value)> {
    let span = |range: Option<TextRange>| json!(range.map(|r| Span::new(text, r)));
    match fact {
        Fact::Quantity(q) => vec![
            ("value", json!(q.said())),
            (
                "high",
                if q.high.is_finite() && q.high != q.said() { json!(q.high) } else { Value::Null },
            ),
            ("unit", json!(q.unit)),
            ("counted", span(q.counted)),
            ("predicate", json!(q.predicate)),
            ("scope", span(q.scope)),
            ("bound", json!(q.bound.as_str())),
            ("type", json!(format!("{:?}", q.class).to_uppercase())),
        ],
        Fact::Time(t) => vec![
            ("value", json!(t.value)),
            ("type", json!(format!("{:?}", t.class).to_uppercase())),
            (
                "interval",
                json!(
                    t.interval
                        .as_ref()
                        .map(|(start, end)| json!({"start": start.as_str(), "end": end.as_str()}))
                ),
            ),
            ("zone", json!(t.zone)),
        ],
        Fact::Name(n) => vec![
            ("value", json!(&*n.full)),
            ("type", json!(format!("{:?}", n.class).to_uppercase())),
            ("title", span(n.title)),
        ],
        Fact::Quotation(q) => vec![
            ("speaker", span(q.speaker)),
            ("speaker_name", json!(q.speaker_name.as_deref())),
            ("cue", span(q.cue)),
            (
                "parts",
                if q.parts.len() > 1 {
                    json!(q.parts.iter().map(|&p| Span::new(text, p)).collect::<Vec<_>>())
                } else {
                    Value::Null
                },
            ),
            ("type", if q.is_scare { json!("SCARE") } else { Value::Null }),
        ],
        Fact::Attribution(a) => vec![
            ("speaker", span(a.speaker)),
            ("speaker_name", json!(a.speaker_name.as_deref())),
            ("cue", span(Some(a.cue))),
        ],
        Fact::Polarity(p) => vec![
            ("value", json!(p.negation.as_str())),
            ("scope", span(Some(p.scope))),
            ("predicate", json!(p.predicate.as_ref().map(|p| &p.stem))),
        ],
        Fact::Certainty(c) => vec![
            ("value", json!(c.level.as_str())),
            ("scope", span(Some(c.scope))),
            ("predicate", json!(c.predicate.as_ref().map(|p| &p.stem))),
        ],
    }
}
