//! Prices of a market, which are other ones every minute.

use super::statement::Statement;

/// Stems of what is priced.
const PRICED: [&str; 18] = [
    "share", "stock", "index", "nasdaq", "dow", "ftse", "futur", "yield", "crude", "brent",
    "treasuri", "bond", "nikkei", "barrel", "ounc", "dollar", "euro", "yen",
];
/// Words that say how a price moved, or that it stood.
const MOVES: [&str; 28] = [
    "rose",
    "risen",
    "rise",
    "fell",
    "fall",
    "fallen",
    "gained",
    "dropped",
    "slipped",
    "climbed",
    "jumped",
    "lost",
    "added",
    "shed",
    "trading",
    "traded",
    "closed",
    "settled",
    "edged",
    "eased",
    "dipped",
    "surged",
    "tumbled",
    "up",
    "down",
    "unchanged",
    "advanced",
    "declined",
];

/// Whether a statement tells how a price moved: two accounts of two hours give two figures, and
/// neither is wrong. Cost: words.
pub(super) fn is_of_market(statement: Statement<'_>) -> bool {
    let doc = &statement.analysis.doc;
    let tokens = statement.tokens();
    let is_move = |word: &str| MOVES.iter().any(|known| word.eq_ignore_ascii_case(known));
    tokens.iter().any(|token| PRICED.contains(&doc.term(token).stem.as_str()))
        && tokens.iter().any(|token| is_move(statement.words(token.range)))
}
