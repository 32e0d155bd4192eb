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

use super::{
    document::{RemovalReason, Removed},
    shared_line::SharedLines,
};
pub(super) use page::{Line, Page};

/// What is known of a text beside the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The title of its record.
    pub(super) title: Option<&'a str>,
    /// Who published it.
    pub(super) source: Option<&'a str>,
    /// What the corpus it is in has shown.
    pub(super) shared: &'a SharedLines,
}

/// The headline of an article, its own or one found in the text, and the ranges to leave out,
/// in text order. Linear.
pub(super) fn find(text: &str, context: &Context<'_>) -> (Option<String>, Vec<Removed>) {
    let (headline, page) = read(text, context);
    let removed = page
        .lines()
        .iter()
        .filter_map(|line| Some(Removed { range: line.range, reason: line.reason? }))
        .collect();
    (context.title.map(str::to_owned).or_else(|| headline.map(str::to_owned)), removed)
}

/// The lines of a text, boilerplate marked, and the headline found among them. Linear.
pub(super) fn read<'t>(text: &'t str, context: &Context<'_>) -> (Option<&'t str>, Page<'t>) {
    mark(Page::new(text), context)
}

fn mark<'t>(mut page: Page<'t>, context: &Context<'_>) -> (Option<&'t str>, Page<'t>) {
    notice::mark_notices(&mut page);
    related::mark_related(&mut page);
    mark_shared(&mut page, context);
    let headline = head::mark_headlines(&mut page, context.title);
    head::mark_bylines(&mut page);
    if page.lines().iter().all(|line| line.reason.is_some()) {
        spare_prose(&mut page);
    }
    (headline, page)
}

/// Marks lines that many articles of this source share.
fn mark_shared(page: &mut Page<'_>, context: &Context<'_>) {
    let Some(source) = context.shared.knows(context.source) else { return };
    for line in page.lines_mut().iter_mut().filter(|line| line.reason.is_none()) {
        if context.shared.holds(source, line.text) {
            line.reason = Some(RemovalReason::SharedLine);
        }
    }
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
    use proptest::prelude::*;

    fn reasons(text: &str, title: Option<&str>) -> Vec<(String, RemovalReason)> {
        let context = Context { title, source: None, shared: &SharedLines::default() };
        find(text, &context).1.iter().map(|r| (r.range.of(text).to_owned(), r.reason)).collect()
    }

    /// Phrases in lines of all kinds, around the length at which lines are no notices.
    fn furnished_text() -> impl Strategy<Value = String> {
        let phrases: Vec<String> = include_str!("../data/boilerplate-en.tsv")
            .lines()
            .filter_map(|row| Some(row.split('\t').nth(2)?.replace("...", "some of the")))
            .collect();
        let part = prop_oneof![
            proptest::sample::select(phrases),
            "[A-Z]?[a-z]{1,8}( [a-z’]{1,8}){0,14}",
            "(Photo|Contact|©|Copyright|Read more|By)[:.] ?",
            "[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}",
        ];
        let end =
            prop_oneof![Just(". "), Just(" "), Just(", "), Just("\n"), Just(".\n"), Just("! ")];
        proptest::collection::vec((part, end), 0..60)
            .prop_map(|parts| parts.iter().flat_map(|(part, end)| [part.as_str(), end]).collect())
    }

    proptest! {
        #[test]
        fn lines_that_are_not_folded_hold_nothing(text in furnished_text()) {
            let context = Context { title: None, source: None, shared: &SharedLines::default() };
            let reasons = |(_, page): (Option<&str>, Page<'_>)| -> Vec<_> {
                page.lines().iter().map(|line| line.reason).collect()
            };
            let mut folded = Page::new(&text);
            (0..folded.lines().len()).for_each(|at| folded.fold_short(at));
            prop_assert_eq!(reasons(mark(Page::new(&text), &context)), reasons(mark(folded, &context)));
        }
    }

    const PROSE: &str = "The ferry left the harbour at noon on Monday, and it did not come back. \
                         Divers found it a day later.";

    #[test]
    fn page_furniture_goes_and_prose_stays() {
        let cases: &[(&str, Option<RemovalReason>)] = &[
            ("Login", Some(R::Interface)),
            ("Share | Print | Send to a friend", Some(R::Interface)),
            ("Home ownership comments", None),
            ("Refresh this page to see more.", Some(R::Interface)),
            ("Pic: Ann Lee", Some(R::PhotoCredit)),
            ("Photograph: Ann Lee / Harbour Press", Some(R::PhotoCredit)),
            ("Picture: the ferry that never came back.", None),
            ("Divers at work. Photograph: Ann Lee/AP", Some(R::PhotoCredit)),
            ("Divers at work (Photo: Ann Lee, AP)", Some(R::PhotoCredit)),
            ("Enlarge this image toggle caption Ann Lee/AP", Some(R::PhotoCredit)),
            ("Press office: Ann Lee, +49 511 555 0110", Some(R::Contact)),
            ("Write to Ann Lee at ann.lee@example.org", Some(R::Contact)),
            ("Write to your member of parliament, the mayor told them.", None),
            ("(Reporting by Ann Lee; editing by Bo Ek)", Some(R::Byline)),
            ("Reporting by Ann Lee and Bo Ek; Editing by Cy Fox", Some(R::Byline)),
            ("Reporting by the committee had been slow for years.", None),
            ("Ann Lee and The Harbour Press contributed to this report.", Some(R::Byline)),
            ("Three divers who never met contributed to this report.", None),
            ("Contributing: Ann Lee", Some(R::Byline)),
            ("Get the news: our free e-mail. Sign up for our newsletter.", Some(R::Promotion)),
            ("Download the Harbour app for breaking news", Some(R::Promotion)),
            ("Users download the app to find a ferry.", None),
            ("“Follow us on Twitter,” she had told them.", None),
            ("This statement contains forward-looking statements.", Some(R::Disclaimer)),
            (
                "MORE HARBOUR NEWS: Pier reopens, A8 | Heat closes schools, A9",
                Some(R::RelatedLinks),
            ),
            ("Pier reopens after the storm Read more", Some(R::RelatedLinks)),
            ("( PHOTOS: Ferries of the north)", Some(R::RelatedLinks)),
            ("Compiled from news services", Some(R::Copyright)),
            ("Harbour Agency 2025. For use by subscribers only.", Some(R::Copyright)),
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
            (
                "© The sign stood at the gate of the harbour for as long as anyone could tell, and \
                 nobody on the quay, not one of them, could say who had put it up or when it was \
                 that the ferry had last come by to see it in the rain.",
                None,
            ),
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
