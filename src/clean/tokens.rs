//! HTML as it comes in feeds, as a flat row of tokens
//! ([HTML, tokenization](https://html.spec.whatwg.org/multipage/parsing.html#tokenization)).
//!
//! Elements without a row in the policy yield nothing, dropped ones nothing with all that they hold. One pass, no
//! recursion; a token borrows from the markup.

use std::ptr;

use super::policy::{self, Kind, Rule};
use crate::read::attributes::{Attributes, is_delimiter};
use crate::scan::{find, span};

/// Bytes of markup that are read; the longest posts of the feeds that were looked at have a quarter of it.
pub(super) const MAX_INPUT: usize = 1 << 20;

/// A piece of markup.
#[derive(Debug, Clone)]
pub(super) enum Token<'a> {
    /// Characters with their references.
    Text(&'a str),
    /// Characters that hold no references.
    Verbatim(&'a str),
    /// A start tag, and what stands behind its name.
    Start(&'static Rule, &'a str),
    /// An end tag.
    End(&'static Rule),
}

/// The tokens of a piece of markup.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// What is left has no end of a section: looking for one again and again would take quadratic time.
    no_section_end: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(markup: &'a str) -> Self {
        let markup = &markup[..markup.floor_char_boundary(MAX_INPUT)];
        // Software that wraps what was wrapped already leaves the inner marks as text.
        let inner = markup.trim_ascii().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
        Self { rest: inner.unwrap_or(markup), no_section_end: false }
    }

    /// The next token, those in dropped elements too.
    fn any(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest;
            let Some(markup) = rest.strip_prefix('<') else { return self.text(0) };
            let is_end = markup.starts_with('/');
            let name = &markup[usize::from(is_end)..];
            if name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
                if let Some(token) = self.tag(name, is_end) {
                    return Some(token);
                }
            } else if markup.starts_with("!--") {
                self.rest = comment_end(&markup[1..]);
            } else if markup.starts_with("![CDATA[") {
                return self.section(rest, "<![CDATA[".len());
            } else if is_end || markup.starts_with('!') || markup.starts_with('?') {
                match find(markup, b">") {
                    Some(end) => self.rest = &markup[end + 1..],
                    // Nothing that follows can be a tag any more.
                    None => return self.text(rest.len()),
                }
            } else {
                return self.text(1);
            }
        }
    }

    /// Text up to the next `<` behind its first bytes; none at the end.
    fn text(&mut self, first: usize) -> Option<Token<'a>> {
        let rest = self.rest;
        let length = find(&rest[first..], b"<").map_or(rest.len(), |at| first + at);
        self.rest = &rest[length..];
        (length > 0).then_some(Token::Text(&rest[..length]))
    }

    /// A section of XML is text as it stands; a mark that nothing ends is text itself, and markup follows.
    fn section(&mut self, rest: &'a str, mark: usize) -> Option<Token<'a>> {
        let section = &rest[mark..];
        let end = if self.no_section_end { None } else { find(section, b"]]>") };
        self.no_section_end = end.is_none();
        let Some(end) = end else {
            self.rest = section;
            return Some(Token::Text(&rest[..mark]));
        };
        self.rest = &section[end + 3..];
        Some(Token::Verbatim(&section[..end]))
    }

    /// The tag behind a `<` or `</`; none for an element that is not known, for one of raw text, which is gone, and for a
    /// tag that the markup ends in.
    fn tag(&mut self, markup: &'a str, is_end: bool) -> Option<Token<'a>> {
        let (name, inside) = markup.split_at(name_length(markup));
        let mut attributes = Attributes::new(inside);
        self.rest = "";
        self.rest = attributes.behind()?;
        let rule = named(name)?;
        // XHTML writes empty elements as `<script/>`, and what follows is not in them.
        let is_empty = attributes.solidus || is_end;
        match rule.kind {
            Kind::RawText if !is_empty => self.rest = raw_text_end(self.rest, name),
            Kind::RawText => {}
            _ if is_end => return Some(Token::End(rule)),
            Kind::Dropped if is_empty => {}
            _ => return Some(Token::Start(rule, inside)),
        }
        None
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // The dropped element that is open, and how many of its name are.
        let mut dropped = (&policy::ROOT, 0_usize);
        loop {
            let token = self.any()?;
            match token {
                Token::Start(rule, _) if rule.kind == Kind::Dropped => {
                    if dropped.1 == 0 {
                        dropped.0 = rule;
                    }
                    dropped.1 += usize::from(ptr::eq(dropped.0, rule));
                }
                Token::End(rule) if rule.kind == Kind::Dropped => {
                    dropped.1 = dropped.1.saturating_sub(usize::from(ptr::eq(dropped.0, rule)));
                }
                _ if dropped.1 == 0 => return Some(token),
                _ => {}
            }
        }
    }
}

/// The row of an element by its name as written. The prefix of a namespace counts for nothing (XHTML in feeds has
/// `xhtml:p`), but the empty `o:p` that Word writes is no paragraph.
fn named(name: &str) -> Option<&'static Rule> {
    let prefix = find(name, b":").map_or(0, |colon| colon + 1);
    if name[..prefix].eq_ignore_ascii_case("o:") { None } else { policy::find(&name[prefix..]) }
}

