//! Lines told by their wording: page furniture, credits, notices, appeals, addresses.

use super::{
    page::{Line, MAX_NOTICE_BYTES, Page, Words},
    phrases::{Found, Kind, Phrase, english},
};
use crate::{
    normalize::{document::RemovalReason, tokenize::for_each_word_while},
    span::TextRange,
};

/// A credit, a notice or an appeal has no more words; longer lines are prose.
const MAX_NOTICE_WORDS: usize = 40;
/// A line that holds a sentence before its appeal has no more words.
const MAX_APPEAL_WORDS: usize = 25;
/// An appeal in prose has no more words before it, all of them openers.
const MAX_OPENERS: usize = 3;
/// A line that names people and agencies has no more words.
const MAX_NAMES: usize = 14;
/// A line that ends in a link has no more words.
const MAX_LINK_WORDS: usize = 24;

/// Marks the notices of a page.
pub(super) fn mark_notices(page: &mut Page<'_>) {
    for at in 0..page.lines().len() {
        let line = &page.lines()[at];
        let reason = notice(line, page.words(at), page.hashes(line).len());
        page.lines_mut()[at].reason = reason;
    }
}

/// The reason of a line of `n_words`, whether they were folded or not.
fn notice(line: &Line<'_>, words: Words<'_>, n_words: usize) -> Option<RemovalReason> {
    if is_gallery(line.text) {
        return Some(RemovalReason::PhotoCredit);
    }
    if words.is_empty() {
        let is_short = line.text.len() <= MAX_NOTICE_BYTES && n_words <= MAX_NOTICE_WORDS;
        return (is_short && has_copyright_sign(line.text)).then_some(RemovalReason::Copyright);
    }
    let (mut best, mut fills) = (None, false);
    english().each(words, |phrase, found| {
        fills |= phrase.kind == Kind::Line && found.at == 0;
        if precedence(Some(phrase.reason)) < precedence(best) && tells(phrase, found, line, words) {
            best = Some(phrase.reason);
        }
    });
    if best.is_none()
        && fills
        && !line.is_prose
        && words.len() <= MAX_NAMES
        && english().fill(words)
    {
        best = Some(RemovalReason::Interface);
    }
    if n_words > MAX_NOTICE_WORDS {
        return best;
    }
    if precedence(Some(RemovalReason::Copyright)) < precedence(best)
        && has_copyright_sign(line.text)
    {
        return Some(RemovalReason::Copyright);
    }
    best.or_else(|| ends_in_credit(line, words).then_some(RemovalReason::PhotoCredit))
}

/// Which reason is given when a line has several: the lower.
fn precedence(reason: Option<RemovalReason>) -> usize {
    use RemovalReason as R;
    const ORDER: [RemovalReason; 8] = [
        R::Interface,
        R::Copyright,
        R::PhotoCredit,
        R::Byline,
        R::Promotion,
        R::Contact,
        R::Disclaimer,
        R::RelatedLinks,
    ];
    reason.and_then(|reason| ORDER.iter().position(|&r| r == reason)).unwrap_or(ORDER.len())
}

/// Whether a phrase at its place makes the line boilerplate.
fn tells(phrase: &Phrase, found: Found, line: &Line<'_>, words: Words<'_>) -> bool {
    let is_first = found.at == 0;
    let is_last = found.after == words.len();
    if words.len() > MAX_NOTICE_WORDS {
        // Captions run on; all else is prose.
        return is_first && phrase.kind == Kind::Start;
    }
    match phrase.kind {
        Kind::Line => is_first && is_last,
        Kind::Start => is_first,
        Kind::Lead => is_first && leads(phrase.reason, found, line, words),
        Kind::Label => {
            is_first
                && text_after(line.text, found.after).strip_prefix(':').is_some_and(|rest| {
                    match phrase.reason {
                        RemovalReason::Contact => has_address(rest),
                        _ => is_names(rest),
                    }
                })
        }
        Kind::End => is_last && is_names(text_before(line.text, found.at)),
        Kind::Tail => is_last && !line.is_prose && has_tail(phrase.reason, line, words),
        Kind::Anywhere => true,
        Kind::Appeal => is_appeal(found, line, words),
        Kind::Head | Kind::Pointer | Kind::Date | Kind::Joint | Kind::Opener => false,
    }
}

