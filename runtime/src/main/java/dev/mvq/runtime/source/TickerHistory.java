package dev.mvq.runtime.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Spans of days in which a ticker belonged to someone who is known by another name. */
final class TickerHistory {
    private record Span(LocalDate first, LocalDate last, String underlyingId) {}

    private static final LocalDate META_BEGINS = LocalDate.of(2022, 6, 9);

    private static final Map<String, List<Span>> SPANS = Map.of(
            // Facebook from its listing until it was renamed; FB was another company's before
            "FB", List.of(new Span(LocalDate.of(2012, 5, 18), META_BEGINS.minusDays(1), "META")),
            // the ticker was a fund's until then (now METV)
            "META", List.of(new Span(LocalDate.MIN, META_BEGINS.minusDays(1), "METV")));

    private TickerHistory() {}

    static String underlyingId(String ticker, LocalDate day) {
        return SPANS.getOrDefault(ticker, List.of()).stream()
                .filter(span -> !day.isBefore(span.first) && !day.isAfter(span.last))
                .map(Span::underlyingId)
                .findFirst()
                .orElse(ticker);
    }
}
