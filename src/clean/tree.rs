//! The tree that `clean` and `show` build, and that is written as HTML text or built as DOM.
//!
//! Names of elements and attributes are constants of this crate, never text of a feed; an address gets in only as a
//! [`Url`], which was checked; everything else is text, which the writers escape or set as text.

use super::policy::{self, Kind, Rule};
use crate::url::Url;

/// An element, or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Characters; markup in them is shown, not followed.
    Text(String),
    /// An element with its children.
    Element(Element),
}

/// An element with its attributes and children; a pointer, because moving more than that costs code.
#[derive(Debug, PartialEq, Eq)]
pub struct Element(Box<Parts>);

#[derive(Debug, PartialEq, Eq)]
struct Parts {
    name: &'static str,
    kind: Kind,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

impl Element {
    /// An empty element.
    pub fn new(name: &'static str) -> Self {
        Self::of_kind(name, policy::find(name).map_or(Kind::Phrase, |rule| rule.kind))
    }

    /// The same, by its row of the policy, which need not be looked for.
    pub(super) fn of(rule: &Rule) -> Self {
        Self::of_kind(rule.name, rule.kind)
    }

    fn of_kind(name: &'static str, kind: Kind) -> Self {
        Self(Box::new(Parts { name, kind, attributes: Vec::new(), children: Vec::new() }))
    }

    /// Adds an attribute that holds no address.
    ///
    /// Panics, where assertions are on, with a name that loads, runs or styles something: `href`, `src`, `style`, `on*`.
    pub fn set(&mut self, name: &'static str, value: &str) {
        debug_assert!(!is_guarded(name), "{name} needs its own door");
        self.add(name, value);
    }

    /// Adds an attribute that holds an address, or gives it another one.
    pub fn set_url(&mut self, name: &'static str, url: &Url) {
        for (known, value) in &mut self.0.attributes {
            if *known == name {
                url.as_str().clone_into(value);
                return;
            }
        }
        self.add(name, url.as_str());
    }

    fn add(&mut self, name: &'static str, value: &str) {
        self.0.attributes.push((name, value.to_owned()));
    }

    /// Adds text at the end.
    pub fn say(&mut self, text: &str) {
        self.push(Node::Text(text.to_owned()));
    }

    /// Adds a node at the end; text joins the text before it, as it would when the markup is read back.
    pub fn push(&mut self, node: impl Into<Node>) {
        match (self.0.children.last_mut(), node.into()) {
            (Some(Node::Text(last)), Node::Text(more)) => last.push_str(&more),
            (_, node) => self.0.children.push(node),
        }
    }

    /// An element with the same name and attributes, and without children.
    pub(super) fn emptied(&self) -> Self {
        let mut emptied = Self::of_kind(self.0.name, self.0.kind);
        for (name, value) in &self.0.attributes {
            emptied.add(name, value);
        }
        emptied
    }

    /// What it holds, to be changed.
    pub fn nodes_mut(&mut self) -> &mut Vec<Node> {
        &mut self.0.children
    }

    /// Its last child, if that is an element.
    pub fn last_mut(&mut self) -> Option<&mut Element> {
        match self.0.children.last_mut()? {
            Node::Element(last) => Some(last),
            Node::Text(_) => None,
        }
    }

    /// Gives it another name, of the same kind.
    pub fn rename(&mut self, name: &'static str) {
        self.0.name = name;
    }

    /// Its children, taken out.
    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.0.children
    }

    /// Its name, lower case.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// How it nests; a name without a row in the policy is part of a line.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Its attributes, in the order that they were added.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.attributes.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// What it holds.
    pub fn nodes(&self) -> &[Node] {
        &self.0.children
    }
}

/// Whether an attribute loads, runs or styles something.
fn is_guarded(name: &str) -> bool {
    matches!(name, "href" | "src" | "style") || name.starts_with("on")
}

/// A derived one would be 300 bytes more.
impl Clone for Element {
    fn clone(&self) -> Self {
        let mut clone = self.emptied();
        for node in self.nodes() {
            clone.push(node.clone());
        }
        clone
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}