/// Whether a line is what its first words announce.
fn leads(reason: RemovalReason, found: Found, line: &Line<'_>, words: Words<'_>) -> bool {
    let rest = text_after(line.text, found.after);
    match reason {
        RemovalReason::Contact => has_address(rest),
        RemovalReason::Copyright => rest.contains(|c: char| c == '©' || c.is_ascii_digit()),
        RemovalReason::Byline => {
            line.text.starts_with(['(', '[', '—', '–'])
                || words.folded.contains(" editing by ")
                || is_names(rest.trim_start_matches(':'))
        }
        // "Image source: …" and "Photo by Ann Lee" are credits; "Image consultants said so." is not.
        _ if !line.is_prose || line.text.contains("://") => {
            line.text.contains([':', '/', '©', '|'])
                || words.folded.starts_with("photo by ")
                || words.len() <= 8
        }
        _ => rest.starts_with(':') && words.len() <= 12,
    }
}

fn has_tail(reason: RemovalReason, line: &Line<'_>, words: Words<'_>) -> bool {
    match reason {
        RemovalReason::RelatedLinks => words.len() <= MAX_LINK_WORDS,
        _ => line.text.contains(['(', '/', '|', '©', '—', ':']),
    }
}

/// Prose may tell readers to "click here to": an appeal speaks to them from its start.
fn is_appeal(found: Found, line: &Line<'_>, words: Words<'_>) -> bool {
    let opens = found.at <= MAX_OPENERS
        && words.iter().take(found.at).all(|word| english().is_whole(Kind::Opener, word));
    let is_open =
        opens || (words.len() <= MAX_APPEAL_WORDS && starts_sentence(line.text, found.at));
    if line.is_prose {
        return is_open && !line.text.starts_with(['"', '“', '‘', '\'']);
    }
    is_open || !found.has_gap || found.at <= MAX_OPENERS
}

fn has_copyright_sign(text: &str) -> bool {
    text.starts_with('©')
        || (text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("(c)"))
            && text[3..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// A caption that ends in a credit: "Divers at work. Photograph: Ann Lee / AP",
/// "Divers at work (Photo: Ann Lee, AP)".
fn ends_in_credit(line: &Line<'_>, words: Words<'_>) -> bool {
    if line.is_prose {
        return false;
    }
    let text = line.text;
    if let Some(inner) = text.strip_suffix(')').and_then(|text| Some(text.rsplit_once('(')?.1)) {
        let n_words = inner.split_whitespace().count();
        let names_photo = inner.split(|c: char| !c.is_alphanumeric()).any(|word| {
            ["photo", "photos", "image", "images", "picture", "photograph"]
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known))
        });
        return n_words <= 10 && names_photo && is_names(inner.trim_start_matches("file "));
    }
    let Some((label, names)) = text.rsplit_once(": ") else { return false };
    let label = label.rsplit(['.', ' ']).next().unwrap_or(label);
    ["Photograph", "Photo", "Photographer", "Picture", "Credit", "Pic", "Foto"].contains(&label)
        && words.len() > 1
        && is_names(names)
}

/// Marks of a gallery of photos between the paragraphs, one line with all its captions.
const GALLERY_PHRASES: [&[u8]; 2] = [b"hide caption", b"show caption"];
const GALLERY_STARTS: [&str; 2] = ["photos:", "gallery:"];

