package dev.mvq.dsl.ask;

import dev.mvq.dsl.PlainWords.Question;
import dev.mvq.dsl.PlainWords.Reading;
import dev.mvq.dsl.PlainWords.Understanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sentences with the statements they mean, and what came of them. */
final class Sentences {
    private static final String REFUSE = "REFUSE";

    /** One sentence. */
    record Sentence(String text, LocalDate today, List<String> meant) {
        boolean refused() {
            return meant.equals(List.of(REFUSE));
        }
    }

    private final PlainEnglish words = new PlainEnglish();

    static List<Sentence> read(Path file) throws IOException {
        List<Sentence> sentences = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            List<String> cells = Arrays.asList(line.split("\t", -1));
            if (!line.startsWith("#") && cells.size() > 2 && !cells.getFirst().equals("text")) {
                List<String> meant = new ArrayList<>(List.of(cells.get(2)));
                if (cells.size() > 3 && !cells.get(3).isBlank()) {
                    meant.addAll(Arrays.asList(cells.get(3).split(" \\|\\| ", -1)));
                }
                sentences.add(new Sentence(cells.get(0), LocalDate.parse(cells.get(1)), meant));
            }
        }
        return sentences;
    }

    Understanding ask(Sentence sentence) {
        return words.read(new Question(
                sentence.text(),
                sentence.today(),
                () -> List.of(LocalDate.of(2002, 2, 25), sentence.today()),
                () -> List.of("SPY", "QQQ", "AAPL")));
    }

    /** Sentences that came to something else than was meant, each with what came. */
    List<String> misses(List<Sentence> sentences) {
        List<String> misses = new ArrayList<>();
        for (Sentence sentence : sentences) {
            Understanding understood = ask(sentence);
            if (!isRight(sentence, understood)) {
                String came = understood.readings().isEmpty()
                        ? "declined: " + understood.reason() + " (nearest: " + understood.nearest() + ")"
                        : understood.readings().stream()
                                .map(Reading::statement)
                                .toList()
                                .toString();
                misses.add(sentence.text() + "\n    came to  " + came + "\n    and not  "
                        + sentence.meant().getFirst());
            }
        }
        return misses;
    }

    private static boolean isRight(Sentence sentence, Understanding understood) {
        List<Reading> readings = understood.readings();
        if (readings.size() != 1) {
            return sentence.meant().contains(REFUSE);
        }
        String form = SameStatement.form(readings.getFirst().statement(), sentence.today(), sentence.text());
        return sentence.meant().stream()
                .filter(each -> !each.equals(REFUSE))
                .anyMatch(each -> SameStatement.form(each, sentence.today(), sentence.text())
                        .equals(form));
    }
}
