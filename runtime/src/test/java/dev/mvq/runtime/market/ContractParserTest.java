package dev.mvq.runtime.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAPL_20240119_152.5_P",
                "aapl_20240119_152.5_p",
                "AAPL_20240119_0152.500_P",
                "AAPL_20240119_152.50000_P",
                "AAPL240119P00152500",
                "AAPL  240119P00152500",
                "O:AAPL240119P00152500",
                "o:aapl240119p00152500"
            })
    void all_spellings_say_the_same_contract(String word) {
        assertEquals(new Contract("AAPL", LocalDate.of(2024, 1, 19), 152_500, Right.PUT), ContractParser.parse(word));
    }

    @ParameterizedTest
    @CsvSource({
        "BRK.B_20240119_350_C, BRK.B",
        "SPXW_20240119_4800_C, SPXW",
        "AAPL1_20240119_150_C, AAPL1",
        "AAPL1240119C00150000, AAPL1",
        "2SPX_20240119_4800_C, 2SPX",
        "O:BRK.B240119C00350000, BRK.B",
        "GOOGLE240119C00350000, GOOGLE"
    })
    void roots_hold_digits_and_dots(String word, String root) {
        assertEquals(root, ContractParser.parse(word).root());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "AAPL_20241319_150_C | 13 | an expiry's month is 01 to 12, not '13'",
                "AAPL_20240230_150_C | 30 | 2024-02 has 29 days, and the expiry says day '30'",
                "AAPL_20240119_150_X | X | a right is C or P, not 'X'",
                "AAPL_20240119_150_CALL | CALL | a right is C or P, not 'CALL'",
                "AAPL_20240119_0_C | 0 | a strike is above 0, not '0'",
                "AAPL_20240119_0.0000_C | 0.0000 | a strike is above 0, not '0.0000'",
                "AAPL_20240119_150.1234_C | 150.1234 | a strike has at most three decimals, not '150.1234'",
                "AAPL_20240119_100000_C | 100000 | a strike is at most 99999.999, not '100000'",
                "AAPL_20240119_150._C | 150. | a strike is a number such as 150 or 152.5, not '150.'",
                "AAPL_20240119_-5_C | -5 | a strike is a number such as 150 or 152.5, not '-5'",
                "AAPL_20240119_._C | . | a strike is a number such as 150 or 152.5, not '.'",
                "AAPL_240119_150_C | 240119 | an expiry is eight digits, YYYYMMDD, not '240119'",
                "AAPL_2024-01-19_150_C | 2024-01-19 | an expiry is eight digits, YYYYMMDD, not '2024-01-19'",
                "AAPL_19990119_150_C | 1999 | an expiry's year is 2000 to 2099, not 1999",
                "_20240119_150_C | ~~ | the contract has no root; one is spelled AAPL_20240119_150_C",
                "AAPLAAPL_20240119_150_C | AAPLAAPL | a root is up to six letters and digits, such as AAPL, AAPL1 or"
                        + " BRK.B, not 'AAPLAAPL'",
                "1234_20240119_150_C | 1234 | a root is up to six letters and digits, such as AAPL, AAPL1 or BRK.B, not"
                        + " '1234'",
                "AAPL241319C00150000 | 13 | an expiry's month is 01 to 12, not '13'",
                "AAPL230229C00150000 | 29 | 2023-02 has 28 days, and the expiry says day '29'",
                "AAPL240119X00150000 | X | a right is C or P, not 'X'",
                "AAPL240119C0015000 | 0015000 | an OCC strike is eight digits, the strike x 1000, and '0015000' has 7",
                "AAPL240119C00000000 | 00000000 | a strike is above 0, not '00000000'",
                "O:AAPL40119C00150000 | 40119 | an OCC expiry is six digits, YYMMDD, not '40119'",
                "ABCDEFGHIJKLMNO | ABCDEFGHIJKLMNO | 'ABCDEFGHIJKLMNO' is no contract; one is spelled AAPL_20240119_150_C"
            })
    void an_error_names_the_part_that_is_wrong(String word, String part, String message) {
        MalformedContractException error =
                assertThrows(MalformedContractException.class, () -> ContractParser.parse(word));
        assertEquals(message, error.getMessage());
        assertEquals(part, word.substring(error.offset(), error.offset() + error.length()));
        assertEquals(word, error.word());
    }

    @Test
    void a_root_is_padded_to_six_characters_exactly() {
        MalformedContractException error =
                assertThrows(MalformedContractException.class, () -> ContractParser.parse("AAPL 240119C00150000"));
        assertEquals("a padded root is six characters with its blanks, and here it is 5", error.getMessage());
        assertEquals(0, error.offset());
        assertEquals(5, error.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL_20240119", "AAPL_20240119_150", "AAPL_20240119_150_"})
    void what_is_missing_is_one_past_the_end(String word) {
        MalformedContractException error =
                assertThrows(MalformedContractException.class, () -> ContractParser.parse(word));
        assertEquals(word.length(), error.offset());
        assertEquals(0, error.length());
    }

    @Test
    void foreign_letters_and_digits_are_not_taken_for_plain_ones() {
        assertThrows(MalformedContractException.class, () -> ContractParser.parse("ſPY_20240119_150_C"));
        assertThrows(MalformedContractException.class, () -> ContractParser.parse("SPY_2024011９_150_C"));
    }

    @Test
    void a_long_word_or_one_with_an_underscore_was_meant_as_a_contract() {
        assertTrue(ContractParser.looksLikeContract("AAPL_2024"));
        assertTrue(ContractParser.looksLikeContract("AAPL240119C00150000"));
        assertTrue(ContractParser.looksLikeContract("o:x"));
        assertFalse(ContractParser.looksLikeContract("BRK.B"));
        assertFalse(ContractParser.looksLikeContract("GOOGLE.AB"));
    }
}
