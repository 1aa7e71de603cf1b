package dev.mvq.runtime.engine;

import dev.mvq.runtime.index.Hit;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.RowColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Hits as the columns of language.md: rank, contract, date, similarities, and what the row was quoted at. */
final class SimilarTable {
    static final List<Column> QUOTED = Stream.of(
                    "contract",
                    "date",
                    "underlying",
                    "type",
                    "strike",
                    "expiry",
                    "dte",
                    "moneyness",
                    "mid",
                    "iv",
                    "delta")
            .map(name -> RowColumns.find(name).orElseThrow())
            .toList();
    private static final int LEADING = 2;

    private final List<WeightedModality> on;
    private final boolean stocks;
    private final RandomPairs pairs;

    SimilarTable(List<WeightedModality> on, boolean stocks, RandomPairs pairs) {
        this.on = on;
        this.stocks = stocks;
        this.pairs = pairs;
    }

    Table of(List<Hit> hits, HitRows quoted) {
        IntColumn rank = IntColumn.create("rank");
        DoubleColumn similarity = DoubleColumn.create("similarity");
        DoubleColumn percentile = DoubleColumn.create("percentile");
        Map<WeightedModality, DoubleColumn> cosines = new LinkedHashMap<>();
        on.forEach(each -> cosines.put(
                each, DoubleColumn.create("similarity_" + each.modality().word())));
        for (Hit hit : hits) {
            rank.append(rank.size() + 1);
            similarity.append(hit.similarity());
            percentile.append(pairs.percentile(on, stocks, hit.similarity()));
            cosines.forEach((each, column) -> column.append(hit.cosines().getOrDefault(each.modality(), Double.NaN)));
        }
        Table table = Table.create("similar", rank);
        QUOTED.subList(0, LEADING).forEach(column -> table.addColumns(quoted.column(column)));
        table.addColumns(similarity, percentile);
        cosines.values().forEach(table::addColumns);
        QUOTED.subList(LEADING, QUOTED.size()).forEach(column -> table.addColumns(quoted.column(column)));
        return table;
    }
}
