//! The page put together from a report and its table.

use super::page::{
    Account, Addition, Column, Entry, Group, Kind, Page, PairRow, Published, Quote, Share, Voice,
    Words,
};
use super::pictures::{ShareMap, TimeLine};
use super::reading::{Highlight, paragraphs};
use super::words;
use crate::report::clean::clean;
use crate::report::marks::{Segment, marked_words, segments};
use crate::report::outline::{MAX_ADDITIONS, Outline, Section, Verdict};
use crate::report::table::{CellStatement, ClaimCell, ClaimColumn, ClaimRow, ClaimTable};
use crate::report::{Report, ReportArticle, ReportFinding, Statement, wording};
use std::collections::{BTreeMap, HashMap};

/// Units of the bar of counts.
const BAR: usize = 1000;

impl<'r> Page<'r> {
    /// `table` is read where there are more than two accounts.
    pub(super) fn new(report: &'r Report, table: &'r ClaimTable) -> Self {
        let desk = Desk { report, outline: Outline::new(report), table };
        let mut groups = if desk.is_table() { desk.row_groups() } else { desk.finding_groups() };
        let mut no = 0;
        for entry in groups.iter_mut().flat_map(|group| &mut group.entries) {
            no += 1;
            entry.no = no;
        }
        desk.add_beside(&mut groups);
        let accounts = desk.accounts(&groups);
        let (bar, facets) = (bar(&groups), facets(&groups));
        let (alone, groups) = groups.into_iter().partition(|group| group.kind.0 == Verdict::OnlyIn);
        Self {
            title: desk.title(),
            kicker: desk.kicker(),
            headline: desk.headline(),
            confidence: report.relation.as_ref().map(|x| format!("{:.2}", x.confidence)),
            standfirst: desk.standfirst(),
            evidence: desk.evidence(),
            pairs: desk.pairs(),
            share_map: desk.share_map(),
            time_line: desk.time_line(),
            accounts,
            bar,
            facets,
            n_entries: no,
            columns: if desk.is_table() { desk.columns() } else { Vec::new() },
            groups,
            alone,
        }
    }
}

/// Where a page is put together.
struct Desk<'r> {
    report: &'r Report,
    outline: Outline<'r>,
    table: &'r ClaimTable,
}

impl<'r> Desk<'r> {
    fn is_table(&self) -> bool {
        self.report.articles.len() > 2
    }

    fn title(&self) -> String {
        let titles = self.report.articles.iter().filter_map(|article| article.title.as_deref());
        let title = titles.map(str::trim).find(|title| !title.is_empty());
        title.map_or_else(|| self.headline(), |title| clean(title).into_owned())
    }

    fn kicker(&self) -> String {
        format!("{} accounts compared", words::capitalised(&self.n_articles()))
    }

    fn n_articles(&self) -> String {
        words::number(u32::try_from(self.report.articles.len()).unwrap_or(u32::MAX))
    }

    fn headline(&self) -> String {
        match &self.report.relation {
            Some(relation) => clean(wording::relation(&relation.kind)).into_owned(),
            None => format!("What {} accounts say", self.n_articles()),
        }
    }

    fn standfirst(&self) -> Vec<String> {
        let report = self.report;
        let mut sentences = Vec::new();
        if report.findings.is_empty() {
            sentences.push(wording::no_findings(report).to_owned());
        } else {
            let counts = if self.is_table() { self.table.counts() } else { report.counts };
            sentences.extend(words::counted(&counts));
        }
        sentences.extend(wording::caveat(report).map(str::to_owned));
        sentences.extend(wording::witnesses(&self.outline));
        sentences.iter().map(|sentence| clean(sentence).into_owned()).collect()
    }

    fn evidence(&self) -> Vec<(&'static str, String)> {
        let Some(relation) = &self.report.relation else { return Vec::new() };
        let label = |at: usize| self.report.articles.get(at).map_or("?", |article| &*article.label);
        words::evidence(&relation.evidence, [label(0), label(1)])
            .into_iter()
            .map(|(name, value)| (name, clean(&value).into_owned()))
            .collect()
    }