/// How long the name is that a tag begins with.
fn name_length(tag: &str) -> usize {
    span(tag, |byte| !is_delimiter(byte))
}

/// What follows a comment, from its first dashes on
/// ([HTML, comments](https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state)): `<!-->` and `<!--->` are
/// whole ones, `--!>` ends one, but not with the first dashes, and one without an end takes all the rest.
fn comment_end(comment: &str) -> &str {
    let mut at = 0;
    while let Some(dashes) = find(&comment[at..], b"--") {
        at += dashes + 1;
        let end = &comment[at + 1..];
        let mark = if at > 2 && end.starts_with('!') { 1 } else { 0 };
        if let Some(behind) = end[mark..].strip_prefix('>') {
            return behind;
        }
    }
    ""
}

/// The end tag of a raw text element and what follows; nothing if there is none.
fn raw_text_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = find(rest, b"</") {
        let end = &rest[at + 2..];
        let length = name_length(end);
        if length < end.len() && end[..length].eq_ignore_ascii_case(name) {
            return &rest[at..];
        }
        rest = end;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `<name attribute=value …>` for start tags, `</name>` for end tags, text as it stands, sections in `[]`.
    fn outline(markup: &str) -> String {
        let pieces = Tokens::new(markup).map(|token| match token {
            Token::Text(text) => text.to_owned(),
            Token::Verbatim(text) => format!("[{text}]"),
            Token::Start(rule, attributes) => {
                let attributes: String =
                    Attributes::new(attributes).map(|(name, value)| format!(" {name}={value}")).collect();
                format!("<{}{attributes}>", rule.name)
            }
            Token::End(rule) => format!("</{}>", rule.name),
        });
        pieces.collect()
    }

    #[track_caller]
    fn assert_outlines(cases: &[(&str, &str)]) {
        for (markup, wanted) in cases {
            assert_eq!(outline(markup), *wanted, "{markup}");
        }
    }

    #[test]
    fn tags_are_read_in_any_case_and_with_any_quotes() {
        assert_outlines(&[
            ("<P>1</P>", "<p>1</p>"),
            ("<a HREF='1' title=\"2\" rel=3 x>", "<a HREF=1 title=2 rel=3 x=>"),
            ("<a href = 1\n title\t=\r'>'>x", "<a href=1 title=>>x"),
            ("<a/href=1/title=2>x", "<a href=1/title=2>x"),
            ("<a =x=1 \"y z=>1", "<a =x=1 \"y= z=>1"),
            ("<br/><br /></br/x='>'>y", "<br><br></br>y"),
        ]);
    }

    #[test]
    fn elements_that_are_not_known_leave_their_content() {
        assert_outlines(&[("<blink>1<x-y z='>'>2</x-y></blink>", "12"), ("<iframe src=1>2</iframe>", "2")]);
    }

    #[test]
    fn prefixes_of_namespaces_count_for_nothing_but_that_of_word() {
        assert_outlines(&[("<xhtml:p>1</xhtml:p><o:p>2</o:p><svg:script>3</svg:script>", "<p>1</p>2")]);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_outlines(&[
            ("1 < 2 <3 <", "1 < 2 <3 <"),
            ("<>a<1><-", "<>a<1><-"),
            ("<!DOCTYPE ~", "<!DOCTYPE ~"),
        ]);
    }

    #[test]
    fn comments_declarations_and_instructions_are_gone() {
        assert_outlines(&[
            ("a<!-- <b> -- > -->b<!-->c<!--->d<!--x--!>e", "abcde"),
            ("a<!DOCTYPE html>b<?php echo 1 ?>c</ x>d</>e<!x>f", "abcdef"),
            ("a<!-- <p>", "a"),
            ("a<!-", "a<!-"),
        ]);
    }

    #[test]
    fn sections_are_text_and_a_wrapper_is_none() {
        assert_outlines(&[
            ("a<![CDATA[<b>&amp;]]>c", "a[<b>&amp;]c"),
            (" <![CDATA[<b>&amp;]]> ", "<b>&amp;"),
            ("<![CDATA[<b>1", "<![CDATA[<b>1"),
        ]);
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag_alone() {
        assert_outlines(&[
            ("a<script>'</p>'<!-- </scripty> </SCRIPT x>b", "ab"),
            ("a<style><b></style>b<title>c</title >d<textarea></p></textarea/>e", "abde"),
            ("a<script>b", "a"),
            ("a<script src='x'/>b", "ab"),
            ("a</script>b", "ab"),
        ]);
    }

    #[test]
    fn dropped_elements_take_their_like_with_them() {
        assert_outlines(&[
            ("a<svg><svg>1</svg><p>2<style></svg></style></svg>b", "ab"),
            ("a<math><svg>1</math>b</svg>c<svg/>d", "abcd"),
        ]);
    }

    #[test]
    fn a_tag_that_the_markup_ends_in_is_gone() {
        assert_outlines(&[("a<p title='>", "a"), ("a<a href=\"http://", "a"), ("a<b", "a"), ("a</b", "a")]);
    }
}
