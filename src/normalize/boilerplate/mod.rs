//! Boilerplate: what stands on the page and is no part of the article's text.
//!
//! Rules look at whole lines, at their wording and their place; a sentence of running
//! text is never cut. Each removal carries its reason, and reports list them. The wording is
//! a table, `data/boilerplate-en.tsv`: another language is another table.

mod head;
mod notice;
mod page;
mod phrases;
mod related;

use super::document::{RemovalReason, Removed};
pub(super) use page::Page;

/// The headline of an article, its own or one found in the text, and the ranges to leave out,
/// in text order. Linear.
pub(super) fn find(text: &str, title: Option<&str>) -> (Option<String>, Vec<Removed>) {
    let (headline, page) = read(text, title);
    let removed = page
        .lines()
        .iter()
        .filter_map(|line| Some(Removed { range: line.range, reason: line.reason? }))
        .collect();
    (title.map(str::to_owned).or_else(|| headline.map(str::to_owned)), removed)
}

/// The lines of a text, boilerplate marked, and the headline found among them. Linear.
pub(super) fn read<'t>(text: &'t str, title: Option<&str>) -> (Option<&'t str>, Page<'t>) {
    let mut page = Page::new(text);
    notice::mark_notices(&mut page);
    related::mark_related(&mut page);
    let headline = head::mark_headlines(&mut page, title);
    head::mark_bylines(&mut page);
    if page.lines().iter().all(|line| line.reason.is_some()) {
        spare_prose(&mut page);
    }
    (headline, page)
}

/// A text that is all boilerplate but for prose that looked like it keeps that prose:
/// a one-line input is a text, not a headline.
fn spare_prose(page: &mut Page<'_>) {
    for line in page.lines_mut() {
        if matches!(line.reason, Some(RemovalReason::Headline | RemovalReason::Standfirst)) {
            line.reason = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RemovalReason as R;

    fn reasons(text: &str, title: Option<&str>) -> Vec<(String, RemovalReason)> {
        find(text, title).1.iter().map(|r| (r.range.of(text).to_owned(), r.reason)).collect()
    }

    const PROSE: &str = "The ferry left the harbour at noon on Monday, and it did not come back. \
                         Divers found it a day later.";

    #[test]
    fn page_furniture_goes_and_prose_stays() {
        let cases: &[(&str, Option<RemovalReason>)] = &[
            ("Login", Some(R::Interface)),
            ("Share this article", Some(R::Interface)),
            ("Share prices fell.", None),
            ("image source from:https://example.org/picture", Some(R::PhotoCredit)),
            ("Photo by Ann Lee", Some(R::PhotoCredit)),
            ("Photos: Ferries The ferry in 1998. Hide Caption 1 of 9", Some(R::PhotoCredit)),
            ("The ferry in May. Hide Caption 2 of 9 Divers. Hide Caption", Some(R::PhotoCredit)),
            ("He told them to hide the caption.", None),
            ("Image consultants said the minister had been badly advised.", None),
            ("A ferry in the harbour (Ann Lee/Getty Images)", Some(R::PhotoCredit)),
            ("© 2024 The Harbour Post", Some(R::Copyright)),
            ("Copyright 2024 Harbour Media. All rights reserved.", Some(R::Copyright)),
            ("Copyright law was at the heart of the case.", None),
            ("Sign up for our newsletter and get the news every morning", Some(R::Promotion)),
            ("He told voters they could click here to register, which was wrong.", None),
            ("Read more: Harbour to close for a week", Some(R::RelatedLinks)),
            ("Read the report: it names nobody.", None),
            ("More: the minister said he would not resign over it.", None),
        ];
        for (line, reason) in cases {
            let text = format!("{PROSE}\n{line}\n{PROSE} Again.");
            let expected: Vec<_> = reason.iter().map(|r| ((*line).to_owned(), *r)).collect();
            assert_eq!(reasons(&text, None), expected, "{line}");
        }
    }

    #[test]
    fn tails_of_links_go() {
        let text = format!("{PROSE}\nRelated Sources:\n• One • Two\nHarbour to close\n");
        let found: Vec<_> = reasons(&text, None).into_iter().map(|(line, _)| line).collect();
        assert_eq!(found, ["Related Sources:", "• One • Two", "Harbour to close"]);
    }

    #[test]
    fn headlines_go_once_they_are_known() {
        let headline = "Ferry Missing After Leaving Harbour";
        let standfirst = "Ferry left the harbour on Monday and divers later found it.";
        let cases = [
            (format!("{headline}\n{PROSE}"), None, vec![(headline, R::Headline)]),
            (format!("{PROSE}\n{PROSE}"), None, vec![]),
            (format!("{headline}\n\n{PROSE}"), Some(headline), vec![(headline, R::Headline)]),
            (
                format!("{headline}\n{headline}\n{standfirst}\n{PROSE}"),
                None,
                vec![(headline, R::Headline), (headline, R::Headline), (standfirst, R::Standfirst)],
            ),
            (
                format!("{headline}\n{headline}\nNobody expected what came next.\n{PROSE}"),
                None,
                vec![(headline, R::Headline), (headline, R::Headline)],
            ),
            (headline.to_owned(), None, vec![]),
            (headline.to_owned(), Some(headline), vec![]),
            (
                "By Ann Lee\nUpdated 4 May 2024, 10:00\n".to_owned() + PROSE,
                None,
                vec![("By Ann Lee", R::Byline), ("Updated 4 May 2024, 10:00", R::Byline)],
            ),
        ];
        for (text, title, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|&(line, r)| (line.to_owned(), r)).collect();
            assert_eq!(reasons(&text, title), expected, "{text}");
        }
    }
}
