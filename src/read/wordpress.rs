//! The posts of a WordPress, as its [interface for programs](https://developer.wordpress.org/rest-api/reference/posts/)
//! gives them: other sites may read it, where they may not read the feed.

use std::rc::Rc;

use super::json::Json;
use super::{MAX_PARTS, Origin, date, entities, limit, person};
use crate::error::{Error, Fault};
use crate::feed::{Author, Date, Feed, Item, Text, TextKind};
use crate::url::Url;

/// Reads an array of posts.
///
/// Errors: [`Fault::NotAFeed`] for an array without a post.
pub(super) fn read<'a>(
    document: &'a str,
    base: Option<&Rc<Url>>,
    origin: &Origin,
) -> Result<Feed<'a>, Error> {
    let mut feed = Feed::default();
    let mut json = Json::new(document, base);
    json.begin(b'[');
    while json.more() {
        let mut item = Item::default();
        json.begin(b'{');
        while json.member() {
            member(&mut json, &mut item);
        }
        let is_post = item.url.is_some() && item.title.is_some() && !json.cut();
        if is_post && feed.items.len() < limit(origin) {
            feed.items.push(item);
        }
    }
    if feed.items.is_empty() {
        return Err(Error::new(Fault::NotAFeed, "JSON"));
    }
    Ok(feed)
}

fn member<'a>(json: &mut Json<'a, '_>, item: &mut Item<'a>) {
    match json.name() {
        "link" => json.address(&mut item.url),
        "guid" => {
            json.begin(b'{');
            while json.find("rendered") {
                json.line(&mut item.id);
            }
        }
        "title" => markup(json, &mut item.title),
        "excerpt" => markup(json, &mut item.summary),
        "content" => markup(json, &mut item.content_html),
        "date_gmt" => date(json, &mut item.date_published),
        "modified_gmt" => date(json, &mut item.date_modified),
        "_embedded" => {
            json.begin(b'{');
            while json.member() {
                embedded(json, item);
            }
        }
        _ => {}
    }
}

/// What is told of a post beside it: arrays, those of terms in an array for each kind.
fn embedded(json: &mut Json, item: &mut Item) {
    let add = match json.name() {
        "author" => add_author,
        "wp:term" => add_tags,
        "wp:featuredmedia" => add_picture,
        _ => return,
    };
    json.begin(b'[');
    while json.more() {
        add(json, item);
    }
}

fn add_author(json: &mut Json, item: &mut Item) {
    let mut author = Author::default();
    json.begin(b'{');
    while json.member() {
        match json.name() {
            "name" => json.line(&mut author.name),
            "link" => json.address(&mut author.url),
            _ => {}
        }
    }
    if author.name.is_some() {
        person::add(author, &mut item.authors);
    }
}

fn add_tags(json: &mut Json, item: &mut Item) {
    json.begin(b'[');
    while json.more() {
        let mut name = None;
        json.begin(b'{');
        while json.find("name") {
            json.line(&mut name);
        }
        if let Some(name) = name
            && item.tags.len() < MAX_PARTS
        {
            item.tags.push(entities::decode(&name).into_owned());
        }
    }
}

fn add_picture(json: &mut Json, item: &mut Item) {
    json.begin(b'{');
    while json.find("source_url") {
        json.address(&mut item.image);
    }
}

/// Markup that WordPress has made of what its author wrote.
fn markup<'a>(json: &mut Json<'a, '_>, slot: &mut Option<Text<'a>>) {
    json.begin(b'{');
    while json.find("rendered") {
        json.construct(TextKind::Html, slot);
    }
}

/// The dates of WordPress have no zone, and are those of UTC.
fn date(json: &mut Json, slot: &mut Option<Date>) {
    *slot = date::parse(&json.text());
}
