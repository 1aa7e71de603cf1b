package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import java.util.List;
import java.util.Map;

/** What is declined whatever else is asked. */
final class Refusals {
    private static final Map<String, Declined> WHY = Map.of(
            "trade",
                    new Declined(
                            "mvq looks at markets and trades nothing",
                            "SIMILAR TO AAPL_20240119_150_C | OUTCOME 5, 20 DAYS"),
            "delete", new Declined("mvq deletes nothing", "SHOW COVERAGE"),
            "inject", new Declined("this is no question about options", "HELP"),
            "forecast",
                    new Declined(
                            "what is to come is not known; what came next in the past is",
                            "SIMILAR TO SPY | OUTCOME 5, 20 DAYS"),
            "offtopic", new Declined("this is no question about stored options and stocks", "HELP"),
            "unsayable", new Declined("the language cannot say this", "HELP"));

    private Refusals() {}

    static void check(List<Mention> mentions, List<Word> words) {
        for (Mention mention : mentions) {
            for (Meaning meaning : mention.meanings()) {
                if (meaning instanceof Tag tag && tag.kind().equals("REFUSE")) {
                    Declined why = WHY.getOrDefault(tag.value(), new Declined("this cannot be asked", "HELP"));
                    throw new Declined(
                            why.reason() + " ('" + words.get(mention.from()).text() + "')", why.nearest());
                }
            }
        }
    }
}
