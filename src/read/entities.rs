//! Character references: `&amp;`, `&eacute;`, `&#233;`, `&#xe9;`.
//!
//! XML itself knows five names, but feeds use those of HTML without declaring them, because their software puts pieces
//! of HTML pages into XML. So one table serves both.

use std::borrow::Cow;

use crate::scan::find;

/// The 252 names of [HTML 4](https://www.w3.org/TR/html4/sgml/entities.html) and `apos`, each with its character
/// behind it, sorted by their bytes. No name ends where another goes on with a letter or digit, so that a binary search
/// can find its way in the text itself.
const NAMES: &str = "\
    AEligÆAacuteÁAcircÂAgraveÀAlphaΑAringÅAtildeÃAumlÄBetaΒCcedilÇChiΧDagger‡DeltaΔETHÐEacuteÉEcircÊ\
    EgraveÈEpsilonΕEtaΗEumlËGammaΓIacuteÍIcircÎIgraveÌIotaΙIumlÏKappaΚLambdaΛMuΜNtildeÑNuΝOEligŒOacuteÓ\
    OcircÔOgraveÒOmegaΩOmicronΟOslashØOtildeÕOumlÖPhiΦPiΠPrime″PsiΨRhoΡScaronŠSigmaΣTHORNÞTauΤThetaΘ\
    UacuteÚUcircÛUgraveÙUpsilonΥUumlÜXiΞYacuteÝYumlŸZetaΖaacuteáacircâacute´aeligæagraveàalefsymℵalphaα\
    amp&and∧ang∠apos'aringåasymp≈atildeãaumläbdquo„betaβbrvbar¦bull•cap∩ccedilçcedil¸cent¢chiχcircˆ\
    clubs♣cong≅copy©crarr↵cup∪curren¤dArr⇓dagger†darr↓deg°deltaδdiams♦divide÷eacuteéecircêegraveèempty∅\
    emsp\u{2003}ensp\u{2002}epsilonεequiv≡etaηethðeumlëeuro€exist∃fnofƒforall∀frac12½frac14¼frac34¾\
    frasl⁄gammaγge≥gt>hArr⇔harr↔hearts♥hellip…iacuteíicircîiexcl¡igraveìimageℑinfin∞int∫iotaιiquest¿\
    isin∈iumlïkappaκlArr⇐lambdaλlang\u{2329}laquo«larr←lceil⌈ldquo“le≤lfloor⌊lowast∗loz◊lrm\u{200e}lsaquo‹\
    lsquo‘lt<macr¯mdash—microµmiddot·minus−muμnabla∇nbsp\u{a0}ndash–ne≠ni∋not¬notin∉nsub⊄ntildeñnuν\
    oacuteóocircôoeligœograveòoline‾omegaωomicronοoplus⊕or∨ordfªordmºoslashøotildeõotimes⊗oumlöpara¶\
    part∂permil‰perp⊥phiφpiπpivϖplusmn±pound£prime′prod∏prop∝psiψquot\"rArr⇒radic√rang\u{232a}raquo»rarr→rceil⌉\
    rdquo”realℜreg®rfloor⌋rhoρrlm\u{200f}rsaquo›rsquo’sbquo‚scaronšsdot⋅sect§shy\u{ad}sigmaσsigmafςsim∼\
    spades♠sub⊂sube⊆sum∑sup⊃sup1¹sup2²sup3³supe⊇szligßtauτthere4∴thetaθthetasymϑthinsp\u{2009}thornþ\
    tilde˜times×trade™uArr⇑uacuteúuarr↑ucircûugraveùuml¨upsihϒupsilonυuumlüweierp℘xiξyacuteýyen¥yumlÿ\
    zetaζzwj\u{200d}zwnj\u{200c}";

/// What the code points 128–159 stand for: they are bytes of windows-1252 that were written as numbers
/// ([HTML, numeric character reference end state](https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state)).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Escaped markup has hardly any others, and has them everywhere.
const FREQUENT: &[(&[u8], char)] = &[(b"lt;", '<'), (b"gt;", '>'), (b"amp;", '&'), (b"quot;", '"')];

