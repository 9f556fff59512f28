//! The texts of the widget itself: one table, with a row for each text and a column for each language.

macro_rules! labels {
    ([$($language:literal),+] $($(#[doc = $doc:literal])+ $field:ident = $name:literal: $($text:literal),+;)*) => {
        #[expect(non_camel_case_types, reason = "a row is named as its text")]
        #[derive(Clone, Copy)]
        enum Row { $($field,)* }

        /// The languages, English first.
        pub const LANGUAGES: &[&str] = &[$($language),+];

        /// The name of each text, and the text in each of the languages.
        pub const TABLE: &[(&str, &[&str])] = &[$(($name, &[$($text),+]),)*];

        /// What each text is, in the same order.
        pub const DOCS: &[&str] = &[$(concat!($($doc),+),)*];

        /// English, the language that the widget carries with it.
        const ENGLISH: &[&str] = &[$(first!($($text),+),)*];

        const NAMES: &[&str] = &[$($name,)*];

        impl Labels<'_> {
            $($(#[doc = $doc])+ pub fn $field(&self) -> &str { self.text(Row::$field) })*
        }
    };
}

macro_rules! first {
    ($first:literal $(, $other:literal)*) => {
        $first
    };
}

labels! {
    ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh", "ko", "ar", "he"]
    /// Heading over posts of several feeds.
    latest = "latest": "Latest posts", "Neueste Beiträge", "Derniers articles", "Últimas entradas", "Últimas publicações", "Ultimi articoli", "Nieuwste berichten", "Najnowsze wpisy", "最新の記事", "最新文章", "최신 글", "أحدث المقالات", "הפוסטים האחרונים";
    /// Before the links to the archives.
    archives = "archives": "Browse the archives for ", "Im Archiv blättern: ", "Parcourir les archives : ", "Explorar el archivo: ", "Ver o arquivo: ", "Sfoglia l’archivio: ", "Blader door het archief: ", "Przeglądaj archiwum: ", "アーカイブを見る：", "浏览归档：", "보관함 보기: ", "تصفّح الأرشيف: ", "עיון בארכיון: ";
    /// Before the links to the feeds.
    subscribe = "subscribe": "Subscribe to the RSS feed for ", "RSS-Feed abonnieren: ", "S’abonner au flux RSS : ", "Suscribirse al canal RSS: ", "Assinar o feed RSS: ", "Iscriviti al feed RSS: ", "Abonneer op de RSS-feed: ", "Subskrybuj kanał RSS: ", "RSSフィードを購読：", "订阅 RSS：", "RSS 피드 구독: ", "اشترك في خلاصة RSS: ", "הרשמה לעדכוני RSS: ";
    /// Between two links.
    or = "or": " or ", " oder ", " ou ", " o ", " ou ", " o ", " of ", " lub ", "・", "、", " · ", " أو ", " או ";
    /// The link for all posts.
    all_posts = "all-posts": "all posts", "alle Beiträge", "tous les articles", "todas las entradas", "todas as publicações", "tutti gli articoli", "alle berichten", "wszystkie wpisy", "すべての記事", "全部文章", "모든 글", "كل المقالات", "כל הפוסטים";
    /// Behind the links.
    stop = "stop": ".", ".", ".", ".", ".", ".", ".", ".", "。", "。", "", ".", ".";
    /// Between the names of several people, categories or feeds.
    comma = "comma": ", ", ", ", ", ", ", ", ", ", ", ", ", ", ", ", "、", "、", ", ", "، ", ", ";
    /// The title of a post that has neither title nor text.
    untitled = "untitled": "Untitled post", "Beitrag ohne Titel", "Article sans titre", "Entrada sin título", "Publicação sem título", "Articolo senza titolo", "Bericht zonder titel", "Wpis bez tytułu", "無題の記事", "无标题文章", "제목 없는 글", "مقال بلا عنوان", "פוסט ללא כותרת";
    /// The button for more posts.
    more = "more": "Show more posts", "Mehr Beiträge zeigen", "Afficher plus d’articles", "Mostrar más entradas", "Mostrar mais publicações", "Mostra altri articoli", "Meer berichten tonen", "Pokaż więcej wpisów", "記事をもっと見る", "显示更多文章", "글 더 보기", "عرض المزيد من المقالات", "הצגת פוסטים נוספים";
    /// The field for a search among the posts.
    search = "search": "Search posts", "Beiträge durchsuchen", "Rechercher dans les articles", "Buscar entradas", "Pesquisar publicações", "Cerca negli articoli", "Berichten doorzoeken", "Szukaj we wpisach", "記事を検索", "搜索文章", "글 검색", "البحث في المقالات", "חיפוש בפוסטים";
    /// Where there are no posts.
    none = "none": "No posts found.", "Keine Beiträge gefunden.", "Aucun article trouvé.", "No se han encontrado entradas.", "Nenhuma publicação encontrada.", "Nessun articolo trovato.", "Geen berichten gevonden.", "Nie znaleziono wpisów.", "記事が見つかりません。", "没有找到文章。", "글이 없습니다.", "لم يتم العثور على مقالات.", "לא נמצאו פוסטים.";
    /// Before the number of posts, where it has changed.
    shown = "shown": "Posts: ", "Beiträge: ", "Articles : ", "Entradas: ", "Publicações: ", "Articoli: ", "Berichten: ", "Liczba wpisów: ", "記事数：", "文章数：", "글 수: ", "عدد المقالات: ", "מספר הפוסטים: ";
    /// Before the time of a copy that is shown because the feed cannot be reached.
    as_of = "as-of": "As of ", "Stand: ", "Mis à jour le ", "Actualizado: ", "Atualizado em ", "Aggiornato: ", "Bijgewerkt: ", "Stan na: ", "最終更新：", "更新于 ", "업데이트: ", "آخر تحديث: ", "עודכן: ";
    /// The mark of a post that is new since the last visit.
    new_post = "new": "New", "Neu", "Nouveau", "Nuevo", "Novo", "Nuovo", "Nieuw", "Nowe", "新着", "新", "새 글", "جديد", "חדש";
    /// The button that copies the address of the feed.
    copy = "copy": "Copy the feed’s address", "Adresse des Feeds kopieren", "Copier l’adresse du flux", "Copiar la dirección del canal", "Copiar o endereço do feed", "Copia l’indirizzo del feed", "Adres van de feed kopiëren", "Kopiuj adres kanału", "フィードのアドレスをコピー", "复制订阅地址", "피드 주소 복사", "نسخ عنوان الخلاصة", "העתקת כתובת העדכונים";
    /// What the button says when that is done.
    copied = "copied": "Copied", "Kopiert", "Copié", "Copiado", "Copiado", "Copiato", "Gekopieerd", "Skopiowano", "コピーしました", "已复制", "복사했습니다", "تم النسخ", "הועתק";
    /// The group of posts without a date in the archive.
    undated = "undated": "Without a date", "Ohne Datum", "Sans date", "Sin fecha", "Sem data", "Senza data", "Zonder datum", "Bez daty", "日付なし", "无日期", "날짜 없음", "بلا تاريخ", "ללא תאריך";
}

/// The texts of one language, or of a page. A sentence is what stands before its links, between them, and behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Labels<'t>(&'t [(String, String)]);

impl<'t> Labels<'t> {
    /// The texts that stand among the attributes of a page, with `label-` before their names, and English ones for the others.
    ///
    /// ```
    /// use latest_posts::show::labels::Labels;
    ///
    /// let attributes = [("label-more".to_owned(), "Mehr".to_owned())];
    /// let labels = Labels::new(&attributes);
    /// assert_eq!((labels.more(), labels.new_post()), ("Mehr", "New"));
    /// ```
    pub fn new(attributes: &'t [(String, String)]) -> Self {
        Self(attributes)
    }

    fn text(&self, row: Row) -> &str {
        let name = Some(NAMES[row as usize]);
        let own = self.0.iter().find(|(known, _)| known.strip_prefix("label-") == name);
        own.map_or(ENGLISH[row as usize], |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_every_language() {
        for (name, texts) in TABLE {
            assert_eq!(texts.len(), LANGUAGES.len(), "{name}");
        }
        assert_eq!((NAMES.len(), DOCS.len()), (TABLE.len(), TABLE.len()));
    }

    #[test]
    fn what_leads_to_something_ends_as_its_language_does() {
        let (_, starts) = TABLE.iter().find(|(name, _)| *name == "archives").unwrap();
        assert!(starts.iter().all(|start| start.ends_with([' ', '：'])));
    }
}
