//! The files that come with a post: enclosures, and those of [Media RSS](https://www.rssboard.org/media-rss), of which one
//! may be its picture.

use super::MAX_PARTS;
use super::namespace::Namespace;
use super::rows::{self, Row};
use super::slot::{first_of, set_address_in, set_first};
use super::subject::Subject;
use super::xml::{Element, Xml};
use crate::feed::Attachment;
use crate::scan::rfind;

impl<'a> Subject<'a> {
    /// A file of Media RSS, or a group of them, with what stands in it.
    pub(super) fn add_media(&mut self, xml: &mut Xml<'a>, element: &Element<'a>, rows: &[Row]) {
        if is_picture(element) {
            set_first(element, &element.attribute("url"), &mut self.images.media);
        }
        // Groups nest no deeper than the document does.
        while let Some(child) = xml.child(element) {
            if let Some(row) = rows::find(rows, &child)
                && row.namespace == Namespace::Media
            {
                self.set(xml, &child, rows, row);
            }
        }
    }

    /// A file that an element's attributes tell of; `address` is the name of the one with its address.
    pub(super) fn attach(&mut self, element: &Element<'a>, address: &str) {
        let mut url = None;
        set_address_in(element, &element.attribute(address), &mut url);
        let mime_type = element.attribute("type").into_owned();
        if mime_type.starts_with("image/") && self.images.enclosure.is_none() {
            self.images.enclosure.clone_from(&url);
        }
        if let Some(url) = url
            && self.item.attachments.len() < MAX_PARTS
        {
            self.item.attachments.push(Attachment {
                url,
                mime_type: (!mime_type.is_empty()).then_some(mime_type),
                size_in_bytes: element.attribute("length").parse().ok(),
            });
        }
    }
}

/// Whether a file of Media RSS is a picture; of those that say nothing, the ending of the address tells.
fn is_picture(element: &Element) -> bool {
    let said = first_of(element, "medium", "type");
    let address = element.attribute("url");
    let ending = rfind(&address, b'.').map(|dot| &address[dot + 1..]).unwrap_or_default();
    let is_known = |known: &&str| known.eq_ignore_ascii_case(ending);
    said.starts_with("image") || said.is_empty() && ["jpg", "jpeg", "png", "gif", "webp"].iter().any(is_known)
}
