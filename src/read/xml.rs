//! XML as feeds write it: elements with their namespaces, bases and text, and recovery where the markup is broken.
//!
//! End tags close what they can (an unclosed element ends with its parent, a stray end tag is passed over), so that one
//! fault costs one field. Nothing is validated, and no document type is ever looked at.

use std::borrow::Cow;
use std::rc::Rc;

use super::attributes::Attributes;
use super::entities;
use super::flatten::flatten;
use super::namespace::{Namespace, conventional, vocabulary};
use super::tags::{Tag, Tags};
use super::warnings::Warnings;
use crate::scan::{concat, find, split_once};
use crate::url::Url;

/// Elements that may be open at once; deeper ones are passed over.
pub(super) const MAX_DEPTH: usize = 128;

/// Namespace declarations in scope; further ones are passed over.
pub(super) const MAX_PREFIXES: usize = 64;

/// Whose core the elements without a foreign namespace are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Rss,
    Atom,
}

/// An element that was opened.
#[derive(Debug, Clone)]
pub(super) struct Element<'a> {
    pub(super) namespace: Namespace,
    /// Without prefix, in lower case: feeds mix the cases.
    pub(super) name: Cow<'a, str>,
    /// What addresses in it are relative to ([XML Base](https://www.w3.org/TR/xmlbase/)).
    pub(super) base: Option<Rc<Url>>,
    attributes: &'a str,
    depth: usize,
    /// Where its tag begins, and where its content does.
    start: usize,
    content: usize,
}

impl<'a> Element<'a> {
    /// The value of an attribute, trimmed, entities resolved; `name` with its prefix, in any case. Empty where it is
    /// absent.
    pub(super) fn attribute(&self, name: &str) -> Cow<'a, str> {
        self.get(name).unwrap_or_default()
    }

    /// The same, in lower case.
    pub(super) fn keyword(&self, name: &str) -> String {
        self.attribute(name).to_ascii_lowercase()
    }

    /// The same as [`Element::attribute`]; none where it is absent.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        Attributes::new(self.attributes).get(name).map(|value| entities::decode(value.trim_ascii()))
    }
}

/// A reader of one document.
pub(super) struct Xml<'a> {
    document: &'a str,
    tags: Tags<'a>,
    format: Format,
    /// That of the innermost element.
    base: Option<Rc<Url>>,
    open: Vec<Open<'a>>,
    /// Namespace declarations in scope, innermost last.
    prefixes: Vec<(&'a str, Namespace)>,
    /// The last tag was empty (`<a/>`), so its end comes next.
    empty: bool,
    cut: bool,
    pub(super) warnings: Warnings,
}

struct Open<'a> {
    /// With its prefix, as it stands in the document.
    name: &'a str,
    /// How many declarations were in scope before it, and the base.
    prefixes: usize,
    base: Option<Rc<Url>>,
}

/// Whether an element cannot be a child of the one that is being read.
pub(super) type Ends<'e> = &'e dyn Fn(&Element) -> bool;

enum Event<'a> {
    Open(Element<'a>),
    /// Where the end tag begins.
    Close(usize),
    End,
}

impl<'a> Xml<'a> {
    pub(super) fn new(document: &'a str, base: Option<Rc<Url>>) -> Self {
        Self {
            document,
            tags: Tags::new(document),
            format: Format::Rss,
            base,
            open: Vec::new(),
            prefixes: Vec::new(),
            empty: false,
            cut: false,
            warnings: Warnings::default(),
        }
    }

    /// Takes the element that was opened last as the root of a feed: whatever its namespace is called, it is the core.
    pub(super) fn adopt(&mut self, root: &Element<'a>, format: Format) {
        self.format = format;
        if root.namespace == Namespace::Foreign
            && let Some(open) = self.open.last()
        {
            self.prefixes
                .push((split_once(open.name, b":").map_or("", |(prefix, _)| prefix), Namespace::Rss));
        }
    }

    /// Whether an element is one of Atom, in a feed of any format.
    pub(super) fn is_atom(&self, element: &Element) -> bool {
        let own = if self.format == Format::Atom { Namespace::Core } else { Namespace::Atom };
        element.namespace == own
    }

