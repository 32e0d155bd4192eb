//! Plain text and Markdown files, one article each.

use super::front_matter::{self, FrontMatter};
use super::params::{IngestParams, ReadArticle};
use super::record::{declared_language, finish};
use crate::article::Article;
use crate::outcome::{Place, Problem, ProblemKind};

/// Reads a plain text: what follows its front matter, unchanged.
pub(super) fn read_text(text: &str, name: &str, params: &IngestParams) -> ReadArticle {
    let (front, body) = front_matter::split(text);
    article(front, body, name, params)
}

/// Reads a Markdown text, unchanged too; without a title its first heading is the title.
pub(super) fn read_markdown(text: &str, name: &str, params: &IngestParams) -> ReadArticle {
    let (mut front, body) = front_matter::split(text);
    front.title = front.title.or_else(|| leading_heading(body));
    article(front, body, name, params)
}

fn article(front: FrontMatter, body: &str, name: &str, params: &IngestParams) -> ReadArticle {
    let problem = |(line, why)| Problem::new(Place::line(name, line), ProblemKind::BadDate, why);
    let problems = front.bad_date.map(problem).into_iter().collect();
    let article = Article {
        id: front.id.unwrap_or_else(|| name.to_owned()),
        title: front.title,
        source: front.source,
        published: front.published,
        url: front.url,
        author: front.author,
        language: declared_language(front.language.as_deref(), params),
        text: body.to_owned(),
        place: Place::input(name),
    };
    finish(article, problems)
}

/// The words of a `# Heading` that comes before anything else.
fn leading_heading(text: &str) -> Option<String> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let heading = first.trim_start().strip_prefix('#')?;
    let words = heading.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim_end();
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_as_they_are() {
        let params = IngestParams::default();
        let (article, problems) =
            read_text("Title: T\n\n  A\u{7}b \r\n", "a.txt", &params).unwrap();
        assert_eq!(article.text, "  A\u{7}b \r\n");
        assert_eq!((article.id.as_str(), article.title.as_deref()), ("a.txt", Some("T")));
        assert!(problems.is_empty());
        let problem = read_text("Title: T\n\n \n", "a.txt", &params).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Empty);
        let (article, problems) = read_text("Date: 04/05/2025\n\nx", "a.txt", &params).unwrap();
        assert_eq!(article.published, None);
        assert_eq!(problems[0].place, Place::line("a.txt", 1));
    }

    #[test]
    fn a_leading_heading_is_the_title() {
        let cases = [
            ("# Flood in the valley\n\nThe dam broke.", Some("Flood in the valley")),
            ("\n# Flood #\nx", Some("Flood")),
            ("---\ntitle: Given\n---\n# Flood\nx", Some("Given")),
            ("The dam broke.\n# Flood", None),
            ("#flood\nx", None),
            ("## Flood\nx", None),
        ];
        for (text, title) in cases {
            let (article, _) = read_markdown(text, "a.md", &IngestParams::default()).unwrap();
            assert_eq!(article.title.as_deref(), title, "{text}");
            assert!(text.ends_with(&article.text));
        }
    }
}
