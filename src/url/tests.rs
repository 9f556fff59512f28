use super::*;

#[track_caller]
fn joined(base: &str, reference: &str) -> Option<String> {
    Url::parse(base).unwrap().join(reference).map(|url| url.as_str().to_owned())
}

#[test]
fn the_examples_of_rfc_3986_section_5_4() {
    for (reference, wanted) in [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g/"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g#s/./x"),
        ("g#s/../x", "http://a/b/c/g#s/../x"),
        ("http:g", "http://a/b/c/g"),
    ] {
        assert_eq!(joined("http://a/b/c/d;p?q", reference).as_deref(), Some(wanted), "{reference}");
    }
    assert_eq!(joined("http://a/b/c/d;p?q", "g:h"), None);
    assert_eq!(joined("http://a/b/c/d;p?q", ""), None);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn what_the_platform_is_not_asked_it_would_read_as_the_same() {
    const PIECES: &[&str] = &[
        "a", "B", "1", "0x7f", ".", "..", "/", "//", "-", "--", "xn", "_", "~", "?", "#", "&", "=", "%",
        "%2e", "%2F", "+", ",", ";", ":", "@", "!", "'", "com", "www", "\\", " ", "ä", "[", "|", "^", "\n",
        "80", "(", ")", "*", "$",
    ];
    let (mut seed, mut canonical) = (1_u32, 0);
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..50_000 {
        let mut address =
            String::from(["http://", "https://", "https://a.com/", "https://www.b-1.com/x"][random(4)]);
        for _ in 0..random(8) {
            address.push_str(PIECES[random(PIECES.len())]);
        }
        if is_canonical(&address) {
            canonical += 1;
            assert_eq!(platform::resolve("about:blank", &address).as_deref(), Some(&*address));
        }
    }
    assert!(canonical > 2000, "{canonical}");
    let base = Url::parse("https://a.com/b/c").unwrap();
    for _ in 0..20_000 {
        let reference: String = (0..=random(5)).map(|_| PIECES[random(PIECES.len())]).collect();
        let trimmed = reference.trim_matches(is_blank);
        if !trimmed.is_empty() {
            let asked = platform::resolve(base.as_str(), trimmed).and_then(|address| Url::checked(&address));
            assert_eq!(base.join(&reference), asked, "{reference}");
        }
    }
}

#[test]
fn other_schemes_are_none_however_they_hide() {
    for reference in [
        "javascript:alert(1)",
        " \u{1}JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript\r:alert(1)",
        "\u{200b}javascript:alert(1)",
        "\u{feff} \u{202e}\u{0}javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "javascript:https://example.com/",
        "feed:https://example.com/feed",
        "view-source:https://example.com/",
        "ws://example.com/",
        "mailto://example.com/x",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://example.com/1",
        "file:///etc/passwd",
        "ftp://example.com/",
        "about:blank",
    ] {
        assert_eq!(Url::parse(reference), None, "{reference:?}");
        assert_eq!(joined("https://example.com/feed", reference), None, "{reference:?}");
    }
}

#[test]
fn what_a_browser_reads_as_a_path_stays_one() {
    for (reference, wanted) in [
        ("java\u{200d}script:alert(1)", "https://example.com/java%E2%80%8Dscript:alert(1)"),
        ("&#106;avascript:x", "https://example.com/&#106;avascript:x"),
        ("%6aavascript:x", "https://example.com/%6aavascript:x"),
        ("./javascript:x", "https://example.com/javascript:x"),
        ("x y\u{a0}", "https://example.com/x%20y"),
    ] {
        assert_eq!(joined("https://example.com/feed", reference).as_deref(), Some(wanted), "{reference:?}");
    }
}

#[test]
fn a_blank_reference_is_none() {
    for reference in ["", " ", "\t\n", "\u{feff}\u{200b} "] {
        assert_eq!(joined("https://example.com/feed", reference), None, "{reference:?}");
    }
}

