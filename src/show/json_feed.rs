//! A feed as it leaves: a [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) whose text is plain and whose markup
//! was cleaned and written again.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::markup;
use super::view::{nodes, plain};
use crate::feed::{Attachment, Author, Date, Extension, Feed, Item, Text, Warning};
use crate::url::Url;

/// A value of JSON. One type for all of them takes 2 kB of brotli less than a derived `Serialize` for each.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// A string.
    Text(String),
    /// A number.
    Number(u32),
    /// An array.
    List(Vec<Json>),
    /// An object, its members in their order.
    Object(Vec<(&'static str, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(None)?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// The `version` of every feed that leaves.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// Cleans a feed with all its posts.
pub fn json_feed(feed: &Feed) -> Json {
    let mut object = Object::default();
    object.text("version", VERSION);
    object.plain("title", feed.title.as_ref());
    object.url("home_page_url", feed.home_page_url.as_ref());
    object.url("feed_url", feed.feed_url.as_ref());
    object.plain("description", feed.description.as_ref());
    object.url("icon", feed.icon.as_ref());
    object.optional("language", feed.language.as_deref());
    object.list("authors", &feed.authors, author);
    let posts = feed.items.iter().map(item).collect();
    object.0.push(("items", Json::List(posts)));
    object.0.push(("_latest_posts", extension(&feed.extension)));
    Json::Object(object.0)
}

fn extension(extension: &Extension) -> Json {
    let mut object = Object::default();
    object.date("updated", extension.updated);
    object.optional("generator", extension.generator.as_deref());
    object.list("warnings", &extension.warnings, warning);
    Json::Object(object.0)
}

fn item(item: &Item) -> Json {
    let mut object = Object::default();
    object.optional("id", item.id.as_deref());
    object.url("url", item.url.as_ref());
    object.url("external_url", item.external_url.as_ref());
    object.plain("title", item.title.as_ref());
    object.html("content_html", item.content_html.as_ref());
    object.html("summary", item.summary.as_ref());
    object.date("date_published", item.date_published);
    object.date("date_modified", item.date_modified);
    object.list("authors", &item.authors, author);
    object.list("tags", &item.tags, |tag| Json::Text(tag.clone()));
    object.optional("language", item.language.as_deref());
    object.list("attachments", &item.attachments, attachment);
    Json::Object(object.0)
}

fn author(author: &Author) -> Json {
    let mut object = Object::default();
    object.optional("name", author.name.as_deref());
    object.url("url", author.url.as_ref());
    Json::Object(object.0)
}

fn attachment(attachment: &Attachment) -> Json {
    let mut object = Object::default();
    object.url("url", Some(&attachment.url));
    object.optional("mime_type", attachment.mime_type.as_deref());
    object.number("size_in_bytes", attachment.size_in_bytes);
    Json::Object(object.0)
}

fn warning(warning: &Warning) -> Json {
    let mut object = Object::default();
    object.text("code", warning.code);
    object.text("message", &warning.message);
    object.number("line", warning.line);
    Json::Object(object.0)
}

/// The members of an object that are there: none and empty ones are left out.
#[derive(Default)]
struct Object(Vec<(&'static str, Json)>);

impl Object {
    fn text(&mut self, name: &'static str, text: &str) {
        self.0.push((name, Json::Text(text.to_owned())));
    }

    fn optional(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn plain(&mut self, name: &'static str, text: Option<&Text>) {
        self.optional(name, text.and_then(plain).as_deref());
    }

    fn html(&mut self, name: &'static str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(name, &markup::write(&nodes(text)));
        }
    }

    fn url(&mut self, name: &'static str, url: Option<&Url>) {
        self.optional(name, url.map(Url::as_str));
    }

    fn date(&mut self, name: &'static str, date: Option<Date>) {
        if let Some(date) = date {
            self.text(name, &date.to_rfc3339());
        }
    }

    fn number(&mut self, name: &'static str, number: Option<u32>) {
        if let Some(number) = number {
            self.0.push((name, Json::Number(number)));
        }
    }

    fn list<T>(&mut self, name: &'static str, values: &[T], json: fn(&T) -> Json) {
        if !values.is_empty() {
            self.0.push((name, Json::List(values.iter().map(json).collect())));
        }
    }
}
