//! Which blocks of what the extractor found belong to the article.

use super::prose::Block;
use std::collections::HashSet;
use trafilatura::dom::Document;

/// How far down the headline may stand and still be the repeated headline.
const HEADLINE_BLOCKS: usize = 3;

/// A repeated block of this many words or more is furniture that stands twice on the page;
/// shorter ones may be a refrain or a list's answers.
const MIN_REPEATED_WORDS: usize = 8;

/// What the links of a page say, by letters and digits alone.
pub(super) fn link_texts(document: &Document) -> HashSet<String> {
    let links = document.query_selector_all(document.root(), "a[href]");
    links.into_iter().map(|link| letters(&document.text_content(link))).collect()
}

/// Drops the headline, blocks of which every line is a link ("read more", related articles) and
/// second copies of a block. If nothing is left, nothing is dropped.
pub(super) fn main_blocks(found: Vec<Block>, title: &str, links: &HashSet<String>) -> Vec<Block> {
    let title = letters(title);
    let is_kept: Vec<bool> = {
        let mut seen = HashSet::new();
        let judge = |(i, block): (usize, &'_ Block)| {
            let is_repeated =
                block.n_words >= MIN_REPEATED_WORDS && !seen.insert(block.text.clone());
            let is_headline = i < HEADLINE_BLOCKS && is_title(&letters(&block.text), &title);
            let is_link = block.text.lines().all(|line| links.contains(&letters(line)));
            !is_repeated && !is_headline && !is_link
        };
        found.iter().enumerate().map(judge).collect()
    };
    if !is_kept.contains(&true) {
        return found;
    }
    found.into_iter().zip(is_kept).filter_map(|(block, is_kept)| is_kept.then_some(block)).collect()
}

/// Whether a block is the page's title, or the title without the outlet at its end.
fn is_title(block: &str, title: &str) -> bool {
    !block.is_empty()
        && (block == title || (title.starts_with(block) && block.len() * 10 >= title.len() * 6))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(texts: &[&str], title: &str) -> Vec<String> {
        let block = |text: &&str| Block {
            text: (*text).to_owned(),
            n_words: text.split_whitespace().count(),
        };
        let links = link_texts(&Document::parse("<a href=x>The <b>dam</b></a><a href=y>News</a>"));
        let kept = main_blocks(texts.iter().map(block).collect(), title, &links);
        kept.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn headline_links_and_copies_go() {
        let title = "Dam breaks in the north";
        let notice = "This page wants to know a lot about you";
        let found = [title, "The dam broke.", notice, "The dam\nNews", "News", notice, title];
        let kept = kept(&found, "Dam Breaks in the North | Gazette");
        assert_eq!(kept, ["The dam broke.", notice, title]);
    }

    #[test]
    fn something_is_always_left() {
        assert_eq!(kept(&["Dam breaks"], "Dam breaks"), ["Dam breaks"]);
        assert!(kept(&[], "").is_empty());
    }
}
