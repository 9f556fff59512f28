//! The posts of a WordPress, as its [interface for programs](https://developer.wordpress.org/rest-api/reference/posts/)
//! gives them: other sites may read it, where they may not read the feed.

use std::borrow::Cow;
use std::rc::Rc;

use super::json::Json;
use super::slot::{set, set_address};
use super::{MAX_PARTS, Origin, construct, date, entities, limit, person};
use crate::error::{Error, Fault};
use crate::feed::{Author, Date, Feed, Item, Text, TextKind};
use crate::scan::concat;
use crate::url::Url;

/// Reads an array of posts.
///
/// Errors: [`Fault::NotAFeed`] for an array without a post.
pub(super) fn read<'a>(
    document: &'a str,
    base: Option<&Rc<Url>>,
    origin: &Origin,
) -> Result<Feed<'a>, Error> {
    let mut feed = Feed { feed_url: origin.url.cloned(), ..Feed::default() };
    let mut json = Json::new(document);
    json.begin(b'[');
    while json.more() {
        let mut item = Item::default();
        json.begin(b'{');
        while let Some(name) = json.member() {
            member(&mut json, &name, base, &mut item);
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

fn member<'a>(json: &mut Json<'a>, name: &str, base: Option<&Rc<Url>>, item: &mut Item<'a>) {
    match name {
        "link" => set_address(base, &json.text(), &mut item.url),
        "guid" => set(&construct::limited(inner(json, "rendered")), &mut item.id),
        "title" => item.title = markup(json, base),
        "excerpt" => item.summary = markup(json, base),
        "content" => item.content_html = markup(json, base),
        "date_gmt" => item.date_published = date(json),
        "modified_gmt" => item.date_modified = date(json),
        "_embedded" => {
            json.begin(b'{');
            while let Some(name) = json.member() {
                embedded(json, &name, base, item);
            }
        }
        _ => {}
    }
}

/// What is told of a post beside it: arrays, those of terms in an array for each kind.
fn embedded(json: &mut Json, name: &str, base: Option<&Rc<Url>>, item: &mut Item) {
    json.begin(b'[');
    while json.more() {
        match name {
            "author" => {
                let mut author = Author::default();
                json.begin(b'{');
                while let Some(name) = json.member() {
                    match &*name {
                        "name" => set(&construct::limited(json.text()), &mut author.name),
                        "link" => set_address(base, &json.text(), &mut author.url),
                        _ => {}
                    }
                }
                if author.name.is_some() {
                    person::add(author, &mut item.authors);
                }
            }
            "wp:term" => {
                json.begin(b'[');
                while json.more() {
                    let name = inner(json, "name");
                    if !name.is_empty() && item.tags.len() < MAX_PARTS {
                        item.tags.push(entities::decode(&construct::limited(name)).into_owned());
                    }
                }
            }
            "wp:featuredmedia" => set_address(base, &inner(json, "source_url"), &mut item.image),
            _ => {}
        }
    }
}

/// Markup that WordPress has made of what its author wrote.
fn markup<'a>(json: &mut Json<'a>, base: Option<&Rc<Url>>) -> Option<Text<'a>> {
    construct::text(inner(json, "rendered"), Some(TextKind::Html), base)
}

/// The dates of WordPress have no zone, and are those of UTC.
fn date(json: &mut Json) -> Option<Date> {
    date::parse(&concat(&[&json.text(), "Z"]))
}

/// The text of one member of an object.
fn inner<'a>(json: &mut Json<'a>, wanted: &str) -> Cow<'a, str> {
    let mut text = Cow::default();
    json.begin(b'{');
    while let Some(name) = json.member() {
        if name == wanted {
            text = json.text();
        }
    }
    text
}
