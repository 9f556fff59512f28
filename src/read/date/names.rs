//! The words of a date, folded to ASCII: names of months and of zones, and what tells nothing.

/// How the names of the months begin, folded: English, German, French, Spanish, Italian, Portuguese, Dutch, the
/// Scandinavian languages, Hungarian and Greek.
const MONTHS: &[u8] =
    b"jan ene gen ian/feb fev/mar maa mrt/apr abr avr/may mai mag mei maj/jun juin giu ioun ion/\
    jul juil lug ioul iol/aug aou ago/sep set sze/oct okt ott out/nov noe/dec dez dic des dek/";

/// Two letters each that tell nothing behind a number: `11th of August`, `11 de agosto`, `1er mai`, `um 9:30`.
const FILLERS: &[u8] = b"stndrdtherofdeatum";

/// Names of zones, in quarters of an hour east of Greenwich, those of
/// [RFC 2822 section 4.3](https://www.rfc-editor.org/rfc/rfc2822#section-4.3) among them.
const ZONES: &[([u8; 4], i8)] = &[
    (*b"z   ", 0),
    (*b"ut  ", 0),
    (*b"utc ", 0),
    (*b"gmt ", 0),
    (*b"etc ", 0),
    (*b"wet ", 0),
    (*b"bst ", 4),
    (*b"cet ", 4),
    (*b"met ", 4),
    (*b"mez ", 4),
    (*b"west", 4),
    (*b"cest", 8),
    (*b"mest", 8),
    (*b"mesz", 8),
    (*b"eet ", 8),
    (*b"eest", 12),
    (*b"msk ", 12),
    (*b"ist ", 22),
    (*b"jst ", 36),
    (*b"kst ", 36),
    (*b"aest", 40),
    (*b"aedt", 44),
    (*b"nzst", 48),
    (*b"nzdt", 52),
    (*b"adt ", -12),
    (*b"ast ", -16),
    (*b"at  ", -16),
    (*b"edt ", -16),
    (*b"est ", -20),
    (*b"et  ", -20),
    (*b"cdt ", -20),
    (*b"cst ", -24),
    (*b"ct  ", -24),
    (*b"mdt ", -24),
    (*b"mst ", -28),
    (*b"mt  ", -28),
    (*b"pdt ", -28),
    (*b"pst ", -32),
    (*b"pt  ", -32),
];

/// The month, from 1, that a word begins with; 0 for none.
pub(super) fn month(word: &[u8]) -> i32 {
    let word = &small(word)[..word.len().min(4)];
    let (mut month, mut start) = (1, 0);
    for (end, byte) in MONTHS.iter().enumerate() {
        if matches!(byte, b' ' | b'/') {
            if word.starts_with(&MONTHS[start..end]) {
                return month;
            }
            month += i32::from(*byte == b'/');
            start = end + 1;
        }
    }
    0
}

/// Whether a word behind a number tells nothing.
pub(super) fn is_filler(word: &[u8]) -> bool {
    FILLERS.chunks(2).any(|filler| filler.eq_ignore_ascii_case(word))
}

/// Minutes east of Greenwich; none for a word that is no name of a zone.
pub(super) fn zone(word: &[u8]) -> Option<i16> {
    let name = small(word);
    if word.len() <= 4
        && let Some((_, quarters)) = ZONES.iter().find(|(known, _)| *known == name)
    {
        return Some(i16::from(*quarters) * 15);
    }
    // RFC 2822 reads the letters of the military, which RFC 822 had wrong, and names that are not known, as UTC.
    (matches!(word.len(), 1 | 3..=5) && word.iter().all(u8::is_ascii_uppercase)).then_some(0)
}

/// The first four letters of a word, small.
fn small(word: &[u8]) -> [u8; 4] {
    let mut small = [b' '; 4];
    for (letter, byte) in small.iter_mut().zip(word) {
        *letter = byte.to_ascii_lowercase();
    }
    small
}
