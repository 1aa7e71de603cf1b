package dev.mvq.runtime.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ContractParserProperties {

    @Property
    void a_printed_name_reads_back(@ForAll("contracts") Contract contract) {
        assertEquals(contract, ContractParser.parse(contract.name()));
        assertEquals(contract, ContractParser.parse(contract.name().toLowerCase(Locale.ROOT)));
    }

    @Property
    void occ_spellings_read_back(@ForAll("contracts") Contract contract) {
        String tail = occTail(contract);
        assertEquals(contract, ContractParser.parse(contract.root() + tail));
        assertEquals(contract, ContractParser.parse("O:" + contract.root() + tail));
        assertEquals(contract, ContractParser.parse(String.format(Locale.ROOT, "%-6s", contract.root()) + tail));
    }

    /** Whatever is typed, the answer is a contract that prints and reads back, or an error within the word. */
    @Property
    void damaged_words_are_refused_at_a_place_within_them_or_read_as_some_contract(
            @ForAll("contracts") Contract contract,
            @ForAll @IntRange(min = 0, max = 40) int place,
            @ForAll char instead,
            @ForAll boolean occ) {
        StringBuilder word = new StringBuilder(occ ? contract.root() + occTail(contract) : contract.name());
        word.setCharAt(place % word.length(), instead);
        try {
            Contract read = ContractParser.parse(word.toString());
            assertEquals(read, ContractParser.parse(read.name()));
        } catch (MalformedContractException error) {
            assertTrue(error.offset() >= 0 && error.length() >= 0);
            assertTrue(error.offset() + error.length() <= word.length());
        }
    }

    private static String occTail(Contract contract) {
        return contract.expiry().format(DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT))
                + contract.right().letter()
                + String.format(Locale.ROOT, "%08d", contract.strikeThousandths());
    }

    @Provide
    Arbitrary<Contract> contracts() {
        Arbitrary<String> roots = Arbitraries.of("A", "AAPL", "SPXW", "BRK.B", "AAPL1", "2SPX", "ABCDEF", "X7");
        Arbitrary<LocalDate> expiries =
                Arbitraries.longs().between(10_957, 47_481).map(LocalDate::ofEpochDay);
        Arbitrary<Long> strikes = Arbitraries.longs().between(1, 99_999_999);
        return Combinators.combine(roots, expiries, strikes, Arbitraries.of(Right.class))
                .as(Contract::new);
    }
}
