package dev.mvq.dsl.ask;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tickers as they are typed. A word of the language or of English is one only where it can be nothing else. */
final class TickerReader {
    private static final String[] BEFORE = {"ticker", "symbol", "tickers", "symbols", "underlying"};
    private static final String[] NEAR = {
        "in", "of", "for", "describe", "about", "like", "on", "stock", "vs", "and", "to", "with", "is"
    };

    private final List<Word> words;
    private final Lexicon lexicon;
    private final Set<String> listed;
    private final boolean shouted;

    TickerReader(List<Word> words, Lexicon lexicon, Set<String> listed) {
        this.words = words;
        this.lexicon = lexicon;
        this.listed = listed;
        this.shouted =
                words.stream().filter(word -> word.kind() == Word.Kind.WORD).allMatch(Word::isUpper);
    }

    Optional<Mention> at(int at) {
        Word word = words.get(at);
        if (word.is("ticker", "symbol")
                && at + 1 < words.size()
                && shape(words.get(at + 1).text())
                && (words.get(at + 1).isUpper()
                        || !lexicon.isCommon(words.get(at + 1).lower()))) {
            return mention(at, at + 2, words.get(at + 1).text());
        }
        if (word.text().matches("\\$[A-Za-z]{1,5}")) {
            return mention(at, at + 1, word.text().substring(1));
        }
        if ((word.kind() != Word.Kind.WORD && word.kind() != Word.Kind.MIXED) || !shape(word.text())) {
            return Optional.empty();
        }
        return isTicker(at, word) ? mention(at, at + 1, word.text()) : Optional.empty();
    }

    private boolean isTicker(int at, Word word) {
        String upper = word.text().toUpperCase(Locale.ROOT);
        boolean known = lexicon.isTicker(upper) || listed.contains(upper);
        boolean common = lexicon.isCommon(word.lower())
                || Days.monthNamed(word.lower()) > 0
                || Counting.isNumberWord(word.lower());
        boolean typedUpper = word.isUpper() && !shouted;
        String named = lexicon.companies().getOrDefault(word.lower(), upper);
        if (!typedUpper && !named.equals(upper)) {
            return false;
        }
        if (word.text().length() == 1) {
            return known
                    && typedUpper
                    && at > 0
                    && (words.get(at - 1).is(BEFORE) || words.get(at - 1).is(NEAR))
                    && !isCount(at + 1);
        }
        if (common) {
            return known && typedUpper && at > 0 && words.get(at - 1).is(NEAR) && !isCount(at + 1) && !isTrade(at);
        }
        return known || (typedUpper && word.text().matches("[A-Z]{2,5}[0-9]?(\\.[A-Z]{1,2})?"));
    }

    /** Abbreviations of the trade are no tickers. */
    private boolean isTrade(int at) {
        return lexicon.at(words, at).stream()
                .flatMap(mention -> mention.meanings().stream())
                .anyMatch(meaning -> meaning instanceof Meaning.Tag tag
                        && Set.of("MONEYNESS", "COLUMN", "RIGHT", "PATTERN", "EVENT", "MODALITY")
                                .contains(tag.kind()));
    }

    private boolean isCount(int at) {
        return at < words.size() && words.get(at).kind() == Word.Kind.NUMBER;
    }

    private static boolean shape(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9]{0,5}(\\.[A-Za-z]{1,2})?");
    }

    private static Optional<Mention> mention(int from, int to, String ticker) {
        return Optional.of(Mention.of(from, to, new Meaning.Ticker(ticker.toUpperCase(Locale.ROOT))));
    }
}