    /// The next element of the document that begins, wherever it stands.
    pub(super) fn next_element(&mut self) -> Option<Element<'a>> {
        loop {
            match self.next_event() {
                Event::Open(element) => return Some(element),
                Event::Close(_) => {}
                Event::End => return None,
            }
        }
    }

    /// The next child of an element; what is left of the last one is passed over. None after the last.
    pub(super) fn child(&mut self, parent: &Element<'a>) -> Option<Element<'a>> {
        while self.open.len() >= parent.depth {
            match self.next_event() {
                Event::Open(element) if element.depth == parent.depth + 1 => return Some(element),
                Event::Open(_) | Event::Close(_) => {}
                Event::End => return None,
            }
        }
        self.check_end(parent);
        None
    }

    /// The characters of an element and of those in it, entities resolved; `ends` as in [`Xml::content`].
    pub(super) fn text(&mut self, element: &Element<'a>, ends: Ends) -> Cow<'a, str> {
        let (source, _) = self.content(element, ends);
        self.check_references(source);
        flatten(source)
    }

    /// Notes a `&` that XML does not allow. In the sections that a text usually begins with, it does.
    pub(super) fn check_references(&mut self, source: &str) {
        if !source.trim_ascii_start().starts_with("<![CDATA[")
            && entities::has_bare_ampersand(source)
            && find(source, b"<![CDATA[").is_none()
        {
            self.warn("bare-ampersand", "An & that begins no reference was read as the character.");
        }
    }

    /// The source of an element's content, and whether elements stand in it. A child of which `ends` holds cannot be in
    /// it, so that the end tag is missing, and the child is left to be read.
    pub(super) fn content(&mut self, element: &Element<'a>, ends: Ends) -> (&'a str, bool) {
        let (mut end, mut elements) = (self.document.len(), false);
        while self.open.len() >= element.depth {
            match self.next_event() {
                Event::Open(child) if child.depth == element.depth + 1 && ends(&child) => {
                    end = child.start;
                    self.end_before(element, &child);
                }
                Event::Open(_) => elements = true,
                Event::Close(start) => end = start,
                Event::End => {
                    end = self.document.len();
                    break;
                }
            }
        }
        self.check_end(element);
        // An element that its parent's end tag closed before it was read has no content left.
        (self.document.get(element.content..end).unwrap_or_default(), elements)
    }

    /// Ends an element before a child that cannot be in it; the child is read again, as its sibling.
    pub(super) fn end_before(&mut self, element: &Element<'a>, child: &Element<'a>) {
        while self.open.len() >= element.depth {
            self.pop();
        }
        self.tags.at = child.start;
        self.empty = false;
        self.warn_of_end(element);
    }

    /// Whether the document ended while elements were open.
    pub(super) fn cut(&self) -> bool {
        self.cut
    }

    /// The part of the document that was read.
    pub(super) fn read(&self) -> &'a str {
        self.document.get(..self.tags.at).unwrap_or_default()
    }

    /// Notes a fault at the place that was read last.
    pub(super) fn warn(&mut self, code: &'static str, message: &str) {
        let read = self.read();
        self.warnings.note(read, code, message);
    }

    /// Notes that an element ended with the one around it.
    fn check_end(&mut self, element: &Element<'a>) {
        if self.open.len() + 1 < element.depth {
            self.warn_of_end(element);
        }
    }

    fn warn_of_end(&mut self, element: &Element<'a>) {
        let message = ["<", &element.name, "> has no end tag; it was ended where it must end."];
        self.warn("unclosed-element", &concat(&message));
    }

    fn next_event(&mut self) -> Event<'a> {
        if std::mem::take(&mut self.empty) {
            self.pop();
            return Event::Close(self.tags.at);
        }
        while let Some(tag) = self.tags.next() {
            match tag {
                Tag::Start { at, name, attributes, is_empty } if self.open.len() < MAX_DEPTH => {
                    self.empty = is_empty;
                    return Event::Open(self.enter(at, name, attributes));
                }
                Tag::End { at, name } if self.leave(name) => return Event::Close(at),
                _ => {}
            }
        }
        self.cut = !self.open.is_empty();
        Event::End
    }

    /// Opens the element whose tag was read last.
    fn enter(&mut self, start: usize, name: &'a str, attributes: &'a str) -> Element<'a> {
        self.open.push(Open { name, prefixes: self.prefixes.len(), base: self.base.clone() });
        if find(attributes, b"xml").is_some() {
            self.declare(attributes);
        }
        let (prefix, local) = split_once(name, b":").unwrap_or(("", name));
        Element {
            namespace: self.namespace(prefix),
            name: lower_case(local),
            base: self.base.clone(),
            attributes,
            depth: self.open.len(),
            start,
            content: self.tags.at,
        }
    }

    /// Notes the namespaces and the base that a tag declares.
    fn declare(&mut self, tag: &'a str) {
        for (key, value) in Attributes::new(tag) {
            let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            if self.prefixes.len() == MAX_PREFIXES {
                return;
            } else if let Some(prefix) = prefix {
                self.prefixes.push((prefix, vocabulary(value)));
            } else if key == "xml:base" {
                // An unsafe or broken base is as none.
                if let Some(url) = Url::web(self.base.as_deref(), &entities::decode(value)) {
                    self.base = Some(Rc::new(url));
                }
            }
        }
    }

    fn namespace(&mut self, prefix: &str) -> Namespace {
        let declared = self.prefixes.iter().rev().find(|(name, _)| *name == prefix);
        let namespace = match declared {
            Some((_, namespace)) => *namespace,
            None => {
                let namespace = conventional(prefix);
                if !prefix.is_empty() && namespace != Namespace::Foreign {
                    let message = ["The prefix ", prefix, ": is declared nowhere; it was read as is usual."];
                    self.warn("undeclared-prefix", &concat(&message));
                }
                namespace
            }
        };
        match (namespace, self.format) {
            (Namespace::Rss, _) | (Namespace::Atom, Format::Atom) => Namespace::Core,
            _ => namespace,
        }
    }

    /// Closes the innermost element of the name, with all that was left open in it. False: no such element is open.
    fn leave(&mut self, name: &str) -> bool {
        match self.open.iter().rposition(|open| open.name == name) {
            Some(index) => {
                while self.open.len() > index {
                    self.pop();
                }
                true
            }
            None => false,
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.prefixes.truncate(open.prefixes);
            self.base = open.base;
        }
    }
}