#[test]
fn hosts_hide_in_slashes_and_schemes() {
    let base = "https://example.com/a/feed";
    for (reference, wanted) in [
        ("https:evil.example", "https://example.com/a/evil.example"),
        ("http:evil.example", "http://evil.example/"),
        ("/\\evil.example", "https://evil.example/"),
        ("\\\\evil.example\\x", "https://evil.example/x"),
        ("https:\\\\evil.example", "https://evil.example/"),
        ("\\x\\..\\y", "https://example.com/y"),
        ("https:/x", "https://example.com/x"),
        ("//bank.example@evil.example/", "https://evil.example/"),
        ("%2e%2E/x", "https://example.com/x"),
        ("a:b", ""),
        ("1:b", "https://example.com/a/1:b"),
    ] {
        assert_eq!(joined(base, reference).unwrap_or_default(), wanted, "{reference}");
    }
}

#[test]
fn what_is_no_host_or_port_is_none() {
    for text in [
        "https://",
        "https:///",
        "https://user@/",
        "https://:80/",
        "https://a b/",
        "https://a<b>/",
        "https://a^b|c/",
        "https://a[b]/",
        "https://a\u{202e}b/",
        "https://a\u{200d}b/",
        "https://a:x/",
        "https://a:+80/",
        "https://a:65536/",
        "https://a:80:80/",
        "http://[x]/",
        "http://[::1/",
        "http://[::1]x/",
        "http://256.1.1.1/",
        "//a",
        "a",
    ] {
        assert_eq!(Url::parse(text), None, "{text}");
    }
    for (text, wanted) in [
        ("HTTPS://EXAMPLE.com:0443", "https://example.com/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://127.0.0.1:00/", "http://127.0.0.1:0/"),
        ("http://example.com:/", "http://example.com/"),
        ("https://example.com:080", "https://example.com:80/"),
        ("https://bank.example:443@evil.example\\@bank.example", "https://evil.example/@bank.example"),
        ("http:example.com?x", "http://example.com/?x"),
        ("https://münchen.example/ä?ö#ü", "https://xn--mnchen-3ya.example/%C3%A4?%C3%B6#%C3%BC"),
        ("http://2130706433/", "http://127.0.0.1/"),
    ] {
        assert_eq!(Url::parse(text).unwrap().as_str(), wanted);
    }
}

#[test]
fn what_would_end_an_attribute_is_encoded() {
    let url = Url::parse("https://example.com/a b\"<c>?d='e f'&g=%20`#h i\u{202e}").unwrap();
    assert_eq!(url.as_str(), "https://example.com/a%20b%22%3Cc%3E?d=%27e%20f%27&g=%20%60#h%20i");
    let url = Url::parse("https://example.com/{'}|é\u{202e}\u{85}x?{'}|ö#{'}|\u{200b}ü").unwrap();
    assert_eq!(
        url.as_str(),
        "https://example.com/%7B'%7D|%C3%A9%E2%80%AE%C2%85x?{%27}|%C3%B6#{'}|%E2%80%8B%C3%BC"
    );
    let mail = Url::parse("mailto:a@example.com?subject=a b").unwrap();
    assert_eq!(mail.as_str(), "mailto:a@example.com?subject=a%20b");
    assert!(!mail.is_http());
    assert_eq!(mail.as_str(), "mailto:a@example.com?subject=a%20b");
}

#[test]
fn a_base_of_mail_is_no_base() {
    assert_eq!(joined("mailto:a@example.com", "x"), None);
    assert_eq!(joined("mailto:a@example.com", "https://b.example/").as_deref(), Some("https://b.example/"));
}

#[test]
fn the_longest_address_has_a_limit() {
    let long = |length: usize| ["https://example.com/", &"a".repeat(length - 20)].concat();
    assert!(Url::parse(&long(MAX_LENGTH)).is_some());
    assert_eq!(Url::parse(&long(MAX_LENGTH + 1)), None);
}
