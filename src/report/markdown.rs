//! The report as Markdown: headings, a table with both accounts for a finding of two, block
//! quotes for a finding of more, and marks in bold.
//!
//! GitHub's dialect, for the tables. Whatever comes from an article is escaped, so that it
//! can neither become markup or HTML nor a link.

use super::clean::clean;
use super::marks::{Segment, segments};
use super::outline::{MAX_ADDITIONS, Outline, Section, Verdict};
use super::table::{ClaimRow, ClaimTable};
use super::{Report, ReportArticle, ReportFinding, ReportRelation, Statement, wording};
use std::fmt::{self, Write as _};

/// The report as Markdown, ending in a line break.
///
/// Findings whose verdict is none of the five are left out.
#[must_use]
pub fn render_markdown(report: &Report) -> String {
    let mut out = String::new();
    write_report(&mut out, &Outline::new(report)).expect("a String takes all text");
    out
}

fn write_report(out: &mut String, outline: &Outline<'_>) -> fmt::Result {
    let report = outline.report;
    writeln!(out, "# What the accounts say\n")?;
    write_articles(out, &report.articles)?;
    match &report.relation {
        Some(relation) => write_relation(out, relation, &report.articles)?,
        None => write_relations(out, outline)?,
    }
    for sentence in wording::witnesses(outline) {
        writeln!(out, "\n{}", escape(&sentence))?;
    }
    if report.findings.is_empty() {
        writeln!(out, "\n{}", wording::no_findings(report))?;
    } else {
        writeln!(out, "\n**{}**", wording::counts(report))?;
    }
    if let Some(caveat) = wording::caveat(report) {
        writeln!(out, "\n{caveat}")?;
    }
    if report.articles.len() > 2 {
        write_claims(out, outline, &ClaimTable::of(report))?;
    }
    for section in outline.sections() {
        write_section(out, outline, &section)?;
    }
    write_left_out(out, &report.articles)
}

fn write_articles(out: &mut String, articles: &[ReportArticle]) -> fmt::Result {
    writeln!(out, "| | Source | Title | Id |\n|---|---|---|---|")?;
    for article in articles {
        let title = escape(article.title.as_deref().unwrap_or_default());
        let provenance = escape(&wording::provenance(article));
        let (label, id) = (escape(&article.label), escape(&article.id));
        writeln!(out, "| {label} | {provenance} | {title} | {id} |")?;
    }
    Ok(())
}

fn write_relation(
    out: &mut String,
    relation: &ReportRelation,
    articles: &[ReportArticle],
) -> fmt::Result {
    let phrase = escape(wording::relation(&relation.kind));
    writeln!(out, "\n**{phrase}** · confidence {:.2}\n", relation.confidence)?;
    let label = |at: usize| articles.get(at).map_or("?", |article| &*article.label);
    for (name, value) in wording::evidence(&relation.evidence, [label(0), label(1)]) {
        writeln!(out, "- {name}: {}", escape(&value))?;
    }
    Ok(())
}

fn write_relations(out: &mut String, outline: &Outline<'_>) -> fmt::Result {
    let relations = &outline.report.relations;
    if !relations.is_empty() {
        out.push('\n');
    }
    for pair in relations {
        let [a, b] = [&pair.a, &pair.b].map(|id| escape(outline.label(id)));
        let kind = escape(&wording::relation_in_brief(&pair.kind));
        writeln!(out, "- {a} – {b}: {kind} · {:.2}", pair.confidence)?;
    }
    Ok(())
}

