//! The posts of a WordPress, as its [interface for programs](https://developer.wordpress.org/rest-api/reference/posts/)
//! gives them: other sites may read it, where they may not read the feed.

use std::rc::Rc;

use super::json::Json;
use super::json_feed::line;
use super::{MAX_PARTS, Origin, construct, date, entities, limit, person};
use crate::error::{Error, Fault};
use crate::feed::{Author, Feed, Item, Text, TextKind};
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
    json.array(&mut |json| {
        let mut item = Item::default();
        json.object(&mut |json, name| member(json, name, base, &mut item));
        let is_post = item.url.is_some() && item.title.is_some() && !json.cut();
        if is_post && feed.items.len() < limit(origin) {
            feed.items.push(item);
        }
    });
    if feed.items.is_empty() {
        return Err(Error::new(Fault::NotAFeed, "JSON"));
    }
    Ok(feed)
}

fn member<'a>(json: &mut Json<'a>, name: &str, base: Option<&Rc<Url>>, item: &mut Item<'a>) {
    let address = |json: &mut Json| Url::web(base.map(Rc::as_ref), &json.text());
    match name {
        "link" => item.url = address(json),
        "guid" => object(json, "rendered", &mut |json| item.id = line(json)),
        "title" => item.title = rendered(json, base),
        "excerpt" => item.summary = rendered(json, base),
        "content" => item.content_html = rendered(json, base),
        "date_gmt" => item.date_published = date::parse(&concat(&[&json.text(), "Z"])),
        "modified_gmt" => item.date_modified = date::parse(&concat(&[&json.text(), "Z"])),
        "_embedded" => json.object(&mut |json, name| match name {
            "author" => json.array(&mut |json| {
                let mut author = Author::default();
                json.object(&mut |json, name| match name {
                    "name" => author.name = line(json),
                    "link" => author.url = address(json),
                    _ => {}
                });
                person::add(author.name.is_some().then_some(author), &mut item.authors);
            }),
            "wp:term" => json.array(&mut |json| {
                json.array(&mut |json| {
                    object(json, "name", &mut |json| {
                        if item.tags.len() < MAX_PARTS {
                            item.tags.extend(line(json).map(|name| entities::decode(&name).into_owned()));
                        }
                    });
                });
            }),
            "wp:featuredmedia" => json.array(&mut |json| {
                object(json, "source_url", &mut |json| item.image = address(json));
            }),
            _ => {}
        }),
        _ => {}
    }
}

/// Markup that WordPress has made of what its author wrote.
fn rendered<'a>(json: &mut Json<'a>, base: Option<&Rc<Url>>) -> Option<Text<'a>> {
    let mut text = None;
    object(json, "rendered", &mut |json| text = construct::text(json.text(), Some(TextKind::Html), base));
    text
}

/// Reads one member of an object.
fn object<'a>(json: &mut Json<'a>, wanted: &str, read: &mut dyn FnMut(&mut Json<'a>)) {
    json.object(&mut |json, name| {
        if name == wanted {
            read(json);
        }
    });
}
