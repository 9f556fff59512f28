//! A feed as it leaves: the text of a [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) whose texts are plain and
//! whose markup was cleaned and written again.
//!
//! The text is written as it comes, without a tree of values between: that is 2 kB of brotli less, and the platform's
//! `JSON.parse` makes objects of it faster than calls for each member would.

use super::json::{begin, name, number, optional, some, string, text};
use super::markup;
use super::post::{Post, plain};
use crate::clean;
use crate::feed::{Attachment, Author, Date, Extension, Feed, Source, Text, Warning};
use crate::url::Url;

/// The `version` of every feed that leaves.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// A feed as it is written: its posts are added one by one, so that no two of them need to be there at once.
pub struct JsonFeed(String);

impl JsonFeed {
    /// The feed without posts.
    pub fn new(feed: &Feed) -> Self {
        let mut whole = String::new();
        let json = &mut whole;
        begin(json, '{');
        text(json, "version", VERSION);
        // Before the posts: it tells a reader of ours that what it reads is our own.
        name(json, "_latest_posts");
        begin(json, '{');
        some(json, "sources", &feed.sources, |json, each| source(json, each));
        extension(json, &feed.extension);
        json.push('}');
        plain_text(json, "title", &feed.title);
        url(json, "home_page_url", &feed.home_page_url);
        url(json, "feed_url", &feed.feed_url);
        plain_text(json, "description", &feed.description);
        url(json, "icon", &feed.icon);
        optional(json, "language", &feed.language);
        some(json, "authors", &feed.authors, author);
        url(json, "next_url", &feed.next_url);
        name(json, "items");
        begin(json, '[');
        Self(whole)
    }

    /// Adds a post of the feed.
    pub fn add(&mut self, post: &Post) {
        let json = &mut self.0;
        let item = post.item;
        begin(json, '{');
        // JSON Feed asks for an id; what else tells posts apart is where they are.
        match &item.id {
            Some(id) => text(json, "id", id),
            None => url(json, "id", &post.url),
        }
        url(json, "url", &post.url);
        url(json, "external_url", &item.external_url);
        if item.title.is_some() || !post.title.is_empty() {
            text(json, "title", &post.title);
        }
        // And for a content: a post with a summary alone has that.
        if (item.content_html.is_some() || item.summary.is_some()) && !post.is_brief {
            text(json, "content_html", &markup::write(&post.content));
            optional(json, "content_text", &post.content_text);
        }
        if item.content_html.is_some() && item.summary.is_some() && !post.is_brief {
            text(json, "summary", &markup::write(&post.summary));
        }
        url(json, "image", &post.image);
        date(json, "date_published", &item.date_published);
        date(json, "date_modified", &item.date_modified);
        some(json, "authors", &item.authors, author);
        some(json, "tags", &item.tags, |json, tag| string(json, &clean::plain_text(tag)));
        optional(json, "language", &item.language);
        some(json, "attachments", &item.attachments, attachment);
        let made_url = post.url.is_some() && item.url.is_none();
        let has_made = post.made_title || made_url;
        if has_made || item.source.is_some() {
            name(json, "_latest_posts");
            begin(json, '{');
            if has_made {
                name(json, "made");
                begin(json, '[');
                if post.made_title {
                    string(json, "title");
                }
                if made_url {
                    string(json, "url");
                }
                json.push(']');
            }
            if let Some(each) = &item.source {
                name(json, "source");
                source(json, each);
            }
            json.push('}');
        }
        json.push('}');
    }

    /// The text.
    pub fn finish(mut self) -> String {
        self.0.push_str("]}");
        self.0
    }
}

fn extension(json: &mut String, extension: &Extension) {
    date(json, "updated", &extension.updated);
    optional(json, "generator", &extension.generator);
    number(json, "ttl", extension.ttl);
    some(json, "warnings", &extension.warnings, warning);
}

fn source(json: &mut String, source: &Source) {
    begin(json, '{');
    line(json, "title", &source.title);
    url(json, "url", &source.url);
    url(json, "feed_url", &source.feed_url);
    json.push('}');
}

fn author(json: &mut String, author: &Author) {
    begin(json, '{');
    line(json, "name", &author.name);
    url(json, "url", &author.url);
    json.push('}');
}

fn attachment(json: &mut String, attachment: &Attachment) {
    begin(json, '{');
    text(json, "url", attachment.url.as_str());
    optional(json, "mime_type", &attachment.mime_type);
    number(json, "size_in_bytes", attachment.size_in_bytes);
    json.push('}');
}

fn warning(json: &mut String, warning: &Warning) {
    begin(json, '{');
    text(json, "code", warning.code);
    text(json, "message", &warning.message);
    number(json, "line", warning.line);
    json.push('}');
}

/// A text that is all one line, without what it must not have.
fn line(json: &mut String, name: &str, text: &Option<String>) {
    if let Some(text) = text {
        self::text(json, name, &clean::plain_text(text));
    }
}

fn plain_text(json: &mut String, name: &str, text: &Option<Text>) {
    if text.is_some() {
        self::text(json, name, &plain(text));
    }
}

fn url(json: &mut String, name: &str, url: &Option<Url>) {
    if let Some(url) = url {
        text(json, name, url.as_str());
    }
}

fn date(json: &mut String, name: &str, date: &Option<Date>) {
    if let Some(date) = date {
        text(json, name, &date.to_rfc3339());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_feed_without_anything_is_one() {
        let json = JsonFeed::new(&Feed::default()).finish();
        let feed: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(feed, json!({ "version": VERSION, "items": [], "_latest_posts": {} }));
    }
}
