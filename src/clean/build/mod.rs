//! Tokens → tree, by a few rules instead of the many of
//! [HTML, tree construction](https://html.spec.whatwg.org/multipage/parsing.html#tree-construction).
//!
//! They are chosen so that a browser that reads the written tree gets the same tree: no block in a paragraph, no link
//! in a link, every cell in a row of a group of a table.

mod table;
#[cfg(test)]
pub(super) mod tests;

use super::attributes;
use super::excerpt::is_visible;
use super::policy::{self, Kind, Rule};
use super::tokens::{Token, Tokens};
use super::tree::{Element, Node};
use super::{is_gap, readable};
use crate::read::entities::decode;
use crate::url::Url;
use table::rank;

/// Elements that may be open in each other; what is deeper leaves its text. Stacks of the page that walks the tree are
/// small, and browsers take quadratic time for deep trees.
pub(super) const MAX_DEPTH: usize = 30;

/// Elements and pieces of text of one tree; the rest is left out.
pub(super) const MAX_NODES: usize = 20_000;

/// Builds the tree of a piece of markup; what stands behind the first `words` words of its text may be missing.
pub(super) fn build(markup: &str, base: Option<&Url>, words: usize) -> Vec<Node> {
    let mut builder = Builder { base, open: vec![Element::of(&policy::ROOT)], refused: 0, nodes: 0, words };
    for token in Tokens::new(markup) {
        match token {
            Token::Text(text) => builder.text(&decode(text)),
            Token::Verbatim(text) => builder.text(text),
            Token::Start(rule, inside) => builder.start(rule, inside),
            Token::End(rule) => builder.end(rule),
        }
        if builder.nodes >= MAX_NODES || builder.words == 0 {
            break;
        }
    }
    builder.close_to(1);
    builder.open.pop().map(Element::into_nodes).unwrap_or_default()
}

struct Builder<'b> {
    base: Option<&'b Url>,
    /// The root, and what is open in it.
    open: Vec<Element>,
    /// Elements that were refused for their depth, and whose end tags are still to come.
    refused: u32,
    nodes: usize,
    /// Words that are still to come.
    words: usize,
}

