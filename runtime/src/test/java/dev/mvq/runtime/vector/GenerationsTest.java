package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier generations are found by name, number or checkpoint. */
class GenerationsTest {
    @TempDir
    private Path folder;

    private LocalObjectStore objects;
    private VectorStore store;

    @BeforeEach
    void open() {
        objects = new LocalObjectStore(folder);
        store = new VectorStore(objects);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A generation of so many days. */
    private String commit(int days) {
        Root root = store.root();
        SegmentDraft draft = store.draft(SampleStore.write(store, days, 4));
        String name = VectorStore.generationName(root, List.of(draft), "none");
        store.commit(root, name, List.of(store.attach(draft, List.of())));
        return name;
    }

    private int days(String word) {
        try (Generation generation = store.open(word)) {
            return generation.days().size();
        }
    }

    private void checkpoint(String name, String text) {
        objects.put(Layout.CHECKPOINTS + name + ".json", text.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
    }

    @Test
    void by_name_number_or_checkpoint() {
        String first = commit(1);
        String second = commit(2);
        commit(3);
        checkpoint("checkpoint_2005", "{\"pointer\": {\"to\": \"" + second + "\"}, \"through\": \"2005-12-30\"}");
        assertEquals(1, days(first));
        assertEquals(1, days(first.toUpperCase(java.util.Locale.ROOT)));
        assertEquals(1, days("1"));
        assertEquals(2, days("g0002"));
        assertEquals(2, days("g2"));
        assertEquals(2, days("checkpoint_2005"));
        assertEquals(3, days("3"));
        assertEquals(
                List.of("1 EARLIER []", "2 EARLIER [checkpoint_2005]", "3 CURRENT []"),
                store.generations().stream()
                        .map(kept ->
                                kept.committed().head().number() + " " + kept.standing() + " " + kept.checkpoints())
                        .toList());
    }

    @Test
    void an_unknown_one_is_told_with_what_is_near() {
        MvqException none = assertThrows(MvqException.class, () -> store.open("g0001"));
        assertTrue(
                none.getMessage().startsWith("there is no generation 'g0001': nothing is encoded"), none.getMessage());
        String first = commit(1);
        String second = commit(2);
        checkpoint("checkpoint_2010", "{\"generation\": \"" + first + "\"}");
        MvqException typo = assertThrows(MvqException.class, () -> store.open(second + "x"));
        assertEquals("there is no generation '" + second + "x'", typo.getMessage());
        assertTrue(typo.remedy().startsWith("the nearest: " + second + ", "), typo.remedy());
        assertTrue(typo.remedy().endsWith("SHOW GENERATIONS lists them all"), typo.remedy());
        MvqException year = assertThrows(MvqException.class, () -> store.open("checkpoint_2011"));
        assertTrue(year.remedy().startsWith("the nearest: checkpoint_2010, "), year.remedy());
        assertThrows(MvqException.class, () -> store.open("7"));
    }

    @Test
    void a_number_that_two_have_asks_for_the_name() {
        String first = commit(1);
        commit(2);
        objects.delete(Layout.ROOT); // as the error of a damaged root advises
        String again = commit(3);
        MvqException e = assertThrows(MvqException.class, () -> store.open("1"));
        assertEquals("'1' is the number of 2 generations", e.getMessage());
        assertTrue(e.remedy().contains(first) && e.remedy().contains(again), e.remedy());
        assertEquals(1, days(first));
    }

    @Test
    void a_store_of_before_there_were_earlier_generations_is_read() {
        String name = commit(2);
        String text = new String(objects.read(Layout.ROOT), StandardCharsets.UTF_8);
        String old = text.replaceAll("(?s)\"random_pairs\" : \\{.*?\\},", "");
        assertTrue(old.length() < text.length());
        objects.put(Layout.ROOT, old.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        Root root = store.root();
        assertEquals(
                "comprehensive_vectors/models/encoder-1/random_pairs/" + name + ".parquet",
                root.generation().orElseThrow().pairsKey());
        commit(3);
        assertEquals(2, days(name));
    }

    @Test
    void a_damaged_description_or_checkpoint_is_named() {
        String first = commit(1);
        commit(2);
        String key = Layout.generation(first);
        objects.put(key, "{}".getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        MvqException e = assertThrows(MvqException.class, () -> store.open(first));
        assertTrue(e.getMessage().startsWith(key + " is damaged"), e.getMessage());
        assertEquals("delete it: that generation can no longer be read", e.remedy());
        objects.delete(key);
        checkpoint("checkpoint_2010", "half a");
        MvqException pointer = assertThrows(MvqException.class, () -> store.open("checkpoint_2010"));
        assertTrue(pointer.getMessage().contains("checkpoint_2010.json is damaged"), pointer.getMessage());
        store.open().orElseThrow().close();
    }
}
