package dev.mvq.dsl.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.PlainWords.Understanding;
import dev.mvq.dsl.ask.Sentences.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Plain words come to the statement that they mean, or to none. */
class PlainEnglishTest {
    private static final Path RESOURCES = Path.of("src/test/resources/ask");

    /** Share of our own paraphrases that must be right. */
    private static final double RIGHT = 0.9;

    private final Sentences sentences = new Sentences();

    @Test
    void every_shared_example_comes_to_what_it_means() throws IOException {
        Path folder = Optional.ofNullable(System.getenv("MVQ_SHARED_DATA"))
                .map(data -> Path.of(data).resolveSibling("nl-examples.tsv"))
                .orElse(Path.of("../../shared/nl-examples.tsv"));
        Path file = Files.exists(folder) ? folder : Path.of("../../../shared/nl-examples.tsv");
        Assumptions.assumeTrue(Files.exists(file), "skipped: nl-examples.tsv is not here");
        List<String> misses = sentences.misses(Sentences.read(file));
        assertEquals("", String.join("\n", misses));
    }

    @Test
    void nine_in_ten_paraphrases_come_to_what_they_mean() throws IOException {
        rightEnough("paraphrases.tsv");
    }

    @Test
    void nine_in_ten_other_sentences_come_to_what_they_mean() throws IOException {
        rightEnough("sentences.tsv");
    }

    @Test
    void nineteen_in_twenty_sentences_of_strangers_come_to_what_they_mean() throws IOException {
        rightEnough("strangers.tsv", 0.95);
        rightEnough("unseen.tsv", 0.95);
        rightEnough("personas.tsv", 0.95);
        rightEnough("readers.tsv", 0.9);
        rightEnough("neighbours.tsv", 0.9);
        rightEnough("callers.tsv", 0.95);
        rightEnough("passersby.tsv", 0.95);
        rightEnough("guests.tsv", 0.95);
        rightEnough("latecomers.tsv", 0.95);
        rightEnough("visitors.tsv", 0.95);
        rightEnough("newcomers.tsv", 0.95);
        rightEnough("travellers.tsv", 0.95);
        rightEnough("wanderers.tsv", 0.95);
        rightEnough("settlers.tsv", 0.95);
        rightEnough("boarders.tsv", 0.95);
        rightEnough("lodgers.tsv", 0.95);
        rightEnough("callbacks.tsv", 0.95);
        rightEnough("tenants.tsv", 0.95);
        rightEnough("walkers.tsv", 0.95);
    }

    private void rightEnough(String file) throws IOException {
        rightEnough(file, RIGHT);
    }

    private void rightEnough(String file, double least) throws IOException {
        List<Sentence> all = Sentences.read(RESOURCES.resolve(file));
        List<String> misses = sentences.misses(all);
        misses.forEach(System.out::println);
        String score = (all.size() - misses.size()) + " of " + all.size() + " right";
        assertTrue(misses.size() <= (1 - least) * all.size(), () -> score + "\n" + String.join("\n", misses));
    }

    @Test
    void what_is_to_be_declined_never_gives_a_statement() throws IOException {
        for (String file : List.of(
                "paraphrases.tsv",
                "sentences.tsv",
                "strangers.tsv",
                "unseen.tsv",
                "personas.tsv",
                "readers.tsv",
                "neighbours.tsv",
                "callers.tsv",
                "passersby.tsv",
                "guests.tsv",
                "latecomers.tsv",
                "visitors.tsv",
                "newcomers.tsv",
                "travellers.tsv",
                "wanderers.tsv",
                "settlers.tsv",
                "boarders.tsv",
                "lodgers.tsv",
                "callbacks.tsv",
                "tenants.tsv",
                "walkers.tsv")) {
            for (Sentence sentence : Sentences.read(RESOURCES.resolve(file))) {
                if (sentence.refused()) {
                    Understanding understood = sentences.ask(sentence);
                    assertTrue(understood.readings().size() != 1, () -> sentence.text() + " came to " + understood);
                    assertTrue(
                            !understood.reason().isBlank()
                                    || !understood.readings().isEmpty(),
                            sentence.text());
                }
            }
        }
    }

    @Test
    void words_that_say_how_something_is_are_not_passed_over() {
        assertDeclined(
                "options like AAPL_20240119_150_C that look cheap",
                "'look cheap' can be read in many ways: say what it is, such as mid < 2");
        assertDeclined("options like AAPL_20240119_150_C with blue eyes", "'blue eyes' is not understood");
        assertDeclined("SPY puts with a lot of zing", "'zing' is not understood");
        assertDeclined("tech stock options with iv over 40%", "'tech' is not understood");
        assertDeclined("anomalies in SPY below 400", "it is not clear what '400' is to say here");
    }

    @Test
    void numbers_and_days_may_be_spoken() {
        assertUnderstood(
                "options like the spy march fifteenth twenty twenty four four hundred fifty put in twenty nineteen",
                "SIMILAR TO SPY_20240315_450_P DURING 2019");
        assertUnderstood(
                "q q q puts with a delta between minus point three and minus zero point two five",
                "FROM contracts AT LATEST WHERE underlying = 'QQQ' AND type = 'P' AND delta BETWEEN -0.3 AND -0.25");
        assertUnderstood(
                "bars of apple from the third of january to the last friday of march two thousand twenty two",
                "FROM bars DURING 2022-01-03 .. 2022-03-25 WHERE ticker = 'AAPL'");
    }

    @Test
    void what_no_row_can_be_is_declined() {
        assertDeclined(
                "SPY puts with delta above 0.6 and below 0.2", "no row can have what is asked of abs(delta) at once");
        assertDeclined("options on SPY excluding SPY", "no row can have what is asked of underlying at once");
    }

    @Test
    void a_number_that_says_when_or_where_is_no_count() {
        assertDeclined("neighbours of SPY_20240315_450_P in 1929", "it is not clear what '1929' is to say here");
        assertDeclined("SPY puts near 450", "it is not clear what '450' is to say here");
        assertDeclined("AAPL puts cheaper than MSFT puts", "it is not clear what 'cheaper than' is to say here");
    }

    private void assertUnderstood(String words, String statement) {
        assertEquals(
                List.of(),
                sentences.misses(List.of(new Sentence(words, LocalDate.of(2024, 1, 8), List.of(statement)))));
    }

    private void assertDeclined(String words, String reason) {
        Understanding understood = sentences.ask(new Sentence(words, LocalDate.of(2024, 1, 8), List.of("REFUSE")));
        assertEquals(List.of(), understood.readings());
        assertEquals(reason, understood.reason());
    }

    @Test
    void a_misspelt_word_is_taken_for_the_one_it_is_near() {
        Sentence typo = new Sentence(
                "simmilar to AAPL_20240119_150_C in the goldmann crisis", LocalDate.of(2024, 1, 8), List.of("REFUSE"));
        assertTrue(sentences.ask(typo).readings().size() != 1);
        Sentence near = new Sentence(
                "anomolies in nvidea last week",
                LocalDate.of(2024, 1, 8),
                List.of("FIND ANOMALIES IN NVDA DURING 2024-01-01 .. 2024-01-05"));
        assertEquals(List.of(), sentences.misses(List.of(near)));
    }
}
