//! The one table of faults: why no posts can be shown, with a code that never changes and a sentence for people.

use std::fmt;

macro_rules! faults {
    ($(#[doc = $about:literal])+ $table:ident; $($(#[doc = $doc:literal])+ $name:ident => $code:literal, $sentence:literal;)*) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $table {
            $($(#[doc = $doc])+ $name,)*
        }

        impl $table {
            /// Every fault, in the order of the table.
            pub const ALL: &[$table] = &[$($table::$name,)*];

            /// The stable code, for programs.
            pub const fn code(self) -> &'static str {
                match self { $($table::$name => $code,)* }
            }

            /// A sentence without its full stop, for people.
            pub const fn sentence(self) -> &'static str {
                match self { $($table::$name => $sentence,)* }
            }
        }
    };
}

faults! {
    /// Why no posts can be shown.
    Fault;
    /// The `src` attribute is missing or empty.
    NoSource => "no-src", "No feed to show: the src attribute is missing";
    /// The `src` attribute is no http or https address.
    BadSource => "bad-src", "The src attribute is not the address of a feed";
    /// The browser says that it has no network.
    Offline => "offline", "The browser is offline";
    /// Nothing answered: no such host, connection refused or cut, blocked by the page's policy or by an extension.
    Network => "network", "The feed could not be reached";
    /// The server answers, but does not let other sites read its answer.
    Cors => "cors", "The feed's server does not allow other sites to read it: it sends no Access-Control-Allow-Origin";
    /// The answer took longer than the time limit.
    Timeout => "timeout", "The feed's server did not answer in time";
    /// A status outside 200–299.
    Status => "http-status", "The feed's server refused";
    /// A body of no bytes, or of white space only.
    Empty => "empty-body", "The feed's server sent an empty answer";
    /// The body is larger than the limit, and no post is complete before it.
    TooLarge => "too-large", "The feed is larger than can be read";
    /// HTML, JSON of another kind, plain text, or XML with another root.
    NotAFeed => "not-a-feed", "What was read is not a feed";
    /// Something else than bytes or text was given to the parser.
    BadInput => "bad-input", "A feed is parsed from bytes or from a string";
    /// The page's Content-Security-Policy does not allow WebAssembly.
    WasmRefused => "wasm-refused", "This page's Content-Security-Policy refuses WebAssembly, and without-wasm.js could not be loaded in its place: add 'wasm-unsafe-eval' to script-src";
    /// The widget's own code could not be loaded or started.
    Core => "core", "The code of the widget could not be loaded";
    /// A fault of this library.
    Internal => "internal", "Something went wrong inside the widget; please report it";
}

faults! {
    /// Why an edge (`src/js/edge.js`) passes no feed on, besides what is wrong with the feed. A table of its own, so that no
    /// page downloads it.
    Refusal;
    /// A method that is none of reading.
    Method => "method", "Only GET, HEAD and OPTIONS are answered";
    /// The parameter `feed` is missing, or is no address.
    NoFeed => "no-feed", "The parameter feed is to be the address of a feed";
    /// Unknown, there twice, or of a value that it cannot have.
    BadParameter => "bad-parameter", "A parameter is unknown, is there twice, or has a value that it cannot have";
    /// The feed, or where its server leads, is not on the list.
    NotAllowed => "not-allowed", "This address is not among the feeds that are passed on here";
    /// More redirects than are followed.
    Redirects => "redirects", "The feed's server leads from one address to the next without end";
    /// More feeds are wanted at once than the feeds' servers are asked for.
    Busy => "busy", "Too many feeds are asked for at this time";
}

/// A fault, and what is known beside it.
///
/// ```
/// use latest_posts::error::{Error, Fault};
///
/// let error = Error::new(Fault::Status, "404");
/// assert_eq!(error.fault.code(), "http-status");
/// assert_eq!(error.to_string(), "The feed's server refused (404).");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The row of the table.
    pub fault: Fault,
    /// A status, a root element, a number: what makes the sentence exact. May be empty.
    pub detail: String,
    /// With [`Fault::NotAFeed`]: the feed that the page names.
    pub feed_url: Option<String>,
}

impl Error {
    /// A fault with what is known beside it.
    pub fn new(fault: Fault, detail: impl Into<String>) -> Self {
        Self { fault, detail: detail.into(), feed_url: None }
    }

    /// The sentence with its detail.
    pub fn message(&self) -> String {
        let mut message = self.fault.sentence().to_owned();
        if !self.detail.is_empty() {
            message.push_str(" (");
            message.push_str(&self.detail);
            message.push(')');
        }
        message.push('.');
        message
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::new(fault, "")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_given_once() {
        let faults = Fault::ALL.iter().map(|fault| fault.code());
        let mut codes: Vec<_> = faults.chain(Refusal::ALL.iter().map(|refusal| refusal.code())).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Fault::ALL.len() + Refusal::ALL.len());
    }
}
