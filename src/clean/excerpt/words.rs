//! How long a text is: in words, whatever the script.

/// Characters that count as a further word where no blank comes: nobody's word is so long.
pub(super) const LONG_WORD: usize = 30;

/// Where so many words end; none if the text has no more, and for 0.
pub(super) fn end(text: &str, words: usize) -> Option<usize> {
    if words == 0 {
        return None;
    }
    // In halves of a word.
    let mut left = words.saturating_mul(2);
    let (mut border, mut length, mut last) = (0, 0, ' ');
    for (at, character) in text.char_indices() {
        let mut cost = 0;
        if character == ' ' || character == '\n' {
            length = 0;
        } else if is_dense(character) {
            // A mark stands on its character, and the vowels of Thai and Lao that are written first lead the next one.
            if !is_mark(character) && !matches!(last, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}') {
                (border, cost) = (at, 1);
            }
            length = 0;
        } else {
            if length == 0 {
                border = at;
            }
            if length % LONG_WORD == 0 {
                cost = 2;
            }
            length += 1;
        }
        if cost > left {
            // A first word without an end is cut anywhere.
            return Some(if border == 0 { at } else { border });
        }
        left -= cost;
        last = character;
    }
    None
}

/// Whether a character belongs to a script that puts no blanks between words.
fn is_dense(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character of such a script stands on the one before: Thai, Lao, Burmese, Khmer, Japanese.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{e30}'..='\u{e3a}' | '\u{e45}'..='\u{e4e}' | '\u{eb0}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{102b}'..='\u{103e}' | '\u{17b6}'..='\u{17d3}' | '\u{3099}' | '\u{309a}' | '\u{30fc}')
}

/// Whether a character would hang in the air before an ellipsis.
pub(super) fn is_dangling(character: char) -> bool {
    " \n.,;:-–—([{„“‘«、。，；：（「『…".chars().any(|dangling| dangling == character)
}