/// The children of a small element, each with its text.
pub(super) fn each<'a>(
    source: &'a str,
    parent: &Element<'a>,
    then: &mut dyn FnMut(&Element<'a>, Cow<'a, str>),
) {
    let mut xml = Xml::new(source, parent.base.clone());
    while let Some(child) = xml.next_element() {
        let text = xml.text(&child, &|_| false);
        then(&child, text);
    }
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outline of a document: `name(child child) name`, with the text of those that have no children.
    fn outline(document: &str) -> String {
        let mut xml = Xml::new(document, None);
        let mut outline = String::new();
        let root = xml.next_element().unwrap();
        while let Some(child) = xml.child(&root) {
            outline.push_str(&format!("{}={} ", child.name, xml.text(&child, &|_| false)));
        }
        outline.trim_end().to_owned()
    }

    #[test]
    fn children_are_read_in_their_order() {
        assert_eq!(outline("<?xml version='1.0'?><r><a>1</a><B/><c>2<d>3</d></c></r>"), "a=1 b= c=23");
    }

    #[test]
    fn sections_are_text_and_comments_are_not() {
        assert_eq!(
            outline("<r><a> <![CDATA[<b>&amp;]]> </a><b>1<!-- 2 -->3<?p 4?>5</b></r>"),
            "a=<b>&amp; b=135"
        );
    }

    #[test]
    fn entities_are_resolved_once() {
        assert_eq!(outline("<r><a>&amp;lt; &#233; &eacute; &nope; AT&T</a></r>"), "a=&lt; é é &nope; AT&T");
    }

    #[test]
    fn an_element_left_open_ends_with_its_parent_and_a_stray_end_is_passed_over() {
        let mut xml = Xml::new("<r><i><a>1</i></x><i><b>2</b></i></r>", None);
        let root = xml.next_element().unwrap();
        let first = xml.child(&root).unwrap();
        let a = xml.child(&first).unwrap();
        assert_eq!(xml.text(&a, &|_| false), "1");
        assert!(xml.child(&first).is_none());
        let second = xml.child(&root).unwrap();
        let b = xml.child(&second).unwrap();
        assert_eq!((&*b.name, &*xml.text(&b, &|_| false)), ("b", "2"));
        assert!(!xml.cut());
    }

    #[test]
    fn a_tag_that_never_ends_is_text() {
        assert_eq!(outline("<r><a>1</a><b>2 <c d='</b><e>3</e></r>"), "a=1 b=2 <c d=' e=3");
        assert_eq!(outline("<r><a>1 < 2 &lt;</a><b>3</b></r>"), "a=1 < 2 < b=3");
    }

    #[test]
    fn a_document_that_was_cut_says_so() {
        let mut xml = Xml::new("<r><a>1</a><b>2", None);
        let root = xml.next_element().unwrap();
        while let Some(child) = xml.child(&root) {
            xml.text(&child, &|_| false);
        }
        assert!(xml.cut());
    }

    #[test]
    fn prefixes_are_resolved_where_they_are_declared() {
        let document =
            "<r xmlns:x='http://purl.org/dc/elements/1.1/'><x:a/><dc:a/><y:a/><a xmlns='urn:y'/><a/></r>";
        let mut xml = Xml::new(document, None);
        let root = xml.next_element().unwrap();
        let mut namespaces = Vec::new();
        while let Some(child) = xml.child(&root) {
            namespaces.push(child.namespace);
        }
        use Namespace::*;
        assert_eq!(namespaces, [DublinCore, DublinCore, Foreign, Foreign, Core]);
    }

    #[test]
    fn bases_nest() {
        let base = Url::parse("https://example.com/a/feed").map(Rc::new);
        let mut xml = Xml::new("<r xml:base='b/'><i xml:base='c/'/><i xml:base='javascript:0'/></r>", base);
        let root = xml.next_element().unwrap();
        let base = |element: Element| element.base.unwrap().as_str().to_owned();
        assert_eq!(xml.child(&root).map(base).unwrap(), "https://example.com/a/b/c/");
        assert_eq!(xml.child(&root).map(base).unwrap(), "https://example.com/a/b/");
    }

    #[test]
    fn attributes_are_found_whatever_their_case_and_quotes() {
        let mut xml = Xml::new("<r HREF=' a&amp;b ' rel=self x:y=\"1\"/>", None);
        let root = xml.next_element().unwrap();
        assert_eq!(root.attribute("href"), "a&b");
        assert_eq!(root.attribute("rel"), "self");
        assert_eq!(root.attribute("x:y"), "1");
        assert_eq!(root.attribute("y"), "");
    }

    #[test]
    fn hostile_markup_ends_in_time() {
        let prefixes: String = (0..100_000).map(|number| format!("xmlns:p{number}='x' ")).collect();
        for hostile in [
            "<a>".repeat(300_000),
            ["<r>", &"<a '".repeat(300_000)].concat(),
            ["<r>", &"<a ".repeat(300_000)].concat(),
            ["<r>", &"<a".repeat(300_000)].concat(),
            ["<r>", &"<!--".repeat(300_000)].concat(),
            ["<r>", &"<![CDATA[".repeat(150_000)].concat(),
            ["<r>", &"</a>".repeat(300_000)].concat(),
            ["<r>", &"<!DOCTYPE [".repeat(150_000)].concat(),
            ["<r>", &"<![>".repeat(600_000)].concat(),
            ["<r>", &"<![]".repeat(600_000)].concat(),
            ["<r><a>", &"&".repeat(300_000)].concat(),
            ["<r><a>", &"<".repeat(300_000)].concat(),
            ["<r ", &"a=b ".repeat(300_000), ">"].concat(),
            ["<r ", &prefixes, "><a/></r>"].concat(),
            ["<r ", &prefixes[..50_000], "x=''>", &"<y:a/>".repeat(200_000), "</r>"].concat(),
        ] {
            let start = std::time::Instant::now();
            let mut xml = Xml::new(&hostile, None);
            if let Some(root) = xml.next_element() {
                while let Some(child) = xml.child(&root) {
                    xml.text(&child, &|_| false);
                }
            }
            assert!(start.elapsed().as_secs() < 5, "{}", &hostile[..20]);
        }
    }
}
