package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.generated.MvqLexer;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Tokens that may stand nowhere: what was left open, what other languages write, and characters that only look right. */
final class OddTokens {
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry(0x2018, "'"),
            Map.entry(0x2019, "'"),
            Map.entry(0x201A, "'"),
            Map.entry(0x201B, "'"),
            Map.entry(0x2032, "'"),
            Map.entry((int) '`', "'"),
            Map.entry(0x00B4, "'"),
            Map.entry(0x201C, "\""),
            Map.entry(0x201D, "\""),
            Map.entry(0x201E, "\""),
            Map.entry(0x00AB, "\""),
            Map.entry(0x00BB, "\""),
            Map.entry(0x2010, "-"),
            Map.entry(0x2011, "-"),
            Map.entry(0x2012, "-"),
            Map.entry(0x2013, "-"),
            Map.entry(0x2014, "-"),
            Map.entry(0x2212, "-"),
            Map.entry(0x2026, ".."),
            Map.entry(0x00D7, "*"),
            Map.entry(0x00F7, "/"),
            Map.entry(0x2260, "!="),
            Map.entry(0x2264, "<="),
            Map.entry(0x2265, ">="));

    private OddTokens() {}

    /** What is wrong with the first such token. */
    static Optional<Diagnostic> refuse(StatementTokens statement) {
        List<Token> tokens = statement.tokens();
        for (int at = 0; at < tokens.size(); at++) {
            Optional<Diagnostic> refusal = refuse(tokens, at);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnostic> refuse(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        Span span = Spans.of(token);
        return switch (token.getType()) {
            case MvqLexer.UNCLOSED_STRING -> unclosed(span, "this text is never closed", "'");
            case MvqLexer.UNCLOSED_QUOTED -> unclosed(span, "this name is never closed", "\"");
            case MvqLexer.UNCLOSED_COMMENT -> unclosed(span, "this comment is never closed", "*/");
            case MvqLexer.DOUBLE_EQUAL -> foreign(token, "=");
            case MvqLexer.DOUBLE_AND -> foreign(token, "AND");
            case MvqLexer.DOUBLE_OR -> foreign(token, "OR");
            case MvqLexer.UNRECOGNIZED -> Optional.of(unrecognized(tokens, at));
            default -> Optional.empty();
        };
    }

    private static Optional<Diagnostic> unclosed(Span span, String message, String closing) {
        int opening = closing.equals("*/") ? 2 : 1;
        return Optional.of(Diagnostic.of(span.first(opening), message, "it needs a closing " + closing));
    }

    private static Optional<Diagnostic> foreign(Token token, String near) {
        return Optional.of(new Diagnostic(
                Spans.of(token), "'" + token.getText() + "' is not part of the language", List.of(near), ""));
    }

    private static Diagnostic unrecognized(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        Span span = Spans.of(token);
        int character = token.getText().codePointAt(0);
        boolean touchesNumber = at > 0
                && tokens.get(at - 1).getType() == MvqLexer.NUMBER
                && tokens.get(at - 1).getStopIndex() + 1 == token.getStartIndex();
        if (character == '.' && touchesNumber) {
            String number = tokens.get(at - 1).getText();
            return Diagnostic.of(
                    Spans.of(tokens.get(at - 1)).to(span),
                    "a number does not end with a point",
                    "write " + number + " or " + number + ".0");
        }
        if (character == '!') {
            return new Diagnostic(span, "'!' is not part of the language", List.of("NOT"), "");
        }
        return plain(character)
                .map(plain ->
                        Diagnostic.of(span, "'" + token.getText() + "' is not a plain " + plain, "write " + plain))
                .orElseGet(() -> Diagnostic.of(span, "unexpected character " + shown(character)));
    }

    /** The ASCII character or characters that this one is the finer print of. */
    private static Optional<String> plain(int character) {
        String known = PLAIN.get(character);
        if (known != null) {
            return Optional.of(known);
        }
        String folded = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
        boolean ascii = folded.length() == 1 && folded.charAt(0) > ' ' && folded.charAt(0) < 127 && character > 127;
        return ascii ? Optional.of(folded) : Optional.empty();
    }

    private static String shown(int character) {
        boolean visible = !Character.isISOControl(character)
                && Character.isDefined(character)
                && Character.getType(character) != Character.FORMAT;
        String code = String.format("U+%04X", character);
        return visible ? "'" + Character.toString(character) + "'" : code;
    }
}