/// The claim-by-source table: a row a claim of several voices, a column a voice.
fn write_claims(out: &mut String, outline: &Outline<'_>, table: &ClaimTable) -> fmt::Result {
    let is_shared = |row: &&ClaimRow| row.verdict != Verdict::OnlyIn.as_str();
    if !table.rows.iter().any(|row| is_shared(&row)) {
        return Ok(());
    }
    write!(out, "\n## Claim by source\n\n| | Claim |")?;
    for column in &table.columns {
        let labels: Vec<&str> = column.articles.iter().map(|id| outline.label(id)).collect();
        let first = column.articles.first().and_then(|id| outline.article(id));
        let source = first.and_then(|article| article.source.as_deref()).unwrap_or_default();
        write!(out, " {} |", escape(format!("{} {source}", labels.join(", ")).trim_end()))?;
    }
    writeln!(out, "\n|---|---|{}", "---|".repeat(table.columns.len()))?;
    for row in table.rows.iter().filter(is_shared) {
        let sign = Verdict::parse(&row.verdict).map_or("", wording::sign);
        write!(out, "| {sign} | {} |", escape(&row.headline))?;
        for cell in &row.cells {
            let said = match cell.brief() {
                _ if cell.is_elsewhere => "…".to_owned(),
                _ if cell.is_silent() => "–".to_owned(),
                _ if row.verdict == Verdict::Agree.as_str() => "=".to_owned(),
                Some(brief) => bold(&brief, None, None),
                None => "said".to_owned(),
            };
            write!(out, " {said} |")?;
        }
        out.push('\n');
    }
    write!(out, "| | *in all* |")?;
    for column in &table.columns {
        write!(out, " *{}* |", wording::tally(column))?;
    }
    let legend = wording::CELLS.map(|(sign, meaning)| format!("`{sign}` {meaning}"));
    writeln!(out, "\n\n{}", legend.join(" · "))
}

fn write_section(out: &mut String, outline: &Outline<'_>, section: &Section<'_>) -> fmt::Result {
    let articles: Vec<&ReportArticle> =
        section.articles.iter().map(|&at| &outline.report.articles[at]).collect();
    let labels: Vec<&str> = articles.iter().map(|article| &*article.label).collect();
    let heading = escape(&wording::heading(section.verdict, &labels));
    writeln!(out, "\n## {heading} ({})", section.findings.len())?;
    if section.verdict == Verdict::OnlyIn {
        out.push('\n');
    }
    for finding in &section.findings {
        match section.verdict {
            Verdict::OnlyIn => write_lone(out, finding)?,
            _ => write_finding(out, outline, finding)?,
        }
    }
    Ok(())
}

fn write_finding(out: &mut String, outline: &Outline<'_>, finding: &ReportFinding) -> fmt::Result {
    let facet = finding.facet.as_ref().map(|facet| format!("{} · ", escape(facet)));
    let facet = facet.unwrap_or_default();
    writeln!(out, "\n### {}\n", escape(&finding.message))?;
    writeln!(out, "{facet}confidence {:.2}\n", finding.confidence)?;
    write_statements(out, outline, finding)?;
    let notes = outline.notes(finding).text();
    if !notes.is_empty() {
        writeln!(out, "\n{}", escape(&notes))?;
    }
    let additions = outline.additions(finding).iter().take(MAX_ADDITIONS);
    for (at, addition) in additions.enumerate() {
        let Some(first) = addition.statements.first() else { continue };
        let statements: Vec<&Statement> = addition.statements.iter().collect();
        let separator = if at == 0 { "\n" } else { "" };
        let label = escape(outline.label(&first.article));
        writeln!(out, "{separator}- only {label}: {}", side_text(&statements))?;
    }
    Ok(())
}

/// What each account says: two in a table, more as quotes.
fn write_statements(
    out: &mut String,
    outline: &Outline<'_>,
    finding: &ReportFinding,
) -> fmt::Result {
    let sides: Vec<Vec<&Statement>> = outline.sides(finding).into_values().collect();
    let label = |side: &[&Statement]| escape(outline.label(&side[0].article));
    if let [left, right] = sides.as_slice() {
        let name = |side: &[&Statement]| {
            let source = outline.article(&side[0].article).and_then(|x| x.source.as_deref());
            let source = source.map(|source| format!(" · {}", escape(source)));
            format!("{}{}", label(side), source.unwrap_or_default())
        };
        writeln!(out, "| {} | {} |\n|---|---|", name(left), name(right))?;
        return writeln!(out, "| {} | {} |", side_text(left), side_text(right));
    }
    for (at, side) in sides.iter().enumerate() {
        let separator = if at == 0 { "" } else { ">\n" };
        writeln!(out, "{separator}> **{}** {}", label(side), side_text(side))?;
    }
    Ok(())
}

