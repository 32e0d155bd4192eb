//! A cleaned element tree to blocks of plain text.

use trafilatura::dom::{Document, NodeId};

/// Elements that stand in a line of their own within a block.
const LINES: [&str; 6] = ["br", "li", "item", "tr", "dt", "dd"];

/// Elements that stand within a line of text; any other one is a block.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "em", "font", "hi", "i", "ins",
    "kbd", "mark", "q", "ref", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var",
];

/// One paragraph, heading or list. White space within a line is collapsed, lines are one
/// line feed apart, and there is at least one word.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// Words of it.
    pub(super) n_words: usize,
}

/// The text of blocks, an empty line apart.
pub(super) fn join(blocks: &[Block]) -> String {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("\n\n")
}

/// The blocks below `root`, in order. Iterative: depth costs no stack.
pub(super) fn blocks(document: &Document, root: NodeId) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Break(gap) => writer.gap = writer.gap.max(gap),
            Step::Enter(node) if document.is_text(node) => {
                writer.words(&document.text_content(node))
            }
            Step::Enter(node) => enter(document, node, &mut writer, &mut steps),
        }
    }
    writer.finish()
}

enum Step {
    Enter(NodeId),
    Break(Gap),
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Block,
}

fn enter(document: &Document, node: NodeId, writer: &mut Writer, steps: &mut Vec<Step>) {
    let name = document.tag_name(node);
    let gap = match name {
        "script" | "style" | "head" => return,
        "td" | "th" => Gap::Space,
        _ if LINES.contains(&name) => Gap::Line,
        _ if name.is_empty() || INLINE.contains(&name) => Gap::None,
        _ => Gap::Block,
    };
    writer.gap = writer.gap.max(gap);
    steps.push(Step::Break(gap));
    steps.extend(document.child_nodes(node).into_iter().rev().map(Step::Enter));
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    current: Block,
    gap: Gap,
}

impl Writer {
    fn words(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.gap = self.gap.max(Gap::Space);
        }
        for word in text.split_whitespace() {
            self.word(word);
            self.gap = Gap::Space;
        }
        if !text.ends_with(char::is_whitespace) && self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }

    fn word(&mut self, word: &str) {
        if self.gap == Gap::Block && !self.current.text.is_empty() {
            self.blocks.push(std::mem::take(&mut self.current));
        }
        if !self.current.text.is_empty() {
            match self.gap {
                Gap::Line => self.current.text.push('\n'),
                Gap::Space => self.current.text.push(' '),
                Gap::None | Gap::Block => {}
            }
        }
        self.current.text.push_str(word);
        self.current.n_words += 1;
    }

    fn finish(mut self) -> Vec<Block> {
        if !self.current.text.is_empty() {
            self.blocks.push(self.current);
        }
        self.blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks_of(html: &str) -> Vec<Block> {
        let document = Document::parse(html);
        blocks(&document, document.body().unwrap_or_else(|| document.root()))
    }

    #[test]
    fn paragraphs_stay_apart() {
        let cases = [
            ("empty", "", ""),
            ("one", "<p> The  river\n rose. </p>", "The river rose."),
            ("two", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("inline", "<p>a<b>b</b> <i>c</i>d</p>", "ab cd"),
            ("space in an element", "<p>a<b> </b>b</p>", "a b"),
            ("break", "<p>one<br>two</p>", "one\ntwo"),
            ("list", "<p>x</p><ul><li>a</li> <li>b</li></ul><p>y</p>", "x\n\na\nb\n\ny"),
            ("table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("no-break space", "<p>5\u{a0}km</p>", "5 km"),
        ];
        for (name, html, expected) in cases {
            assert_eq!(join(&blocks_of(html)), expected, "{name}");
        }
    }
}