/// Whether a line of any length is the captions of a gallery: the same gallery stands in many
/// articles that have nothing else in common.
fn is_gallery(text: &str) -> bool {
    /// Where the rarest letter of both phrases is.
    const P: usize = 7;
    let bytes = text.as_bytes();
    let is_phrase = |at: usize| {
        bytes.get(at + 1).is_some_and(|byte| byte | 0x20 == b't')
            && at >= P
            && bytes.get(at - P..at - P + GALLERY_PHRASES[0].len()).is_some_and(|window| {
                GALLERY_PHRASES.iter().any(|phrase| window.eq_ignore_ascii_case(phrase))
            })
    };
    matches!(bytes.first(), Some(b'p' | b'P' | b'g' | b'G'))
        && GALLERY_STARTS.iter().any(|start| {
            text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
        })
        || memchr::memchr2_iter(b'p', b'P', bytes).any(is_phrase)
}

// --- what stands in a line beside its phrases ------------------------------------------

/// The text from the end of the `n_words`th word, white space left out.
fn text_after(text: &str, n_words: usize) -> &str {
    text[word_edges(text, n_words).1..].trim_start()
}

/// The text before the word with `n_words` words before it.
fn text_before(text: &str, n_words: usize) -> &str {
    &text[..word_edges(text, n_words + 1).0]
}

/// Start and end of the `number`th word, from 1.
fn word_edges(text: &str, number: usize) -> (usize, usize) {
    let (mut n_seen, mut edges) = (0, (0, 0));
    for_each_word_while(text, TextRange::new(0, text.len()), |word| {
        n_seen += 1;
        edges = (word.start as usize, word.end as usize);
        n_seen < number
    });
    if n_seen < number { (text.len(), text.len()) } else { edges }
}

/// Whether a sentence, or a part of a row, ends before word `at`.
fn starts_sentence(text: &str, at: usize) -> bool {
    let before = text_before(text, at)
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '(' | '['));
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '|', '•', '·', '…', '»', '>'])
}

/// Whether a text is names of people, agencies and trades, and is not too long for that.
pub(super) fn is_names(text: &str) -> bool {
    let mut n_names = 0;
    let mut n_words = 0;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '&')) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = bare.chars().next() else { continue };
        n_words += 1;
        if first.is_uppercase() || word.starts_with('@') {
            n_names += 1;
        } else if !first.is_ascii_digit() && !english().is_whole(Kind::Joint, bare) {
            return false;
        }
    }
    n_names > 0 && n_words <= MAX_NAMES
}

/// Digits of the shortest telephone number that is taken for one.
const MIN_PHONE_DIGITS: usize = 7;

/// Whether a text holds an e-mail address, a handle or a telephone number.
fn has_address(text: &str) -> bool {
    let is_address = |word: &str| {
        word.find('@').is_some_and(|at| {
            let name = |c: char| c.is_alphanumeric() || c == '_';
            word[at + 1..].starts_with(name) && (at == 0 || word[at + 1..].contains('.'))
        })
    };
    if text.split_whitespace().any(is_address) {
        return true;
    }
    let is_inside = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.');
    text.split(|c: char| !is_inside(c)).any(|run| {
        // A date or a sum in figures has as many digits, but no group after group of them.
        let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
        let n_groups = groups.clone().count();
        groups.map(str::len).sum::<usize>() >= MIN_PHONE_DIGITS && n_groups >= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_told_from_prose() {
        for (text, names, address) in [
            ("", false, false),
            ("Ole Harms", true, false),
            ("Lantern Pictures / Rex Oduya", true, false),
            ("Vasa Lynx media team", true, false),
            ("the minister said no", false, false),
            ("Ann Lee said no", false, false),
            ("Ann Lee, press@example.org", false, true),
            ("@annlee", true, true),
            ("+49 511 555 0110", false, true),
            ("0300 555 0199", false, true),
            ("1,500,000 people in 2024", false, false),
            ("write at 5 @ noon", false, false),
        ] {
            assert_eq!((is_names(text), has_address(text)), (names, address), "{text}");
        }
    }

    #[test]
    fn places_of_words() {
        assert_eq!(text_after("Press office: Ann", 2), ": Ann");
        assert_eq!(text_after("Press", 2), "");
        assert_eq!(text_before("(With Ann Lee) again", 3), "(With Ann Lee) ");
        assert!(starts_sentence("It rained. Sign up", 2));
        assert!(!starts_sentence("It rained, sign up", 2));
    }
}
