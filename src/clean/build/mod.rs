//! Tokens → tree, by a few rules instead of the many of
//! [HTML, tree construction](https://html.spec.whatwg.org/multipage/parsing.html#tree-construction).
//!
//! They are chosen so that a browser that reads the written tree gets the same tree: no block in a paragraph, no link
//! in a link, every cell in a row of a group of a table.

mod table;
#[cfg(test)]
pub(super) mod tests;

use std::borrow::Cow;

use super::attributes;
use super::excerpt::is_visible;
use super::policy::{self, Kind, Rule};
use super::tokens::{Token, Tokens};
use super::tree::{Element, Node};
use super::{is_blank, readable};
use crate::read::entities::decode;
use crate::url::Url;
use table::rank;

/// Bytes of markup that are read; the longest posts of the feeds that were looked at have a quarter of it.
pub(super) const MAX_INPUT: usize = 1 << 20;

/// Elements that may be open in each other; what is deeper leaves its text. Stacks of the page that walks the tree are
/// small, and browsers take quadratic time for deep trees.
pub(super) const MAX_DEPTH: usize = 30;

/// Elements and pieces of text of one tree; the rest is left out.
pub(super) const MAX_NODES: usize = 20_000;

/// Builds the tree of a piece of markup; what stands behind the first `words` words of its text may be missing.
pub(super) fn build(markup: &str, base: Option<&Url>, words: usize) -> Vec<Node> {
    let mut builder = Builder { base, open: Vec::new(), root: Element::new(""), refused: 0, nodes: 0, words };
    for token in Tokens::new(limit(markup)) {
        match token {
            Token::Text(text) => builder.text(decode(text)),
            Token::Verbatim(text) => builder.text(text.into()),
            Token::Start(rule, inside) => builder.start(rule, inside),
            Token::End(rule) => builder.end(rule),
        }
        if builder.nodes >= MAX_NODES || builder.words == 0 {
            break;
        }
    }
    builder.close_to(0);
    builder.root.into_nodes()
}

/// An element that is open.
struct Open {
    rule: &'static Rule,
    element: Element,
}

struct Builder<'b> {
    base: Option<&'b Url>,
    open: Vec<Open>,
    root: Element,
    /// Elements that were refused for their depth, and whose end tags are still to come.
    refused: u32,
    nodes: usize,
    /// Words that are still to come.
    words: usize,
}

