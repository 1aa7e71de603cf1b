package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which words a reading left over: a statement without them would answer another question. */
final class NotUnderstood {
    private NotUnderstood() {}

    /** Declines for these mentions; {@code nearest} is the statement without them. */
    static Declined of(List<Mention> left, List<Word> words, String nearest) {
        Mention first = left.getFirst();
        Optional<String> bound = left.stream()
                .flatMap(mention -> mention.meanings().stream())
                .filter(meaning -> meaning instanceof Tag tag && tag.kind().equals("VAGUE"))
                .map(meaning -> ((Tag) meaning).value())
                .findFirst();
        if (bound.isPresent()) {
            Mention vague = left.stream()
                    .filter(mention -> mention.meanings().contains(new Tag("VAGUE", bound.get())))
                    .findFirst()
                    .orElse(first);
            return new Declined(
                    "'" + said(vague.from(), vague.to(), words) + "' can be read in many ways: say what it is, such as "
                            + bound.get(),
                    nearest);
        }
        int end = first.to();
        for (Mention next : left) {
            end = next.from() == end ? next.to() : end;
        }
        String said = said(first.from(), end, words);
        boolean unknown = first.meanings().getFirst() instanceof Meaning.Unknown;
        return new Declined(
                unknown ? "'" + said + "' is not understood" : "it is not clear what '" + said + "' is to say here",
                nearest);
    }

    private static String said(int from, int to, List<Word> words) {
        List<String> said = new ArrayList<>();
        words.subList(from, to).forEach(word -> said.add(word.text()));
        return String.join(" ", said);
    }
}
