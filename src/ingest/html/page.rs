//! The article of one page.

use super::super::params::{IngestParams, ReadArticle};
use super::super::record::{declared_language, finish};
use super::body::{link_texts, main_blocks};
use super::flatten::level;
use super::prose::{blocks, join};
use super::published::published;
use crate::article::Article;
use crate::outcome::{Place, Problem, ProblemKind};
use trafilatura::dom::Document;
use trafilatura::{HtmlDateMode, Options};

/// Largest page that is parsed. An element tree takes about thirty times its source, and no
/// news page comes near this.
const MAX_PAGE_BYTES: usize = 32 << 20;

/// Elements that hold no running text of the page, dropped when nothing better is found.
const FURNITURE: &str =
    "script, style, noscript, template, nav, header, footer, aside, form, button, select, iframe";

/// Cookie and consent notices, which the extractor takes for text.
const CONSENT: &str = "[class*='cookie' i], [id*='cookie' i], [class*='gdpr' i], [id*='gdpr' i], \
    [class*='consent' i], [id*='consent' i], [class*='cli-modal' i]";

/// Reads the article of a page: `text` is the extracted main text, paragraphs an empty line
/// apart.
pub(in super::super) fn read_page(html: &str, name: &str, params: &IngestParams) -> ReadArticle {
    let place = Place::input(name);
    if html.len() > MAX_PAGE_BYTES {
        let message = format!("a page of {} bytes, more than {MAX_PAGE_BYTES}", html.len());
        return Err(Problem::new(place, ProblemKind::TooLarge, message));
    }
    let html = level(html);
    let mut document = Document::parse(&html);
    let language = page_language(&document);
    let url = address(&document);
    let (published, problem) = match published(&document, url.as_deref()) {
        Ok(published) => (published, None),
        Err(why) => (None, Some(Problem::new(place.clone(), ProblemKind::BadDate, why))),
    };
    drop_consent(&mut document);
    let page = extract(document, &html);
    let article = Article {
        id: name.to_owned(),
        title: page.title,
        source: page.source,
        published,
        url: url.or(page.url),
        author: page.author,
        language: declared_language(language.as_deref(), params),
        text: page.text,
        place,
    };
    finish(article, problem.into_iter().collect())
}

#[derive(Default)]
struct Page {
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
    author: Option<String>,
    text: String,
}

/// Main text and metadata. Dates are left to [`published`]: the extractor asks the clock
/// what is plausible, and takes dates from running text.
fn extract(document: Document, html: &str) -> Page {
    let links = link_texts(&document);
    let options = Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    let Ok(found) = trafilatura::extract_document(document, &options) else {
        return Page { text: everything(html), ..Page::default() };
    };
    let content = Document::parse(&found.content_html);
    let found_blocks = blocks(&content, content.body().unwrap_or_else(|| content.root()));
    let meta = found.metadata;
    let text = join(&main_blocks(found_blocks, &meta.title, &links));
    Page {
        title: some(meta.title),
        source: some(meta.sitename).filter(|name| !is_notice(name)),
        url: some(meta.url),
        author: some(meta.author),
        text: if text.is_empty() { everything(html) } else { text },
    }
}

/// Takes consent notices off the page. A large part of the page is no notice, but the page
/// itself marked as having one.
fn drop_consent(document: &mut Document) {
    let body = document.body().unwrap_or_else(|| document.root());
    let most = document.text_content(body).len() / 4;
    for node in document.query_selector_all(body, CONSENT) {
        if document.text_content(node).len() <= most {
            document.remove(node, true);
        }
    }
}

/// All text of a page but its furniture.
fn everything(html: &str) -> String {
    let mut document = Document::parse(html);
    for node in document.query_selector_all(document.root(), FURNITURE) {
        document.remove(node, true);
    }
    let body = document.body().unwrap_or_else(|| document.root());
    join(&blocks(&document, body))
}

/// Whether what stands as the outlet is a copyright line.
fn is_notice(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("copyright") || lower.starts_with(['©', '('])
}

fn some(text: String) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let node = document.query_selector(document.root(), selector)?;
    document.get_attribute(node, name).and_then(some)
}

fn page_language(document: &Document) -> Option<String> {
    attribute(document, "html[lang]", "lang")
        .or_else(|| attribute(document, "meta[http-equiv='content-language' i]", "content"))
        .or_else(|| attribute(document, "meta[property='og:locale']", "content"))
}

/// The address the page gives for itself.
fn address(document: &Document) -> Option<String> {
    let is_absolute = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    attribute(document, "link[rel~='canonical' i][href]", "href")
        .filter(is_absolute)
        .or_else(|| attribute(document, "meta[property='og:url']", "content").filter(is_absolute))
}
