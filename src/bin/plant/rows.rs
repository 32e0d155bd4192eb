//! Pairs and their truth as rows of JSON.

use crate::planting::{
    kind::Harm,
    pair::{Mark, Planted, PlantedPair},
};
use crosswire::article::Article;
use serde_json::{Value, json};

/// `{"id","a","b"}`, as `compare --pairs` reads it.
pub(crate) fn row(pair: &PlantedPair) -> Value {
    json!({"id": pair.id, "a": record(&pair.a), "b": record(&pair.b)})
}

fn record(article: &Article) -> Value {
    let published = article.published.as_ref().map(|published| &published.value);
    json!({"id": article.id, "title": article.title, "published": published, "text": article.text})
}

/// One row an edit: `{"id","pairing","kind","harmful","facet","verdict","a","b"}`, where `id` is
/// the pair's and `a` and `b` list spans `[start,end,text]`.
pub(crate) fn truth(pair: &PlantedPair) -> Vec<Value> {
    let row = |planted: &Planted| {
        let spans = |article: &Article, marks: &[Mark]| -> Vec<Value> {
            let span = |mark: &Mark| json!([mark.start, mark.end, article.text[mark.clone()]]);
            marks.iter().map(span).collect()
        };
        json!({
            "id": pair.id,
            "pairing": pair.pairing.name(),
            "kind": planted.kind.name(),
            "harmful": planted.kind.harm() == Harm::Harmful,
            "facet": planted.kind.facet(),
            "verdict": planted.kind.verdict(),
            "a": spans(&pair.a, &planted.a),
            "b": spans(&pair.b, &planted.b),
        })
    };
    pair.planted.iter().map(row).collect()
}
