package dev.mvq.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file for editors is what the lexer's keywords make; {@code -Dmvq.record=true} writes it anew. */
class TextMateGrammarTest {
    private static final Path FILE = Path.of("src/main/textmate/mvql.tmLanguage.json");

    @Test
    void the_file_is_what_the_lexer_makes() throws IOException {
        if (Boolean.getBoolean("mvq.record")) {
            Files.writeString(FILE, TextMateGrammar.json());
        }
        assertEquals(TextMateGrammar.json(), Files.readString(FILE));
    }

    @Test
    void it_knows_every_keyword() {
        for (String word : Keywords.all()) {
            assertTrue(TextMateGrammar.json().matches("(?s).*[(|]" + word + "[|)].*"), word);
        }
    }
}