impl Builder<'_> {
    fn text(&mut self, text: &str) {
        let mut text = readable(text, self.innermost(Kind::Link.bit()) > 0);
        let Some(last) = self.open.last() else { return };
        // The line break behind the tag belongs to the tag.
        if last.kind() == Kind::Preformatted && last.nodes().is_empty() && text.starts_with('\n') {
            text = text[1..].to_owned();
        }
        // White space between the parts of a table opens no cell.
        if text.is_empty() || last.kind().is_in(Kind::WHOLES) && is_gap(&text) {
            return;
        }
        // Markup may stand in a word, so that only what begins behind a blank is surely one; and none of a caption is.
        if self.innermost(Kind::Legend.bit()) == 0 {
            let mut is_behind_blank = false;
            for character in text.chars() {
                if character.is_ascii_whitespace() {
                    is_behind_blank = true;
                } else if std::mem::take(&mut is_behind_blank) && is_visible(character) {
                    self.words = self.words.saturating_sub(1);
                }
            }
        }
        self.imply_cell();
        self.push(Node::Text(text));
    }

    fn start(&mut self, rule: &'static Rule, inside: &str) {
        // A part without its whole is a paragraph.
        let rule = if self.make_place(rule.kind) { rule } else { policy::find("p").unwrap_or(rule) };
        let mut element = Element::of(rule);
        attributes::add(&mut element, rule, inside, self.base);
        let line = self.innermost(!Kind::PHRASES);
        let around = self.open[line].kind();
        let is_useless = match rule.kind {
            // A link without an address would only stretch the one before it.
            Kind::Link => !self.close_link() || element.attribute("href").is_none(),
            Kind::Image => !attributes::add_to_image(&mut element),
            // A paragraph in one of these is none, only a border between words.
            Kind::Paragraph if matches!(around, Kind::Heading | Kind::Preformatted) => {
                self.separate();
                true
            }
            _ => false,
        };
        if is_useless {
            return;
        }
        let mut resumed = Vec::new();
        if matches!(around, Kind::Paragraph | Kind::Heading) && !rule.kind.is_in(Kind::PARTS_OF_LINES) {
            if around == Kind::Paragraph && !rule.kind.is_in(Kind::WHOLES) {
                resumed = self.phrases(line);
            }
            self.close_to(line);
        }
        if rule.kind.is_in(Kind::EMPTY) {
            self.push(element.into());
        } else {
            self.enter(element);
        }
        while let Some(element) = resumed.pop() {
            self.enter(element);
        }
    }

    /// Closes what a new element ends, and opens what a part of a table needs; false for a part whose whole is not open.
    fn make_place(&mut self, kind: Kind) -> bool {
        if rank(kind) > 0 {
            let table = self.innermost(Kind::Table.bit());
            if table > 0 {
                self.imply_rows(table, rank(kind));
            }
            return table > 0;
        }
        self.imply_cell();
        kind != Kind::Item || self.close_item()
    }

    fn end(&mut self, rule: &'static Rule) {
        if self.refused > 0 && !may_stay_open(rule.kind) {
            self.refused -= 1;
            return;
        }
        let borders = match rule.kind {
            kind if rank(kind) > 0 => Kind::Table.bit(),
            Kind::Table => 0,
            Kind::Item => Kind::List.bit() | Kind::Table.bit() | Kind::CELLS,
            _ => Kind::Table.bit() | Kind::CELLS,
        };
        let mut depth = self.open.len();
        while depth > 0 {
            depth -= 1;
            let open = &self.open[depth];
            // Any end of a heading ends a heading of any rank, and `</div>` the paragraph in it.
            let is_alike = open.name() == rule.name || matches!(rule.kind, Kind::Heading | Kind::Paragraph);
            if open.kind() == rule.kind && is_alike {
                return self.close_to(depth);
            }
            if open.kind().is_in(borders) {
                break;
            }
        }
        if rule.kind == Kind::Paragraph {
            self.separate();
        }
    }

    /// Opens an element, or counts it if it would be too deep.
    fn enter(&mut self, element: Element) {
        let kind = element.kind();
        // In the innermost element may stand a line break or an image, and a table needs room for its rows and cells, which
        // are never refused. The root does not count.
        let needed = if kind == Kind::Table { 4 } else { 1 };
        if rank(kind) == 0 && self.open.len() + needed > MAX_DEPTH {
            self.refused += u32::from(!may_stay_open(kind));
            self.separate();
        } else {
            self.nodes += 1;
            self.open.push(element);
        }
    }

    /// Bold text, or a link, that a block interrupts goes on in the block, or behind it: what is to be opened again, the
    /// outermost last.
    fn phrases(&self, paragraph: usize) -> Vec<Element> {
        let mut phrases = Vec::new();
        for open in self.open[paragraph + 1..].iter().rev() {
            phrases.push(open.emptied());
        }
        phrases
    }

    /// Closes the item of a list that is open, with paragraphs, phrases and headings in it; false outside a list.
    fn close_item(&mut self) -> bool {
        let item = self.innermost(!(Kind::PHRASES | Kind::Paragraph.bit() | Kind::Heading.bit()));
        if self.open[item].kind() == Kind::Item {
            self.close_to(item);
        }
        let list = self.innermost(Kind::List.bit() | Kind::CELLS);
        self.open[list].kind() == Kind::List
    }

    /// Closes the link that is open; false if that would take a cell with it.
    fn close_link(&mut self) -> bool {
        let link = self.innermost(Kind::Link.bit());
        let is_around_cell = link > 0 && self.innermost(Kind::CELLS) > link;
        if link > 0 && !is_around_cell {
            self.close_to(link);
        }
        !is_around_cell
    }

    /// The innermost open element of a set of kinds; the root if there is none.
    fn innermost(&self, kinds: u32) -> usize {
        self.open.iter().rposition(|open| open.kind().is_in(kinds)).unwrap_or(0)
    }

    /// Closes elements until so many are open.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(element) = self.open.pop()
        {
            self.refused = 0;
            if element.kind() == Kind::Cell || !element.nodes().iter().all(is_empty) {
                self.attach(element.into());
            } else if element.kind().is_in(Kind::PHRASES) {
                for node in element.nodes() {
                    self.attach(node.clone());
                }
            } else {
                self.separate();
            }
        }
    }

    fn push(&mut self, node: Node) {
        self.nodes += 1;
        self.attach(node);
    }

    fn attach(&mut self, node: Node) {
        let Some(last) = self.open.last_mut() else { return };
        // White space between items is none of the text.
        if !last.kind().is_in(Kind::WHOLES) || !matches!(&node, Node::Text(text) if is_gap(text)) {
            last.push(node);
        }
    }

    /// A blank, or a line break in `pre`, for a border between two blocks that is gone, where words would run together.
    fn separate(&mut self) {
        let mark = if self.innermost(Kind::Preformatted.bit()) > 0 { "\n" } else { " " };
        if self.open.last().is_some_and(|last| touches(last.nodes())) {
            self.attach(Node::Text(mark.to_owned()));
        }
    }
}

/// Whether a word behind some nodes would run together with their last one.
pub(super) fn touches(nodes: &[Node]) -> bool {
    match nodes.last() {
        // Its last character alone: behind long white space many borders may stand.
        Some(Node::Text(text)) => {
            let last = text.floor_char_boundary(text.len().saturating_sub(1));
            !is_gap(&text[last..])
        }
        Some(Node::Element(element)) => !element.kind().breaks_lines(),
        None => false,
    }
}

/// Whether an element's end tag is often missing, so that nobody waits for it.
fn may_stay_open(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Item) || rank(kind) > 0
}

/// Whether a node shows nothing by itself.
pub(super) fn is_empty(node: &Node) -> bool {
    match node {
        Node::Text(text) => is_gap(text),
        Node::Element(element) => matches!(element.kind(), Kind::Break | Kind::Void),
    }
}
