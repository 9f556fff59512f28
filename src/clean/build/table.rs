//! Tables: whatever is written, every cell stands in a row, and every row in a group of a table.

use super::Builder;
use crate::clean::policy::Kind;
use crate::clean::tree::Element;

impl Builder<'_> {
    /// Content in a table, but in no cell of it, gets one.
    pub(super) fn imply_cell(&mut self) {
        if self.open.last().is_some_and(|last| last.kind().is_in(Kind::IN_TABLE)) {
            self.imply_rows(self.innermost(Kind::Table.bit()), 4);
        }
    }

    /// Makes a part of a table possible at its place: closes what stands below, opens what is missing above.
    pub(super) fn imply_rows(&mut self, table: usize, rank_of_part: usize) {
        let mut depth = table + 1;
        for (kind, name) in &[(Kind::Rows, "tbody"), (Kind::Row, "tr"), (Kind::Cell, "td")] {
            if rank(*kind) >= rank_of_part {
                break;
            }
            if self.open.get(depth).is_none_or(|open| open.kind() != *kind) {
                self.close_to(depth);
                self.enter(Element::new(name));
            }
            depth += 1;
        }
        self.close_to(depth);
    }
}

/// How deep in a table a part of it stands; 0 for all else.
pub(super) fn rank(kind: Kind) -> usize {
    match kind {
        Kind::Caption | Kind::Rows => 1,
        Kind::Row => 2,
        Kind::Cell => 3,
        _ => 0,
    }
}
