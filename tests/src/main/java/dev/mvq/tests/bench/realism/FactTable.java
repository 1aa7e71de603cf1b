package dev.mvq.tests.bench.realism;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Real and made side by side: the made as the median of several seeds, with the least and the greatest. */
record FactTable(Facts real, List<Facts> made) {
    private static final double FACTOR = 2;

    /** Prints Markdown. */
    void print(PrintStream out) {
        out.println("| statistic | real | made: median (least..greatest) | made / real | within 2x |");
        out.println("|---|---:|---:|---:|:-:|");
        String section = "";
        for (Statistic statistic : statistics()) {
            if (!statistic.section().equals(section)) {
                section = statistic.section();
                out.printf("| **%s** | | | | |%n", section);
            }
            out.println(row(statistic));
        }
        out.printf("%n%s%n", summary());
    }

    /** In the order of the real ones; those that only the made market has come where it has them. */
    private Set<Statistic> statistics() {
        Facts order = Facts.none().add(real);
        made.forEach(facts -> facts.values().keySet().stream()
                .filter(statistic -> !order.values().containsKey(statistic))
                .forEach(statistic -> order.put(statistic.section(), statistic.name(), Double.NaN)));
        List<String> sections = order.values().keySet().stream()
                .map(Statistic::section)
                .distinct()
                .toList();
        return order.values().keySet().stream()
                .sorted((a, b) -> Integer.compare(sections.indexOf(a.section()), sections.indexOf(b.section())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String row(Statistic statistic) {
        double[] seeds = seeds(statistic);
        double measured = real.of(statistic);
        double typical = Statistics.median(seeds);
        double ratio = typical / measured;
        return "| %s | %s | %s (%s..%s) | %s | %s |"
                .formatted(
                        statistic.name(),
                        Double.isNaN(measured) ? "not in the data" : number(measured),
                        number(typical),
                        number(Statistics.quantile(0, seeds)),
                        number(Statistics.quantile(1, seeds)),
                        Double.isNaN(ratio) ? "–" : number(ratio),
                        Double.isNaN(ratio) ? "–" : isNear(ratio) ? "yes" : "**no**");
    }

    private double[] seeds(Statistic statistic) {
        return made.stream().mapToDouble(facts -> facts.of(statistic)).toArray();
    }

    private String summary() {
        List<Statistic> compared = real.values().keySet().stream()
                .filter(statistic -> !Double.isNaN(real.of(statistic) + Statistics.median(seeds(statistic))))
                .toList();
        List<String> off = compared.stream()
                .filter(statistic -> !isNear(Statistics.median(seeds(statistic)) / real.of(statistic)))
                .map(Statistic::name)
                .toList();
        return "%d of %d statistics are within a factor of two."
                .formatted(compared.size() - off.size(), compared.size());
    }

    private static boolean isNear(double ratio) {
        return ratio >= 1 / FACTOR && ratio <= FACTOR;
    }

    /** Three significant digits; a dash for what is not known. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int digits = size == 0 ? 0 : (int) Math.min(6, 2 - Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + Math.max(0, digits) + "f", value);
    }
}