/// The radix whose digits are those of a name.
const LETTERS: u32 = 36;

/// The longest of the names, `thetasym`.
const LONGEST_NAME: usize = 8;

/// Resolves the references of a text, each once.
///
/// An unknown name stays as it stands. A missing semicolon is forgiven for numbers, and for the names of Latin-1 where
/// no letter, digit or `=` follows: HTML has that rule for attributes, and here it holds for all text, because feeds
/// have addresses with a bare `&` in elements as well.
///
/// ```
/// use latest_posts::read::entities::decode;
///
/// assert_eq!(decode("&lt;caf&eacute;&#33; &nope;"), "<café! &nope;");
/// assert_eq!(decode("?a=1&copy=2"), "?a=1&copy=2");
/// ```
pub fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut rest = text;
    let mut kept = 0;
    while let Some(at) = find(&rest[kept..], b"&") {
        let start = kept + at;
        match reference(&rest.as_bytes()[start + 1..]) {
            Some((character, width)) => {
                decoded.push_str(&rest[..start]);
                decoded.push(character);
                rest = &rest[start + 1 + width..];
                kept = 0;
            }
            None => kept = start + 1,
        }
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Whether a `&` of a text begins no reference.
pub(super) fn has_bare_ampersand(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(at) = memchr::memchr(b'&', rest) {
        rest = &rest[at + 1..];
        if reference(rest).is_none() {
            return true;
        }
    }
    false
}

/// Whether a text goes on with a reference, behind its `&`.
pub(super) fn begins(text: &str) -> bool {
    reference(text.as_bytes()).is_some()
}

/// The reference that bytes begin with, behind its `&`: the character, and the bytes that it takes.
fn reference(bytes: &[u8]) -> Option<(char, usize)> {
    for (name, character) in FREQUENT {
        if bytes.starts_with(name) {
            return Some((*character, name.len()));
        }
    }
    let (start, radix) = match bytes {
        [b'#', b'x' | b'X', ..] => (2, 16),
        [b'#', ..] => (1, 10),
        _ => (0, LETTERS),
    };
    let is_name = radix == LETTERS;
    // A name that is longer than the longest is none, however long.
    let limit = if is_name { LONGEST_NAME + 1 } else { usize::MAX };
    let (mut end, mut number) = (start, 0_u32);
    while end < limit
        && let Some(byte) = bytes.get(end)
        && let Some(digit) = char::from(*byte).to_digit(radix)
    {
        number = number.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    let character = if is_name { named(&bytes[..end])? } else { numbered(number) };
    match bytes.get(end) {
        Some(b';') => Some((character, end + 1)),
        _ if !is_name => Some((character, end)),
        Some(b'=') => None,
        _ => (u32::from(character) <= 0xff && character != '\'').then_some((character, end)),
    }
}

/// The character of a number, as HTML reads it: what is no character becomes U+FFFD.
fn numbered(number: u32) -> char {
    match char::from_u32(number) {
        None | Some('\0') => char::REPLACEMENT_CHARACTER,
        Some(character) => mended(character),
    }
}

/// A character, or what its byte is in windows-1252 where it is a control of 128–159: nobody writes these, but many
/// programs have taken windows-1252 for ISO 8859-1.
pub(crate) fn mended(character: char) -> char {
    match u32::from(character) {
        code @ 128..=159 => WINDOWS_1252[code as usize - 128],
        _ => character,
    }
}

/// The character of a name, by a binary search over the bytes of the table.
pub(super) fn named(name: &[u8]) -> Option<char> {
    let table = NAMES.as_bytes();
    let is_name = |at: usize| table.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let mut start = low.midpoint(high);
        while start > low && (!is_name(start) || is_name(start - 1)) {
            start -= 1;
        }
        let mut end = start;
        while is_name(end) {
            end += 1;
        }
        let character = NAMES.get(end..)?.chars().next()?;
        match table[start..end].cmp(name) {
            std::cmp::Ordering::Equal => return Some(character),
            std::cmp::Ordering::Less => low = end + character.len_utf8(),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_table_is_found_and_the_table_is_sorted() {
        let mut names = Vec::new();
        let mut rest = NAMES;
        while let Some(end) = rest.find(|c: char| !c.is_ascii_alphanumeric()) {
            let character = rest[end..].chars().next().unwrap();
            assert_eq!(named(&rest.as_bytes()[..end]), Some(character), "{}", &rest[..end]);
            names.push(&rest[..end]);
            rest = &rest[end + character.len_utf8()..];
        }
        assert_eq!((names.len(), rest), (253, ""));
        assert!(names.is_sorted());
        assert_eq!(names.iter().map(|name| name.len()).max(), Some(LONGEST_NAME));
    }

    #[test]
    fn names_stand_for_what_html_4_says() {
        for (name, wanted) in [
            ("amp", '&'),
            ("apos", '\''),
            ("nbsp", '\u{a0}'),
            ("frac12", '½'),
            ("Dagger", '‡'),
            ("dagger", '†'),
            ("there4", '∴'),
            ("lang", '\u{2329}'),
            ("zwj", '\u{200d}'),
            ("AElig", 'Æ'),
            ("zeta", 'ζ'),
        ] {
            assert_eq!(named(name.as_bytes()), Some(wanted), "{name}");
        }
        for name in ["", "AMP", "am", "ampe", "nope", "#", "&", "½"] {
            assert_eq!(named(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn references_are_resolved_once() {
        for (text, wanted) in [
            ("", ""),
            ("1 & 2 && 3 &", "1 & 2 && 3 &"),
            ("&amp;lt; &lt;b&gt; &quot;&apos;", "&lt; <b> \"'"),
            ("&#38;#38; &#x26;amp; &#X41;&#0065 &#12a", "&#38; &amp; AA \u{c}a"),
            ("&nope; &; &#; &#x; &#xg; AT&T R&D;", "&nope; &; &#; &#x; &#xg; AT&T R&D;"),
            ("&thetasym; &thetasymm;", "ϑ &thetasymm;"),
        ] {
            assert_eq!(decode(text), wanted);
        }
    }

    #[test]
    fn a_missing_semicolon_is_forgiven_for_numbers_and_latin_1() {
        for (text, wanted) in [
            ("caf&eacute, &copy 2016 &lt", "café, © 2016 <"),
            ("&#233tat &hellip &apos", "état &hellip &apos"),
            ("http://a.example/?a=1&copy=2&sect3&not", "http://a.example/?a=1&copy=2&sect3¬"),
        ] {
            assert_eq!(decode(text), wanted);
        }
    }

    #[test]
    fn numbers_that_are_no_characters_are_replaced() {
        for (text, wanted) in [
            ("&#0;", "\u{fffd}"),
            ("&#xD800;&#xdfff;", "\u{fffd}\u{fffd}"),
            ("&#x110000;&#99999999999999999999;", "\u{fffd}\u{fffd}"),
            ("&#128;&#146;&#150;&#159;&#x81;", "€’–Ÿ\u{81}"),
            ("&#x1F600;", "😀"),
        ] {
            assert_eq!(decode(text), wanted);
        }
    }

    #[test]
    fn text_without_references_is_borrowed() {
        assert!(matches!(decode("plain"), Cow::Borrowed("plain")));
        assert!(matches!(decode("R&D"), Cow::Borrowed("R&D")));
    }

    #[test]
    fn the_time_is_linear() {
        let started = std::time::Instant::now();
        for piece in ["&", "&z;", "&#", "&thetasymmetry", "&#1", "&amp"] {
            decode(&piece.repeat(300_000 / piece.len()));
        }
        decode(&["&#", &"1".repeat(1_000_000)].concat());
        decode(&"&#1111111".repeat(100_000));
        assert!(started.elapsed().as_secs() < 10);
    }
}
