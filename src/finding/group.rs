//! Groups of people and parts of places: what is said of one says nothing of another.

use super::statement::Statement;
use crate::normalize::{Shape, Token};

/// Groups and parts (stems) of which a sentence about one says nothing of another, each with the
/// words that are the same.
const GROUPS: [&[&str]; 14] = [
    &["boy", "man", "men", "male"],
    &["girl", "woman", "women", "femal"],
    &["adult"],
    &["child", "children", "teenag", "pupil"],
    &["north", "northern"],
    &["south", "southern"],
    &["east", "eastern"],
    &["west", "western"],
    &["upper"],
    &["lower"],
    &["inner"],
    &["outer"],
    &["urban"],
    &["rural"],
];

/// Turns, seasons and sorts (stems) that a figure is of, beside groups.
const SORTS: [&[&str]; 22] = [
    &["first"],
    &["second"],
    &["third"],
    &["fourth"],
    &["previous", "former"],
    &["weekday"],
    &["weekend"],
    &["winter"],
    &["summer"],
    &["spring"],
    &["autumn"],
    &["domest"],
    &["intern", "foreign", "oversea"],
    &["primari"],
    &["secondari"],
    &["indoor"],
    &["outdoor"],
    &["wholesal"],
    &["retail"],
    &["onlin"],
    &["freight"],
    &["passeng"],
];

/// What an amount of money, or a share, is of (stems), each with the words that are the same.
const KINDS: [&[&str]; 18] = [
    &["bid", "offer", "propos", "demand", "sought", "seek"],
    &["rent", "paid", "pay", "price", "bought", "buy", "sold", "sell", "purchas", "valu", "worth"],
    &["fine", "penalti"],
    &["damag", "compens"],
    &["fee"],
    &["salari", "wage"],
    &["profit"],
    &["revenu", "turnov", "sale"],
    &["debt", "loan", "borrow", "lend", "owe"],
    &["dividend"],
    &["cost", "spent", "spend", "spends", "budget"],
    &["ticket", "gross", "take"],
    &["tax", "duti"],
    &["subsidi", "grant", "donat"],
    &["save"],
    &["loss"],
    &["bonus"],
    &["insur"],
];

/// Whether both statements say what an amount is of, and nothing in common ("a bid of 310 million
/// pounds", "paid 365 million pounds"). Cost: words of both.
pub(super) fn are_of_other_kinds(a: Statement<'_>, b: Statement<'_>) -> bool {
    are_apart(&KINDS, a, b)
}

/// Whether both statements speak of turns or sorts of a thing, and of none in common: then figures
/// of them are of two. Cost: words of both.
pub(super) fn are_of_other_sorts(a: Statement<'_>, b: Statement<'_>) -> bool {
    are_apart(&SORTS, a, b)
}

/// Whether both statements speak of groups or parts, and of no group in common. Cost: words of both.
pub(super) fn are_of_other_groups(a: Statement<'_>, b: Statement<'_>) -> bool {
    are_apart(&GROUPS, a, b)
}

fn are_apart(groups: &[&[&str]], a: Statement<'_>, b: Statement<'_>) -> bool {
    let of = |s: Statement<'_>| -> Vec<bool> {
        let stems = lower_stems(s);
        let is_named = |group: &[&str]| stems.iter().any(|stem| group.contains(&stem.as_str()));
        groups.iter().map(|group| is_named(group)).collect()
    };
    let (in_a, in_b) = (of(a), of(b));
    let is_shared = in_a.iter().zip(&in_b).any(|(x, y)| *x && *y);
    in_a.contains(&true) && in_b.contains(&true) && !is_shared
}

/// Stems of the words of a statement that are no part of a name, and of its first.
fn lower_stems(statement: Statement<'_>) -> Vec<String> {
    let doc = &statement.analysis.doc;
    let is_told = |(at, token): &(usize, &Token)| {
        let is_unit = statement.words(token.range).eq_ignore_ascii_case("seconds");
        (*at == 0 || token.shape == Shape::Lower) && !is_unit
    };
    let told = statement.tokens().iter().enumerate().filter(is_told);
    told.map(|(_, token)| doc.term(token).stem.to_lowercase().into()).collect()
}