impl Builder<'_> {
    fn text(&mut self, text: Cow<str>) {
        let mut text = readable(text, self.innermost(Kind::Link.bit()).is_some());
        if let Some(last) = self.open.last() {
            // The line break behind the tag belongs to the tag.
            if last.rule.kind == Kind::Preformatted
                && last.element.nodes().is_empty()
                && text.starts_with('\n')
            {
                text.remove(0);
            }
            // White space between the parts of a table opens no cell.
            if last.rule.kind.is_in(Kind::WHOLES) && text.chars().all(is_blank) {
                return;
            }
        }
        if !text.is_empty() {
            // Markup may stand in a word, so that only what begins behind a blank is surely one; and none of a caption is.
            if self.open.iter().all(|open| open.rule.name != "figcaption") {
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
    }

    fn start(&mut self, rule: &'static Rule, inside: &str) {
        let mut rule = rule;
        let whole = if rank(rule.kind) > 0 {
            self.innermost(Kind::Table.bit())
        } else {
            self.imply_cell();
            self.innermost(Kind::List.bit() | Kind::CELLS)
                .filter(|list| self.open[*list].rule.kind == Kind::List)
        };
        match (rule.kind, whole) {
            (Kind::Item, Some(list)) => self.close_item(list),
            (kind, Some(table)) if rank(kind) > 0 => self.imply_rows(table, rank(kind)),
            // A part without its whole is a paragraph.
            (kind, None) if kind == Kind::Item || rank(kind) > 0 => rule = policy::find("p").unwrap_or(rule),
            _ => {}
        }
        let mut element = Element::new(rule.name);
        attributes::add(&mut element, rule, inside, self.base);
        let is_link = rule.kind == Kind::Link;
        // A link without an address would only stretch the one before it.
        if is_link && (!self.close_link() || element.attribute("href").is_none()) {
            return;
        }
        let resumed =
            if rule.kind.is_in(Kind::PHRASES | Kind::Void.bit() | Kind::Image.bit() | Kind::Break.bit()) {
                Vec::new()
            } else {
                match self.close_line(rule.kind) {
                    Some(resumed) => resumed,
                    None => return self.separate(),
                }
            };
        match rule.kind {
            Kind::Image if !attributes::add_to_image(&mut element) => {}
            Kind::Image | Kind::Void | Kind::Break | Kind::Line => self.push(element.into()),
            _ => self.enter(rule, element),
        }
        for Open { rule, element } in resumed {
            self.enter(rule, element);
        }
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
            let open = self.open[depth].rule;
            // Any end of a heading ends a heading of any rank, and `</div>` the paragraph in it.
            let is_alike = open.kind == rule.kind && matches!(rule.kind, Kind::Heading | Kind::Paragraph);
            if open.name == rule.name || is_alike {
                return self.close_to(depth);
            }
            if open.kind.is_in(borders) {
                break;
            }
        }
        if rule.kind == Kind::Paragraph {
            self.separate();
        }
    }

    /// Opens an element, or counts it if it would be too deep.
    fn enter(&mut self, rule: &'static Rule, element: Element) {
        // In the innermost element may stand a line break or an image, and a table needs room for its rows and cells, which
        // are never refused.
        let needed = if rule.kind == Kind::Table { 5 } else { 2 };
        if rank(rule.kind) == 0 && self.open.len() + needed > MAX_DEPTH {
            self.refused += u32::from(!may_stay_open(rule.kind));
            self.separate();
        } else {
            self.nodes += 1;
            self.open.push(Open { rule, element });
        }
    }

    /// Ends the paragraph or the heading before a block. Bold text, or a link, that a block interrupts goes on in the
    /// block, or behind it: these are returned, to be opened again. None: the block cannot stand here, and is none.
    fn close_line(&mut self, kind: Kind) -> Option<Vec<Open>> {
        let mut resumed = Vec::new();
        if let Some(line) = self.innermost(!Kind::PHRASES) {
            match self.open[line].rule.kind {
                Kind::Paragraph => {
                    if !kind.is_in(Kind::WHOLES) {
                        let phrases = self.open[line + 1..].iter();
                        resumed.extend(
                            phrases.map(|open| Open { rule: open.rule, element: open.element.emptied() }),
                        );
                    }
                    self.close_to(line);
                }
                Kind::Heading | Kind::Preformatted if kind == Kind::Paragraph => return None,
                Kind::Heading => self.close_to(line),
                _ => {}
            }
        }
        Some(resumed)
    }

    /// Closes the item of a list that is open; only paragraphs, phrases and headings end with it.
    fn close_item(&mut self, list: usize) {
        let item = self.innermost(!(Kind::PHRASES | Kind::Paragraph.bit() | Kind::Heading.bit()));
        if let Some(item) = item.filter(|item| *item > list && self.open[*item].rule.kind == Kind::Item) {
            self.close_to(item);
        }
    }

    /// Closes the link that is open; false if that would take a cell with it.
    fn close_link(&mut self) -> bool {
        let Some(link) = self.innermost(Kind::Link.bit()) else { return true };
        let in_link = self.innermost(Kind::CELLS).is_none_or(|cell| cell < link);
        if in_link {
            self.close_to(link);
        }
        in_link
    }

    /// The innermost open element of a set of kinds.
    fn innermost(&self, kinds: u32) -> Option<usize> {
        self.open.iter().rposition(|open| open.rule.kind.is_in(kinds))
    }

    /// Closes elements until so many are open.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(Open { rule, element }) = self.open.pop()
        {
            self.refused = 0;
            if rule.kind == Kind::Cell || !element.nodes().iter().all(is_empty) {
                self.attach(element.into());
            } else if rule.kind.is_in(Kind::PHRASES) {
                for node in element.into_nodes() {
                    self.attach(node);
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
        let holds_text = self.open.last().is_none_or(|open| !open.rule.kind.is_in(Kind::WHOLES));
        // White space between items is none of the text.
        if holds_text || !matches!(&node, Node::Text(text) if text.chars().all(is_blank)) {
            self.parent().push(node);
        }
    }

    /// A blank, or a line break in `pre`, for a border between two blocks that is gone, where words would run together.
    fn separate(&mut self) {
        let mark = if self.innermost(Kind::Preformatted.bit()).is_some() { "\n" } else { " " };
        let touches = match self.parent().nodes().last() {
            Some(Node::Text(text)) => !text.ends_with(is_blank),
            Some(Node::Element(element)) => !policy::breaks_lines(element.name()),
            None => false,
        };
        if touches {
            self.attach(Node::Text(mark.to_owned()));
        }
    }

    fn parent(&mut self) -> &mut Element {
        self.open.last_mut().map_or(&mut self.root, |open| &mut open.element)
    }
}

/// Whether an element's end tag is often missing, so that nobody waits for it.
fn may_stay_open(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Item) || rank(kind) > 0
}

/// Whether a node shows nothing by itself.
pub(super) fn is_empty(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.chars().all(is_blank),
        Node::Element(element) => matches!(element.name(), "br" | "wbr"),
    }
}

/// The part of markup that is read.
pub(super) fn limit(markup: &str) -> &str {
    &markup[..markup.floor_char_boundary(MAX_INPUT)]
}