    /// A triangle: every account against those before it.
    fn pairs(&self) -> Vec<PairRow> {
        if !self.is_table() {
            return Vec::new();
        }
        let mut known: BTreeMap<(&str, &str), (String, String)> = BTreeMap::new();
        for pair in &self.report.relations {
            let kind = clean(&wording::relation_in_brief(&pair.kind)).into_owned();
            known.insert((&pair.a, &pair.b), (kind, format!("{:.2}", pair.confidence)));
        }
        let articles = &self.report.articles;
        let row = |at: usize| PairRow {
            label: clean(&articles[at].label).into_owned(),
            cells: (0..at)
                .map(|other| {
                    let key = (&*articles[other].id, &*articles[at].id);
                    known.get(&key).cloned().unwrap_or_default()
                })
                .collect(),
        };
        (1..articles.len()).map(row).collect()
    }

    fn share_map(&self) -> Option<ShareMap> {
        self.is_table().then(|| ShareMap::of(&self.outline, self.table))?
    }

    fn time_line(&self) -> Option<TimeLine> {
        self.is_table().then(|| TimeLine::of(&self.report.articles))?
    }

    /// What one account alone tells more of a claim, beside the entry of the claim.
    fn add_beside(&self, groups: &mut [Group<'r>]) {
        let entries = || groups.iter().flat_map(|group| &group.entries);
        let number_of: HashMap<&str, usize> =
            entries().filter_map(|entry| Some((&*entry.finding?.id, entry.no))).collect();
        for entry in groups.iter_mut().flat_map(|group| &mut group.entries) {
            let Some(finding) = entry.finding else { continue };
            for addition in self.outline.additions(finding) {
                let Some(statement) = addition.statements.first() else { continue };
                let Some(&number) = number_of.get(&*addition.id) else { continue };
                let account = self.number(&statement.article);
                let voice = entry.voices.iter_mut().find(|voice| voice.accounts.contains(&account));
                let text = clean(&statement.span.text).into_owned();
                if let Some(voice) = voice.filter(|voice| voice.additions.len() < MAX_ADDITIONS) {
                    voice.additions.push(Addition { entry: number, text });
                }
            }
        }
    }

    fn accounts(&self, groups: &[Group<'r>]) -> Vec<Account<'r>> {
        let mut highlights: Vec<Vec<Highlight<'r>>> = vec![Vec::new(); self.report.articles.len()];
        for entry in groups.iter().flat_map(|group| &group.entries) {
            for quote in entry.voices.iter().flat_map(|voice| &voice.quotes) {
                if let Some(list) = highlights.get_mut(quote.account.wrapping_sub(1)) {
                    list.push(Highlight {
                        entry: entry.no,
                        verdict: entry.kind.0,
                        statement: quote.statement,
                    });
                }
            }
        }
        let articles = self.report.articles.iter().zip(&highlights).enumerate();
        articles.map(|(at, (article, highlights))| account(at + 1, article, highlights)).collect()
    }

    fn columns(&self) -> Vec<Column> {
        self.table.columns.iter().map(|column| self.column(column)).collect()
    }

    fn column(&self, column: &ClaimColumn) -> Column {
        let ids = &column.articles;
        let articles: Vec<&ReportArticle> =
            ids.iter().filter_map(|id| self.outline.article(id)).collect();
        let labels: Vec<String> =
            articles.iter().map(|article| clean(&article.label).into_owned()).collect();
        let compared = articles.iter().skip(1).map(|article| name(article));
        // Those that are not compared are named with the accounts.
        let has_others = articles.iter().any(|article| !article.carried_by.is_empty());
        let copies: Vec<String> = compared.chain(has_others.then(|| "others".to_owned())).collect();
        let copies: Vec<&str> = copies.iter().map(String::as_str).collect();
        Column {
            labels: labels.join(", "),
            name: articles.first().map(|article| name(article)).unwrap_or_default(),
            copies: (!copies.is_empty()).then(|| wording::listed(&copies)),
            account: ids.first().map_or(0, |id| self.number(id)),
            tally: wording::tally(column),
        }
    }

    fn number(&self, id: &str) -> usize {
        self.report.articles.iter().position(|article| article.id == id).map_or(0, |at| at + 1)
    }

    fn finding_groups(&self) -> Vec<Group<'r>> {
        let group = |section: Section<'r>| {
            let kind = Kind(section.verdict);
            let entries = section.findings.iter().map(|finding| self.finding(finding, kind));
            self.group(kind, &section.articles, entries.collect())
        };
        self.outline.sections().into_iter().map(group).collect()
    }

    /// `articles` are those a group of statements of one account is about.
    fn group(&self, kind: Kind, articles: &[usize], entries: Vec<Entry<'r>>) -> Group<'r> {
        let articles: Vec<&ReportArticle> =
            articles.iter().filter_map(|&at| self.report.articles.get(at)).collect();
        let labels: Vec<&str> = articles.iter().map(|article| &*article.label).collect();
        let source = match articles.as_slice() {
            [one] => one.source.as_ref().map(|source| clean(source).into_owned()),
            _ => None,
        };
        let numbers: Vec<String> =
            articles.iter().map(|article| self.number(&article.id).to_string()).collect();
        let id = match numbers.as_slice() {
            [] => kind.class().to_owned(),
            some => format!("{}-{}", kind.class(), some.join("-")),
        };
        let heading = clean(&wording::heading(kind.0, &labels)).into_owned();
        Group { kind, id, heading, source, entries }
    }

    fn finding(&self, finding: &'r ReportFinding, kind: Kind) -> Entry<'r> {
        let voices = self.outline.sides(finding).into_iter().filter_map(|(article, statements)| {
            let article = &self.report.articles[article?];
            Some(Voice {
                label: clean(&article.label).into_owned(),
                name: name(article),
                accounts: vec![self.number(&article.id)],
                quotes: statements.into_iter().map(|x| self.quote(x, kind)).collect(),
                is_elsewhere: false,
                additions: Vec::new(),
            })
        });
        Entry {
            no: 0,
            kind,
            facets: clean(finding.facet.as_deref().unwrap_or_default()).into_owned(),
            confidence: format!("{:.2}", finding.confidence),
            message: words::capitalised(&clean(&finding.message)),
            notes: self.notes(finding),
            finding: Some(finding),
            voices: voices.collect(),
        }
    }

    fn row_groups(&self) -> Vec<Group<'r>> {
        let mut groups: BTreeMap<(Verdict, Vec<usize>), Vec<Entry<'r>>> = BTreeMap::new();
        for row in &self.table.rows {
            let Some(verdict) = Verdict::parse(&row.verdict) else { continue };
            let articles = match verdict {
                Verdict::OnlyIn => self.speakers(row),
                _ => Vec::new(),
            };
            groups.entry((verdict, articles)).or_default().push(self.row(row, Kind(verdict)));
        }
        let group = |((verdict, articles), entries): ((_, Vec<usize>), _)| {
            self.group(Kind(verdict), &articles, entries)
        };
        groups.into_iter().map(group).collect()
    }

    /// The articles of the voices that say it.
    fn speakers(&self, row: &ClaimRow) -> Vec<usize> {
        let speaks = |(cell, _): &(&ClaimCell, _)| !cell.statements.is_empty();
        let columns = row.cells.iter().zip(&self.table.columns).filter(speaks);
        let ids = columns.flat_map(|(_, column)| &column.articles);
        ids.filter_map(|id| self.number(id).checked_sub(1)).collect()
    }

    fn row(&self, row: &'r ClaimRow, kind: Kind) -> Entry<'r> {
        let message = words::capitalised(&clean(&row.headline));
        let finding = row.findings.first().and_then(|id| self.outline.finding(id));
        let provenance = finding.map(|finding| self.notes(finding)).unwrap_or_default();
        let voices = row.cells.iter().zip(&self.table.columns).map(|(cell, column)| {
            let Column { labels, name, .. } = self.column(column);
            Voice {
                label: labels,
                name,
                accounts: column.articles.iter().map(|id| self.number(id)).collect(),
                quotes: self.cell(cell, kind),
                is_elsewhere: cell.is_elsewhere,
                additions: Vec::new(),
            }
        });
        Entry {
            no: 0,
            kind,
            facets: clean(&row.facets.join(" ")).into_owned(),
            confidence: format!("{:.2}", row.confidence),
            message,
            notes: self.further_messages(row, kind).chain(provenance).collect(),
            finding,
            voices: voices.collect(),
        }
    }

    /// What further findings of a row say. What is agreed is marked in the statements.
    fn further_messages(&self, row: &'r ClaimRow, kind: Kind) -> impl Iterator<Item = String> {
        let is_agreed = |id: &String| {
            let finding = self.outline.finding(id);
            finding.is_some_and(|finding| finding.verdict == Verdict::Agree.as_str())
        };
        let told = row.findings.iter().zip(&row.messages).skip(usize::from(kind.is_difference()));
        told.filter(move |(id, _)| !is_agreed(id))
            .map(|(_, message)| words::capitalised(&clean(message)))
    }

    /// Who has the claim of a finding of whom.
    fn notes(&self, finding: &ReportFinding) -> Vec<String> {
        let notes = self.outline.notes(finding);
        // The cells of a table say who is silent.
        let notes = if self.is_table() { notes.origin.join(" ") } else { notes.text() };
        (!notes.is_empty()).then(|| clean(&notes).into_owned()).into_iter().collect()
    }

    fn cell(&self, cell: &'r ClaimCell, kind: Kind) -> Vec<Quote<'r>> {
        let first = cell.statements.first().map(|first| &first.said.article);
        let quote = |statement: &'r CellStatement| {
            let is_copy = !kind.is_difference() && Some(&statement.said.article) != first;
            let reading = statement.reading;
            Quote { is_copy, reading, ..self.quote(&statement.said, kind) }
        };
        cell.statements.iter().map(quote).collect()
    }

    fn quote(&self, statement: &'r Statement, kind: Kind) -> Quote<'r> {
        let words = |segment| {
            let (text, is_marked) = match segment {
                Segment::Plain(text) => (text, false),
                Segment::Marked(text) => (text, true),
            };
            Words { text: clean(text).into_owned(), is_marked }
        };
        Quote {
            account: self.number(&statement.article),
            label: clean(self.outline.label(&statement.article)).into_owned(),
            reading: None,
            brief: brief(kind, statement),
            is_copy: false,
            words: segments(statement).into_iter().map(words).collect(),
            value: unsaid_value(statement),
            statement,
        }
    }
}

fn account<'r>(no: usize, article: &'r ReportArticle, highlights: &[Highlight<'r>]) -> Account<'r> {
    let title = article.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    Account {
        no,
        label: clean(&article.label).into_owned(),
        name: name(article),
        title: title.map(|title| clean(title).into_owned()),
        published: article.published.as_deref().map(published),
        id: clean(&article.id).into_owned(),
        carried_by: listed_carriers(article),
        left_out: wording::left_out(article).map(|reasons| clean(&reasons).into_owned()),
        paragraphs: paragraphs(article, highlights),
    }
}

fn name(article: &ReportArticle) -> String {
    match article.source.as_deref().map(str::trim) {
        Some(source) if !source.is_empty() => clean(source).into_owned(),
        _ => format!("Account {}", clean(&article.label)),
    }
}

/// Other articles that carry the text of an article and are not compared.
fn listed_carriers(article: &ReportArticle) -> Option<String> {
    let names: Vec<String> =
        article.carried_by.iter().map(|name| clean(name).into_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| wording::listed(&names))
}

fn published(iso: &str) -> Published {
    Published { iso: clean(iso).into_owned(), words: clean(&words::date(iso)).into_owned() }
}

/// The marked words of a statement that differs from another, or what they stand for.
fn brief(kind: Kind, statement: &Statement) -> Option<String> {
    if !kind.is_difference() {
        return None;
    }
    marked_words(statement).map(|words| clean(&words).into_owned())
}

/// What the marked words stand for, where that says more than they do.
fn unsaid_value(statement: &Statement) -> Option<String> {
    wording::unsaid_value(statement).map(|value| words::date(&clean(&value)))
}

fn bar(groups: &[Group<'_>]) -> Vec<Share> {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for group in groups {
        *counts.entry(group.kind.0).or_default() += group.entries.len();
    }
    let total = counts.values().sum::<usize>().max(1);
    let mut before = 0;
    let share = |(verdict, n): (Verdict, usize)| {
        let x = before * BAR / total;
        before += n;
        Share { kind: Kind(verdict), n, x, width: before * BAR / total - x }
    };
    counts.into_iter().map(share).collect()
}

/// Facets that entries have, with how many; the most frequent first.
fn facets(groups: &[Group<'_>]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for entry in groups.iter().flat_map(|group| &group.entries) {
        for facet in entry.facets.split_whitespace() {
            *counts.entry(facet.to_owned()).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