/// What only one account says: the words alone, or the message where there are none.
fn write_lone(out: &mut String, finding: &ReportFinding) -> fmt::Result {
    let statements: Vec<&Statement> = finding.statements.iter().collect();
    match statements.as_slice() {
        [] => writeln!(out, "- {}", at_line_start(&escape(&finding.message))),
        some => writeln!(out, "- {}", at_line_start(&side_text(some))),
    }
}

fn write_left_out(out: &mut String, articles: &[ReportArticle]) -> fmt::Result {
    let rows = articles.iter().filter_map(|article| Some((article, wording::left_out(article)?)));
    for (at, (article, reasons)) in rows.enumerate() {
        if at == 0 {
            out.push_str("\n---\n\n");
        }
        writeln!(out, "- Left out of {}: {}", escape(&article.label), escape(&reasons))?;
    }
    Ok(())
}

/// One account's statements in one line, values after the words that stand for them.
fn side_text(side: &[&Statement]) -> String {
    let texts: Vec<String> = side.iter().map(|statement| statement_text(statement)).collect();
    texts.join(" <br> ")
}

fn statement_text(statement: &Statement) -> String {
    let segments = segments(statement);
    let mut text = String::new();
    for (at, segment) in segments.iter().enumerate() {
        match *segment {
            Segment::Plain(words) => text.push_str(&escape(words)),
            Segment::Marked(words) => {
                let around = |at: Option<usize>| match at.and_then(|at| segments.get(at)) {
                    Some(Segment::Plain(words) | Segment::Marked(words)) => words,
                    None => "",
                };
                let before = around(at.checked_sub(1)).chars().next_back();
                let after = around(Some(at + 1)).chars().next();
                text.push_str(&bold(words, before, after));
            }
        }
    }
    if let Some(value) = wording::unsaid_value(statement) {
        text.push_str(&format!(" (= {})", escape(&value)));
    }
    text
}

/// `words` in bold. Asterisks work only at the edge of a word (CommonMark 6.2, left- and
/// right-flanking), so between punctuation and a letter, as in 「東雲丸」は, the tag stands.
fn bold(words: &str, before: Option<char>, after: Option<char>) -> String {
    let is_inside_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = is_inside_word(words.chars().next()) || is_open(before);
    let closes = is_inside_word(words.chars().next_back()) || is_open(after);
    let words = escape(words);
    if opens && closes { format!("**{words}**") } else { format!("<strong>{words}</strong>") }
}

/// `text` on one line with everything escaped that Markdown or HTML would read as markup
/// inside a line: a backslash before ASCII punctuation always stands for the character.
fn escape(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let is_link = rest.starts_with("://") || c == '.' && ends_in_www(&text[..at]);
        if is_link || r"\`*_[]<>#|&~$!@".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

/// Escaped text at the start of a line, where a dash or a number would begin a list.
fn at_line_start(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn two_accounts() {
        fixture::assert_snapshot("markdown", &render_markdown(&fixture::two_accounts()));
    }

    #[test]
    fn three_accounts() {
        fixture::assert_snapshot("markdown_three", &render_markdown(&fixture::three_accounts()));
    }

    #[test]
    fn scraped_text_stays_text() {
        for (given, expected) in [
            ("a *b* _c_ [d](e)", r"a \*b\* \_c\_ \[d\](e)"),
            ("<script>&amp;", r"\<script\>\&amp;"),
            ("# a | b\n\nc", r"\# a \| b  c"),
            ("https://example.org www.example.org", r"https\://example.org www\.example.org"),
            ("cost $5 \\ `x`", r"cost \$5 \\ \`x\`"),
        ] {
            assert_eq!(escape(given), expected);
        }
        for (given, expected) in [
            ("- a", r"\- a"),
            ("    + a", r"\+ a"),
            ("12. a", r"12\. a"),
            ("12 a", "12 a"),
            ("", ""),
        ] {
            assert_eq!(at_line_start(given), expected);
        }
    }

    #[test]
    fn marks_are_bold_wherever_they_stand() {
        for (words, before, after, expected) in [
            ("12", Some('a'), Some('b'), "**12**"),
            ("“so”", Some(' '), None, "**“so”**"),
            ("“so”", Some(' '), Some('x'), "<strong>“so”</strong>"),
            ("$5", Some('('), Some(' '), r"<strong>\$5</strong>"),
        ] {
            assert_eq!(bold(words, before, after), expected);
        }
    }
}
