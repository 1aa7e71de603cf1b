package dev.mvq.dsl.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text to its words. Punctuation goes, but for comparisons and what joins dates and numbers. */
final class Words {
    private static final Pattern WORD = Pattern.compile("(?<quoted>(?<![\\w])(?:\"[^\"]*\"|'[^']+'(?![\\w])))"
            + "|(?<spark>spark://[^\\s,;]+|local\\[[^\\]]*\\]|yarn(?!\\w))"
            + "|(?<contract>(?i:o:[a-z0-9.]+[0-9]{6}[a-z][0-9]+|[a-z0-9.]{1,9}_[0-9]+_[0-9.]*[0-9](?:_[a-z]\\w*)?|[a-z.]{1,6}[0-9]?[0-9]{6}[cp][0-9]{8})(?![\\w]))"
            + "|(?<file>(?<![\\w/])(?:~|\\.{0,2})/[\\w.*?/\\-]*[\\w*/]|[\\w*\\-]+(?:/[\\w.*?\\-]+)+\\.\\w+|[\\w*\\-]*[\\w*]\\.(?i:csv|parquet|json|md|html|png|svg|mvq|gz|zip)(?!\\w))"
            + "|(?<date>\\d{4}-\\d{1,2}-\\d{1,2}|\\d{4}-[qQ][1-4]|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{4}-\\d{2}(?![\\d-])|\\d{1,2}/\\d{4}|\\d{1,2}/\\d{1,2}(?![\\d/])|\\d{1,2}-\\d{1,2}-\\d{4})"
            + "|(?<row>\\$\\d+\\[\\d+\\]|last\\[\\d+\\])"
            + "|(?<number>(?<!\\d)-?\\$?(?:\\d{1,3}(?:,\\d{3})+|\\d[\\d_]*)?(?:\\.\\d+)?(?<=\\d)[%+]*(?![A-Za-z\\d]))"
            + "|(?<mixed>\\$?[A-Za-z.]*\\d(?:[A-Za-z\\d.]*[A-Za-z\\d])?)"
            + "|(?<letters>[A-Za-z]+&[A-Za-z]+(?: 500)?|[A-Z]{1,4}\\.[A-Z]{1,2}(?![\\w.])|[A-Za-z]+(?:'[a-z]+)?)"
            + "|(?<sign>>=|<=|!=|<>|>|<|=|\\.\\.|\\+|~|-|/|:)");

    private static final String MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}";

    /** {@code at least 2% but at most 5% [out of the money]}. */
    private static final String TWO_SHARES =
            "(?i)\\b(?:at least|no less than) ([\\d.]+%) (?:but|and|yet) (?:at most|no more than|not more than) ([\\d.]+%)"
                    + "(?= (?:otm|itm|out of|in the money))";

    private Words() {}

    /** The words in order. */
    static List<Word> of(String text) {
        String plain = plain(text)
                .replaceAll("(?<=\\d)\\.\\.(?=\\d)", " .. ")
                .replaceAll("(?i)\\bw/o\\b", "without ")
                .replaceAll("(?i)\\bw/(?=\\W|\\d)", "with ")
                .replaceAll("(?i)\\bb/w\\b", "between ")
                .replaceAll("(?<=[A-Za-z&])'s(?![\\w'])", "");
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(plain);
        while (matcher.find()) {
            if (!matcher.group().isEmpty()) {
                add(words, matcher);
            }
        }
        return words;
    }

    /** Whether there is a word at the place and it is one of these. */
    static boolean is(List<Word> words, int at, String... any) {
        return at >= 0 && at < words.size() && words.get(at).is(any);
    }

    /** The first place from this one on whose word is none of these. */
    static int skip(List<Word> words, int at, String... any) {
        int next = at;
        while (is(words, next, any)) {
            next++;
        }
        return next;
    }

    /** Past the longest of these phrases that stands there; the same place where none does. */
    static int past(List<Word> words, int at, String... phrases) {
        int longest = at;
        for (String phrase : phrases) {
            String[] parts = phrase.split(" ", -1);
            int next = at;
            while (next - at < parts.length && is(words, next, parts[next - at])) {
                next++;
            }
            longest = next - at == parts.length ? Math.max(longest, next) : longest;
        }
        return longest;
    }

    /** Typographic quotes and dashes as their plain characters. */
    static String plain(String text) {
        return text.replaceAll("[\u2018\u2019\u02bc]", "'")
                .replaceAll("[\u201c\u201d]", "\"")
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replaceAll("\u2026", " ")
                .replaceAll("(?i)\\b(put|call|bid)/(call|put|ask)", "$1 $2")
                .replaceAll("(?i)\\b(" + MONTHS + ")-(" + MONTHS + ")\\b", "$1 to $2")
                .replaceAll("(?<=[A-Za-z])-(?=[A-Za-z])", " ")
                .replaceAll("(?<=\\d)-(?=[A-Za-z])", " ")
                .replaceAll("(?i)(?<=[a-z])-(?=\\d+[cp]?\\b)", " ")
                .replaceAll("(?i)\\b(top|best|first|nearest|closest)(\\d+)\\b", "$1 $2")
                .replaceAll("(?i)\\bin the course of\\b", "in")
                .replaceAll(TWO_SHARES, "between $1 and $2")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static void add(List<Word> words, Matcher found) {
        String text = found.group();
        if (found.group("letters") != null) {
            String bare = text.replaceAll("'(s|S)?$", "");
            words.add(word(contracted(bare), Word.Kind.WORD));
            return;
        }
        words.add(word(text, kind(found)));
    }

    private static Word.Kind kind(Matcher found) {
        if (found.group("row") != null) {
            return Word.Kind.ROW;
        }
        for (Word.Kind kind : Word.Kind.values()) {
            String group = kind.name().toLowerCase(Locale.ROOT);
            if (kind != Word.Kind.WORD && found.group(group) != null) {
                return kind;
            }
        }
        return Word.Kind.SIGN;
    }

    private static String contracted(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "don't", "doesn't", "isn't", "aren't", "didn't", "won't", "wouldn't" -> "not";
            default -> word.replace("'", "");
        };
    }

    private static Word word(String text, Word.Kind kind) {
        return new Word(text, text.toLowerCase(Locale.ROOT), kind);
    }
}
