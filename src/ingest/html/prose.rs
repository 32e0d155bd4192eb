//! A cleaned element tree to plain text that keeps paragraphs apart.

use trafilatura::dom::{Document, NodeId};

/// Elements that stand in a line of their own within a block.
const LINES: [&str; 6] = ["br", "li", "item", "tr", "dt", "dd"];

/// Elements that stand within a line of text; any other one is a block.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "em", "font", "hi", "i", "ins",
    "kbd", "mark", "q", "ref", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var",
];

enum Step {
    Enter(NodeId),
    Break(usize),
}

/// The text below `root`: white space within a line collapsed, one line feed between lines,
/// an empty line between blocks, none at either end. Iterative: depth costs no stack.
pub(super) fn prose(document: &Document, root: NodeId) -> String {
    let mut writer = Writer { text: String::new(), breaks: 0, wants_space: false };
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Break(n) => writer.line_break(n),
            Step::Enter(node) if document.is_text(node) => writer.words(&text_of(document, node)),
            Step::Enter(node) => enter(document, node, &mut writer, &mut steps),
        }
    }
    writer.text
}

fn enter(document: &Document, node: NodeId, writer: &mut Writer, steps: &mut Vec<Step>) {
    let name = document.tag_name(node);
    let n_breaks = match name {
        "script" | "style" | "head" => return,
        _ if LINES.contains(&name) => 1,
        "" | "td" | "th" => 0,
        _ if INLINE.contains(&name) => 0,
        _ => 2,
    };
    if matches!(name, "td" | "th") {
        writer.wants_space = true;
    }
    writer.line_break(n_breaks);
    steps.push(Step::Break(n_breaks));
    steps.extend(document.child_nodes(node).into_iter().rev().map(Step::Enter));
}

fn text_of(document: &Document, node: NodeId) -> String {
    document.text_content(node)
}

struct Writer {
    text: String,
    breaks: usize,
    wants_space: bool,
}

impl Writer {
    fn line_break(&mut self, n: usize) {
        self.breaks = self.breaks.max(n);
    }

    fn words(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.wants_space = true;
        }
        for word in text.split_whitespace() {
            self.separate();
            self.text.push_str(word);
            self.wants_space = true;
        }
        self.wants_space = text.ends_with(char::is_whitespace) || (self.wants_space && text.trim().is_empty());
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            match self.breaks {
                0 if self.wants_space => self.text.push(' '),
                n => self.text.extend(std::iter::repeat_n('\n', n)),
            }
        }
        self.breaks = 0;
        self.wants_space = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_apart() {
        let cases = [
            ("empty", "", ""),
            ("one", "<p> The  river\n rose. </p>", "The river rose."),
            ("two", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("inline", "<p>a<b>b</b> <i>c</i>d</p>", "ab cd"),
            ("break", "<p>one<br>two</p>", "one\ntwo"),
            ("list", "<p>x</p><ul><li>a</li><li>b</li></ul><p>y</p>", "x\n\na\nb\n\ny"),
            ("table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("no-break space inside", "<p>5\u{a0}km</p>", "5 km"),
        ];
        for (name, html, expected) in cases {
            let document = Document::parse(html);
            let body = document.body().unwrap_or_else(|| document.root());
            assert_eq!(prose(&document, body), expected, "{name}");
        }
    }
}
