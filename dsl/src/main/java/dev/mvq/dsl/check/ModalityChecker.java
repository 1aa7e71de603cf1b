package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.runtime.engine.Weighing;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code ON}: modalities that exist, each once, with weights that are not all 0. */
final class ModalityChecker {
    private final Problems problems;

    ModalityChecker(Problems problems) {
        this.problems = problems;
    }

    List<WeightedModality> check(Clause.On on) {
        Set<Modality> seen = EnumSet.noneOf(Modality.class);
        List<WeightedModality> weighted = new ArrayList<>();
        for (Clause.Weighted each : on.modalities()) {
            double weight = each.weight().map(this::weight).orElse(1.0);
            if (each.modality().lower().equals("auto")) {
                auto(each, on);
                continue;
            }
            Optional<Modality> modality = modality(each.modality());
            if (modality.isPresent() && !seen.add(modality.get())) {
                problems.add(
                        Diagnostic.of(each.modality().span(), modality.get().word() + " stands twice"));
            } else {
                modality.ifPresent(known -> weighted.add(new WeightedModality(known, weight)));
            }
        }
        boolean allKnown = weighted.size() == on.modalities().size();
        if (allKnown && !weighted.isEmpty() && weighted.stream().allMatch(each -> each.weight() == 0)) {
            Num first = on.modalities().getFirst().weight().orElseThrow();
            problems.add(Diagnostic.of(first.span(), "the weights are all 0", "give one modality a weight above 0"));
        }
        return weighted;
    }

    /** Whether {@code ON AUTO} was asked for. */
    static boolean isAuto(Clause.On on) {
        return on.modalities().stream().anyMatch(each -> each.modality().lower().equals("auto"));
    }

    /** Where the weights come from: weights that are given are all given, 1 where none is. */
    static Weighing weighing(Clause.On on) {
        if (isAuto(on)) {
            return Weighing.AUTO;
        }
        boolean bare = on.modalities().stream().allMatch(each -> each.weight().isEmpty());
        return bare && on.modalities().size() > 1 ? Weighing.NAMED : Weighing.GIVEN;
    }

    private void auto(Clause.Weighted auto, Clause.On on) {
        if (on.modalities().size() > 1 || auto.weight().isPresent()) {
            problems.add(
                    Diagnostic.of(auto.modality().span(), "AUTO stands alone: it chooses modalities and weights", ""));
        }
    }

    private double weight(Num number) {
        if (number.isParameter()) {
            return 1;
        }
        if (number.value() >= 0 && !Double.isInfinite(number.value())) {
            return number.value();
        }
        problems.add(Diagnostic.of(number.span(), "a weight is at least 0, not " + number.text()));
        return 1;
    }

    private Optional<Modality> modality(Name name) {
        Optional<Modality> modality = Arrays.stream(Modality.values())
                .filter(each -> each.word().equals(name.lower()))
                .findFirst();
        if (modality.isEmpty()) {
            List<String> known =
                    Arrays.stream(Modality.values()).map(Modality::word).toList();
            problems.add(
                    Diagnostic.misspelled(name.span(), "unknown modality '" + name.text() + "'", name.text(), known));
        }
        return modality;
    }
}
