//! A feed as it leaves: the text of a [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) whose texts are plain and
//! whose markup was cleaned and written again.
//!
//! The text is written as it comes, without a tree of values between: that is 2 kB of brotli less, and the platform's
//! `JSON.parse` makes objects of it faster than calls for each member would.

use super::json::{name, number, object, objects, optional, some, strings, text};
use super::markup;
use super::post::{Post, plain};
use crate::clean;
use crate::feed::{Attachment, Author, Date, Extension, Feed, Source, Text, Warning};
use crate::url::Url;

/// The `version` of every feed that leaves.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// Writes a feed with these posts of it.
pub fn json_feed(feed: &Feed, posts: &mut dyn Iterator<Item = Post>) -> String {
    let mut json = String::new();
    object(&mut json, &mut |json| {
        text(json, "version", VERSION);
        // Before the posts: it tells a reader of ours that what it reads is our own.
        name(json, "_latest_posts");
        object(json, &mut |json| {
            some(json, "sources", &feed.sources, |json, each| source(json, each));
            extension(json, &feed.extension);
        });
        plain_text(json, "title", feed.title.as_ref());
        url(json, "home_page_url", feed.home_page_url.as_ref());
        url(json, "feed_url", feed.feed_url.as_ref());
        plain_text(json, "description", feed.description.as_ref());
        url(json, "icon", feed.icon.as_ref());
        optional(json, "language", feed.language.as_deref());
        some(json, "authors", &feed.authors, author);
        url(json, "next_url", feed.next_url.as_ref());
        objects(json, "items", posts, &|json, each| post(json, &each));
    });
    json
}

fn extension(json: &mut String, extension: &Extension) {
    date(json, "updated", extension.updated);
    optional(json, "generator", extension.generator.as_deref());
    number(json, "ttl", extension.ttl);
    some(json, "warnings", &extension.warnings, warning);
}

fn post(json: &mut String, post: &Post) {
    let item = post.item;
    // JSON Feed asks for an id; what else tells posts apart is where they are.
    optional(json, "id", item.id.as_deref().or(post.url.as_ref().map(Url::as_str)));
    url(json, "url", post.url.as_ref());
    url(json, "external_url", item.external_url.as_ref());
    if item.title.is_some() || !post.title.is_empty() {
        text(json, "title", &post.title);
    }
    // And for a content: a post with a summary alone has that.
    if (item.content_html.is_some() || item.summary.is_some()) && !post.is_brief {
        text(json, "content_html", &markup::write(&post.content));
        optional(json, "content_text", post.content_text.as_deref());
    }
    if item.content_html.is_some() && item.summary.is_some() && !post.is_brief {
        text(json, "summary", &markup::write(&post.summary));
    }
    url(json, "image", post.image.as_ref());
    date(json, "date_published", item.date_published);
    date(json, "date_modified", item.date_modified);
    some(json, "authors", &item.authors, author);
    let tags: Vec<_> = item.tags.iter().map(|tag| clean::plain_text(tag)).collect();
    strings(json, "tags", &tags);
    optional(json, "language", item.language.as_deref());
    some(json, "attachments", &item.attachments, attachment);
    let mut made = Vec::new();
    if post.made_title {
        made.push("title".to_owned());
    }
    if post.url.is_some() && item.url.is_none() {
        made.push("url".to_owned());
    }
    if !made.is_empty() || item.source.is_some() {
        name(json, "_latest_posts");
        object(json, &mut |json| {
            strings(json, "made", &made);
            if let Some(each) = &item.source {
                name(json, "source");
                object(json, &mut |json| source(json, each));
            }
        });
    }
}

fn source(json: &mut String, source: &Source) {
    optional(json, "title", source.title.as_deref().map(clean::plain_text).as_deref());
    url(json, "url", source.url.as_ref());
    url(json, "feed_url", source.feed_url.as_ref());
}

fn author(json: &mut String, author: &Author) {
    optional(json, "name", author.name.as_deref().map(clean::plain_text).as_deref());
    url(json, "url", author.url.as_ref());
}

fn attachment(json: &mut String, attachment: &Attachment) {
    url(json, "url", Some(&attachment.url));
    optional(json, "mime_type", attachment.mime_type.as_deref());
    number(json, "size_in_bytes", attachment.size_in_bytes);
}

fn warning(json: &mut String, warning: &Warning) {
    text(json, "code", warning.code);
    text(json, "message", &warning.message);
    number(json, "line", warning.line);
}

fn plain_text(json: &mut String, name: &str, text: Option<&Text>) {
    if let Some(text) = text {
        self::text(json, name, &plain(text).unwrap_or_default());
    }
}

fn url(json: &mut String, name: &str, url: Option<&Url>) {
    optional(json, name, url.map(Url::as_str));
}

fn date(json: &mut String, name: &str, date: Option<Date>) {
    optional(json, name, date.map(|date| date.to_rfc3339()).as_deref());
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_feed_without_anything_is_one() {
        let json = json_feed(&Feed::default(), &mut std::iter::empty());
        let feed: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(feed, json!({ "version": VERSION, "items": [], "_latest_posts": {} }));
    }
}
