package dev.mvq.dsl.ask;

import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Weights that are said together, apart from what they weigh: each goes behind its modality. */
final class Blend {
    private static final Set<String> MODALITIES =
            Arrays.stream(Modality.values()).map(Modality::word).collect(Collectors.toUnmodifiableSet());

    /** Shares of a blend make up this much. */
    private static final int WHOLE = 100;

    private static final String[] JOINTS = {"to", ":", "-", "/", "and"};

    /** Words beside numbers that are weights. */
    private static final String[] WEIGHING = {
        "weighted",
        "weights",
        "weight",
        "weighting",
        "weighing",
        "ratio",
        "proportion",
        "proportions",
        "blend",
        "mix",
        "split",
        "combined"
    };

    private record Numbers(List<Double> values, int from, int to) {}

    private Blend() {}

    /** {@code a 70/30 blend of price and greeks}, {@code price and greeks weighted two to one}. */
    static List<Word> weighed(List<Word> words) {
        List<Integer> modalities = IntStream.range(0, words.size())
                .filter(place -> MODALITIES.contains(words.get(place).lower()))
                .boxed()
                .toList();
        for (int at = 0; at < words.size() && modalities.size() > 1; at++) {
            Optional<Numbers> numbers = shares(words, at);
            if (numbers.isEmpty()) {
                numbers = ratio(words, at);
            }
            if (numbers.isPresent() && numbers.get().values().size() == modalities.size()) {
                return put(words, modalities, numbers.get());
            }
        }
        return words;
    }

    private static List<Word> put(List<Word> words, List<Integer> modalities, Numbers numbers) {
        List<Word> weighed = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            boolean number = at >= numbers.from() && at < numbers.to();
            boolean beside = (at == numbers.from() - 1 || at == numbers.to())
                    && words.get(at).is(WEIGHING);
            if (!number && !beside) {
                weighed.add(words.get(at));
            }
            int place = modalities.indexOf(at);
            if (place >= 0) {
                weighed.add(new Word("weight", "weight", Word.Kind.WORD));
                String value = numbers.values().get(place).toString().replaceAll("\\.0$", "");
                weighed.add(new Word(value, value, Word.Kind.NUMBER));
            }
        }
        return weighed;
    }

    private static Optional<Numbers> shares(List<Word> words, int at) {
        String text = words.get(at).text();
        if (!text.matches("\\d{1,2}(/\\d{1,2})+")) {
            return Optional.empty();
        }
        List<Double> shares = new ArrayList<>();
        for (String share : text.split("/", -1)) {
            shares.add(Double.parseDouble(share));
        }
        double whole = shares.stream().mapToDouble(each -> each).sum();
        boolean said = Words.is(words, at - 1, WEIGHING) || Words.is(words, at + 1, WEIGHING);
        if (whole != WHOLE && !said) {
            return Optional.empty();
        }
        List<Double> weights =
                whole == WHOLE ? shares.stream().map(each -> each / WHOLE).toList() : shares;
        return Optional.of(new Numbers(weights, at, at + 1));
    }

    /** {@code two to one}, {@code 2:1:1}, beside a word such as "weighted" or "ratio". */
    private static Optional<Numbers> ratio(List<Word> words, int at) {
        List<Double> values = new ArrayList<>();
        int end = at;
        Counting.Count count = Counting.at(words, at);
        while (count.exists() && !count.money()) {
            values.add(count.value());
            end = count.end();
            count = Words.is(words, end, JOINTS) ? Counting.at(words, end + 1) : Counting.Count.NONE;
        }
        int before = Words.is(words, at - 1, "as", "at", "in", "a", "of", "the") ? at - 2 : at - 1;
        boolean said = Words.is(words, before, WEIGHING)
                || Words.is(words, at - 1, WEIGHING)
                || Words.is(words, end, WEIGHING);
        return values.size() > 1 && said ? Optional.of(new Numbers(values, at, end)) : Optional.empty();
    }
}
