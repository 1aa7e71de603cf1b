package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

    @Test
    void thingsAreHandedOnInTheOrderOfTheirItems() {
        List<Integer> taken = new ArrayList<>();
        new InOrder(4, 8).each(ITEMS, item -> item * item, taken::add);
        assertEquals(ITEMS.stream().map(item -> item * item).toList(), taken);
    }

    @Test
    void noMoreAreMadeAheadThanWasSaid() {
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        new InOrder(4, 3)
                .each(
                        ITEMS,
                        item -> {
                            most.accumulateAndGet(held.incrementAndGet(), Math::max);
                            return item;
                        },
                        item -> held.decrementAndGet());
        assertTrue(most.get() <= 4, () -> "held " + most);
    }

    @Test
    void theFirstFailureEndsItAndIsTheOneThatIsSeen() {
        List<Integer> taken = new ArrayList<>();
        MvqException seen =
                assertThrows(MvqException.class, () -> new InOrder(2, 4).each(ITEMS, InOrderTest::failing, taken::add));
        assertEquals("item 20", seen.getMessage());
        assertEquals(ITEMS.subList(0, 20), taken);
    }

    private static int failing(int item) {
        if (item >= 20) {
            throw new MvqException("item " + item, "");
        }
        return item;
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThrows(MvqException.class, () -> new InOrder(2, 2).each(ITEMS, item -> item, item -> {}));
        assertTrue(Thread.interrupted());
    }
}
