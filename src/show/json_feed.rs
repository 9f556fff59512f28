//! A feed as it leaves: a [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) whose text is plain and whose markup
//! was cleaned and written again.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::markup;
use super::view::{nodes, plain};
use crate::feed::{Attachment, Author, Date, Feed, Item, Text, Warning};
use crate::url::Url;

/// A value of JSON. One type for all of them takes 2 kB of brotli less than a derived `Serialize` for each.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// An array.
    List(Vec<Json>),
    /// An object, its members in their order.
    Object(Vec<(&'static str, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
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

/// Cleans a feed with all its posts.
pub fn json_feed(feed: Feed) -> Json {
    let mut object = Object(vec![("version", Json::Text(VERSION.to_owned()))]);
    object.text("title", feed.title.as_ref().and_then(plain));
    object.url("home_page_url", feed.home_page_url);
    object.url("feed_url", feed.feed_url);
    object.text("description", feed.description.as_ref().and_then(plain));
    object.url("icon", feed.icon);
    object.text("language", feed.language);
    object.list("authors", feed.authors.into_iter().map(author).collect());
    object.0.push(("items", Json::List(feed.items.into_iter().map(item).collect())));
    let mut extension = Object(Vec::new());
    extension.date("updated", feed.extension.updated);
    extension.text("generator", feed.extension.generator);
    extension.list("warnings", feed.extension.warnings.into_iter().map(warning).collect());
    object.0.push(("_latest_posts", Json::Object(extension.0)));
    Json::Object(object.0)
}

/// The `version` of every feed that leaves.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

fn item(item: Item) -> Json {
    let mut object = Object(Vec::new());
    object.text("id", item.id);
    object.url("url", item.url);
    object.url("external_url", item.external_url);
    object.text("title", item.title.as_ref().and_then(plain));
    object.text("content_html", item.content_html.as_ref().map(html));
    object.text("summary", item.summary.as_ref().map(html));
    object.date("date_published", item.date_published);
    object.date("date_modified", item.date_modified);
    object.list("authors", item.authors.into_iter().map(author).collect());
    object.list("tags", item.tags.into_iter().map(Json::Text).collect());
    object.text("language", item.language);
    object.list("attachments", item.attachments.into_iter().map(attachment).collect());
    Json::Object(object.0)
}

fn author(author: Author) -> Json {
    let mut object = Object(Vec::new());
    object.text("name", author.name);
    object.url("url", author.url);
    Json::Object(object.0)
}

fn attachment(attachment: Attachment) -> Json {
    let mut object = Object(Vec::new());
    object.url("url", Some(attachment.url));
    object.text("mime_type", attachment.mime_type);
    object.number("size_in_bytes", attachment.size_in_bytes);
    Json::Object(object.0)
}

fn warning(warning: Warning) -> Json {
    let mut object = Object(Vec::new());
    object.text("code", Some(warning.code.to_owned()));
    object.text("message", Some(warning.message));
    object.number("line", warning.line);
    Json::Object(object.0)
}

fn html(text: &Text) -> String {
    markup::write(&nodes(text))
}

/// The members of an object that are there: none and empty ones are left out.
struct Object(Vec<(&'static str, Json)>);

impl Object {
    fn text(&mut self, name: &'static str, text: Option<String>) {
        self.0.extend(text.map(|text| (name, Json::Text(text))));
    }

    fn url(&mut self, name: &'static str, url: Option<Url>) {
        self.text(name, url.map(Url::into_string));
    }

    fn date(&mut self, name: &'static str, date: Option<Date>) {
        self.text(name, date.map(|date| date.to_rfc3339()));
    }

    fn number(&mut self, name: &'static str, number: Option<u32>) {
        self.0.extend(number.map(|number| (name, Json::Number(f64::from(number)))));
    }

    fn list(&mut self, name: &'static str, values: Vec<Json>) {
        if !values.is_empty() {
            self.0.push((name, Json::List(values)));
        }
    }
}
