package dev.mvq.dsl.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.PlainWords.Question;
import dev.mvq.dsl.PlainWords.Understanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the reference says of ASK is what ASK does. */
class ReferenceTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|`]+) \\| `(.+?)` \\| [^|]*\\|$");
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 8);

    private final String section;

    ReferenceTest() throws IOException {
        String reference = Files.readString(Path.of("../grammar/README.md"));
        int start = reference.indexOf("## What ASK knows");
        section = reference.substring(start, reference.indexOf("\n## ", start));
    }

    @Test
    void every_sentence_comes_to_the_statement_beside_it() {
        List<MatchResult> rows = ROW.matcher(section).results().toList();
        assertTrue(rows.size() > 20);
        PlainEnglish words = new PlainEnglish();
        for (MatchResult row : rows) {
            Understanding understood = words.read(new Question(row.group(1), TODAY, List::of, List::of));
            assertEquals(
                    row.group(2).replace("\\|", "|"),
                    understood.readings().getFirst().statement(),
                    row.group(1));
        }
    }

    @Test
    void every_crisis_of_the_lexicon_is_listed_with_its_days() {
        Lexicon.read().events().forEach((name, event) -> {
            Pattern row = Pattern.compile("(?m)^\\| (.*, )?" + Pattern.quote(name) + "(, .*)? \\| " + event.first()
                    + " \\.\\. " + event.last() + " \\|$");
            assertTrue(row.matcher(section).find(), name);
        });
    }
}
