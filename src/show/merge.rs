//! Several feeds → one.

use std::rc::Rc;

use super::post::plain;
use crate::feed::{Feed, Source, Warning};

/// Adds a feed to others: the next page of one feed, or, with `several`, a feed of its own. Such have no name or page in
/// common, and each post says where it is from.
///
/// ```
/// use latest_posts::feed::Feed;
/// use latest_posts::read::{self, Document, Origin};
/// use latest_posts::show;
///
/// let documents = ["<rss><channel><item><guid>1</guid></item></channel></rss>", "<feed><entry><id>2</id></entry></feed>"]
///     .map(Document::from);
/// let mut whole = Feed::default();
/// for document in &documents {
///     show::add(&mut whole, read::feed(document, &Origin::default())?, true);
/// }
/// assert_eq!((whole.items.len(), whole.sources.len()), (2, 2));
/// # Ok::<(), latest_posts::error::Error>(())
/// ```
pub fn add<'a>(whole: &mut Feed<'a>, mut feed: Feed<'a>, several: bool) {
    if several {
        whole.sources.push(sign(&mut feed));
    } else {
        whole.next_url = feed.next_url.take();
    }
    whole.items.append(&mut feed.items);
    warn(whole, &feed.extension.warnings);
    // The copy is as old as its oldest part.
    let ttl = &mut whole.extension.ttl;
    if ttl.is_none_or(|ttl| feed.extension.ttl.is_some_and(|other| other < ttl)) {
        *ttl = feed.extension.ttl;
    }
}

/// Adds warnings to those of a feed.
pub fn warn(feed: &mut Feed, warnings: &[Warning]) {
    for warning in warnings {
        feed.extension.warnings.push(warning.clone());
    }
}

/// Gives each post what it took from its feed.
fn sign(feed: &mut Feed) -> Rc<Source> {
    let source = Rc::new(Source {
        title: Some(plain(&feed.title)).filter(|title| !title.is_empty()),
        url: feed.home_page_url.take(),
        feed_url: feed.feed_url.take(),
    });
    for item in &mut feed.items {
        item.source.get_or_insert_with(|| source.clone());
        if item.authors.is_empty() {
            for author in &feed.authors {
                item.authors.push(author.clone());
            }
        }
        if item.language.is_none() {
            item.language = feed.language.clone();
        }
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Document, Origin, feed};

    const ONE: &str =
        "<rss><channel><title>One</title><link>https://one.example/</link><language>de</language>
        <managingEditor>Ann</managingEditor><ttl>60</ttl><item><title>1</title></item></channel></rss>";
    const TWO: &str = "<feed><title>Two</title><link rel='next' href='https://two.example/2'/>
        <entry><title>2</title><author><name>Bo</name></author><source><title>Three</title></source></entry></feed>";

    fn merged(documents: &[Document], several: bool) -> String {
        let mut whole = Feed::default();
        for (place, document) in documents.iter().enumerate() {
            let feed = feed(document, &Origin::default()).unwrap();
            if place == 0 && !several {
                whole = feed;
            } else {
                add(&mut whole, feed, several);
            }
        }
        let items = whole.items.iter().map(|item| {
            let source = item.source.as_ref().and_then(|source| source.title.clone()).unwrap_or_default();
            let author = item.authors[..].first().and_then(|author| author.name.clone()).unwrap_or_default();
            format!("{source}/{author}/{}", item.language.clone().unwrap_or_default())
        });
        let head = plain(&whole.title);
        format!(
            "{head}: {}; {} {}",
            items.collect::<Vec<_>>().join(" "),
            whole.sources.len(),
            whole.next_url.is_some()
        )
    }

    #[test]
    fn posts_of_several_feeds_say_where_they_are_from() {
        assert_eq!(merged(&[ONE.into(), TWO.into()], true), ": One/Ann/de Three/Bo/; 2 false");
    }

    #[test]
    fn pages_of_a_feed_are_one_feed() {
        assert_eq!(merged(&[ONE.into(), TWO.into()], false), "One: // Three/Bo/; 0 true");
        assert_eq!(merged(&[], false), ": ; 0 false");
    }
}
