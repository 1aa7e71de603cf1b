package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.FieldGroups.Field;
import dev.mvq.runtime.market.Modality;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldGroupsTest {
    private final FieldGroups groups = new FieldGroups();

    private Set<String> gone(Modality modality, Field field) {
        InputShape shape = InputSchema.current().shape(modality);
        boolean[] without = groups.of(modality, shape).get(field.ordinal());
        return IntStream.range(0, without.length)
                .filter(feature -> without[feature])
                .mapToObj(shape.features()::get)
                .collect(Collectors.toSet());
    }

    @Test
    void without_sizes_only_what_sizes_make_is_gone() {
        assertEquals(Set.of("size_imbalance", "bid_size", "ask_size"), gone(Modality.MICROSTRUCTURE, Field.SIZES));
        assertEquals(Set.of(), gone(Modality.GREEKS, Field.SIZES));
    }

    @Test
    void without_volume_even_features_whose_names_do_not_say_so_are_gone() {
        assertTrue(
                gone(Modality.MICROSTRUCTURE, Field.VOLUME).containsAll(Set.of("impact", "illiquidity", "put_call")));
        assertTrue(gone(Modality.TECHNICAL, Field.BAR_VOLUME).containsAll(Set.of("obv_20", "mfi_14")));
    }

    @Test
    void features_of_unknown_names_go_with_no_field() {
        InputShape other = new InputShape(1, java.util.List.of("volume", "never heard of"));
        for (boolean[] without : groups.of(Modality.PRICE, other)) {
            assertTrue(!without[1]);
        }
    }
}
