//! Several feeds → one.

use std::rc::Rc;

use super::post::plain;
use crate::feed::{Feed, Source};

/// Puts feeds together: the pages of one feed, the newest first, or, with `several`, feeds of their own. Those have no
/// name or page in common, and each post says where it is from.
///
/// ```
/// use latest_posts::read::{self, Document, Origin};
/// use latest_posts::show::merge;
///
/// let documents = ["<rss><channel><item><guid>1</guid></item></channel></rss>", "<feed><entry><id>2</id></entry></feed>"]
///     .map(Document::from);
/// let feeds = documents.iter().map(|document| read::feed(document, &Origin::default()));
/// let whole = merge(feeds.collect::<Result<_, _>>()?, true);
/// assert_eq!((whole.items.len(), whole.sources.len()), (2, 2));
/// # Ok::<(), latest_posts::error::Error>(())
/// ```
pub fn merge(feeds: Vec<Feed<'_>>, several: bool) -> Feed<'_> {
    let mut whole = Feed::default();
    for (place, mut feed) in feeds.into_iter().enumerate() {
        if several {
            sign(&mut feed);
            whole.sources.append(&mut feed.sources);
        } else if place == 0 {
            whole = feed;
            continue;
        } else {
            whole.next_url = feed.next_url;
        }
        whole.items.append(&mut feed.items);
        whole.extension.warnings.append(&mut feed.extension.warnings);
        // The copy is as old as its oldest part.
        let ttl = &mut whole.extension.ttl;
        if ttl.is_none_or(|ttl| feed.extension.ttl.is_some_and(|other| other < ttl)) {
            *ttl = feed.extension.ttl;
        }
    }
    whole
}

/// Gives each post what it took from its feed.
fn sign(feed: &mut Feed) {
    let source = Rc::new(Source {
        title: Some(plain(&feed.title)).filter(|title| !title.is_empty()),
        url: feed.home_page_url.clone(),
        feed_url: feed.feed_url.clone(),
    });
    for item in &mut feed.items {
        item.source.get_or_insert_with(|| source.clone());
        if item.authors.is_empty() {
            item.authors.clone_from(&feed.authors);
        }
        if item.language.is_none() {
            item.language.clone_from(&feed.language);
        }
    }
    feed.sources = vec![source];
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
        let feeds = documents.iter().map(|document| feed(document, &Origin::default()).unwrap()).collect();
        let whole = merge(feeds, several);
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
