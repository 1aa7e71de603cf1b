package dev.mvq.runtime.simulation.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.MalformedContractException;
import dev.mvq.runtime.simulation.path.LatentState;
import dev.mvq.runtime.simulation.path.Regime;
import dev.mvq.runtime.simulation.planting.AnomalyKind;
import dev.mvq.runtime.simulation.planting.ArbitrageKind;
import dev.mvq.runtime.simulation.planting.Carry;
import dev.mvq.runtime.simulation.planting.DayTruth;
import dev.mvq.runtime.simulation.planting.MovedQuote;
import dev.mvq.runtime.simulation.planting.PlantedAnomaly;
import dev.mvq.runtime.simulation.planting.PlantedArbitrage;
import dev.mvq.runtime.simulation.planting.PlantedFlaw;
import dev.mvq.runtime.simulation.planting.PlantedLeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A truth as JSON and back. Names are those of the records with underscores; a missing number is null. */
final class TruthJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private TruthJson() {}

    static byte[] bytes(DayTruth truth) {
        try {
            String text = MAPPER.writeValueAsString(json(truth)).replace("\r\n", "\n") + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    /** @throws IllegalArgumentException where the text is no truth */
    static DayTruth truth(byte[] text) {
        try {
            return truth(MAPPER.readTree(text));
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private static ObjectNode json(DayTruth truth) {
        ObjectNode json = object();
        json.put("date", truth.date().toString());
        json.put("seed", truth.seed());
        truth.options().forEach(json.putObject("options")::put);
        json.put("regime", word(truth.regime()));
        json.put("changed_from", truth.changedFrom().map(TruthJson::word).orElse(null));
        json.set("states", array(truth.states(), TruthJson::json));
        json.set("arbitrage", array(truth.arbitrage(), TruthJson::json));
        json.set("near_misses", array(truth.nearMisses(), TruthJson::json));
        json.set("anomalies", array(truth.anomalies(), TruthJson::json));
        json.set("flaws", array(truth.flaws(), TruthJson::json));
        return json;
    }

    private static DayTruth truth(JsonNode json) {
        LocalDate date = LocalDate.parse(text(json, "date"));
        SortedMap<String, String> options = new TreeMap<>();
        json.get("options")
                .properties()
                .forEach(each -> options.put(each.getKey(), each.getValue().asText()));
        return new DayTruth(
                date,
                json.get("seed").asLong(),
                options,
                regime(text(json, "regime")),
                json.get("changed_from").isNull() ? Optional.empty() : Optional.of(regime(text(json, "changed_from"))),
                list(json.get("states"), state -> state(date, state)),
                list(json.get("arbitrage"), TruthJson::arbitrage),
                list(json.get("near_misses"), TruthJson::arbitrage),
                list(json.get("anomalies"), TruthJson::anomaly),
                list(json.get("flaws"), TruthJson::flaw));
    }

    private static ObjectNode json(LatentState state) {
        return object().put("underlying", state.underlyingId())
                .put("regime", word(state.regime()))
                .put("variance", state.variance())
                .put("flow", state.flow());
    }

    private static LatentState state(LocalDate date, JsonNode json) {
        return new LatentState(
                date,
                text(json, "underlying"),
                regime(text(json, "regime")),
                number(json, "variance"),
                number(json, "flow"));
    }

    private static ObjectNode json(PlantedArbitrage planted) {
        ObjectNode json = object();
        json.put("kind", planted.kind().word());
        json.put("underlying", planted.underlyingId());
        json.set(
                "legs",
                array(
                        planted.legs(),
                        leg -> object().put("contract", leg.contract().name())
                                .put("quantity", leg.quantity())
                                .put("price", leg.price())));
        json.set(
                "carry",
                planted.carry()
                        .map(carry -> object().put("shares", carry.shares())
                                .put("price", carry.price())
                                .put("cash", carry.cash()))
                        .orElse(null));
        json.put("profit", planted.profit());
        json.put("mid_profit", planted.midProfit());
        json.set(
                "moved",
                array(
                        planted.moved(),
                        moved -> object().put("contract", moved.contract().name())
                                .put("bid_before", moved.bidBefore())
                                .put("ask_before", moved.askBefore())
                                .put("bid", moved.bid())
                                .put("ask", moved.ask())));
        return json;
    }

    private static PlantedArbitrage arbitrage(JsonNode json) {
        JsonNode carry = json.get("carry");
        return new PlantedArbitrage(
                ArbitrageKind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)),
                text(json, "underlying"),
                list(
                        json.get("legs"),
                        leg -> new PlantedLeg(contract(leg), number(leg, "quantity"), number(leg, "price"))),
                carry.isNull()
                        ? Optional.empty()
                        : Optional.of(
                                new Carry(number(carry, "shares"), number(carry, "price"), number(carry, "cash"))),
                number(json, "profit"),
                number(json, "mid_profit"),
                list(
                        json.get("moved"),
                        moved -> new MovedQuote(
                                contract(moved),
                                number(moved, "bid_before"),
                                number(moved, "ask_before"),
                                number(moved, "bid"),
                                number(moved, "ask"))));
    }

    private static ObjectNode json(PlantedAnomaly planted) {
        ObjectNode json = object();
        json.put("kind", planted.kind().word());
        json.put("underlying", planted.underlyingId());
        json.set("changes", array(planted.changes(), change -> {
            ObjectNode each = object();
            each.put("contract", change.contract().name());
            each.put("field", change.field());
            put(each, "before", change.before());
            put(each, "after", change.after());
            return each;
        }));
        return json;
    }

    private static PlantedAnomaly anomaly(JsonNode json) {
        return new PlantedAnomaly(
                AnomalyKind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)),
                text(json, "underlying"),
                list(
                        json.get("changes"),
                        change -> new PlantedAnomaly.Change(
                                contract(change),
                                text(change, "field"),
                                number(change, "before"),
                                number(change, "after"))));
    }

    private static ObjectNode json(PlantedFlaw planted) {
        ObjectNode json = object();
        json.put("kind", planted.kind().word());
        json.put("file", planted.file());
        ArrayNode lines = json.putArray("lines");
        planted.lines().forEach(lines::add);
        ArrayNode contracts = json.putArray("contracts");
        planted.contracts().forEach(contract -> contracts.add(contract.name()));
        json.put("detail", planted.detail());
        return json;
    }

    private static PlantedFlaw flaw(JsonNode json) {
        return new PlantedFlaw(
                PlantedFlaw.Kind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)),
                text(json, "file"),
                list(json.get("lines"), JsonNode::asInt),
                list(json.get("contracts"), name -> parsed(name.asText())),
                text(json, "detail"));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    private static double number(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value.isNull() ? Double.NaN : value.asDouble();
    }

    private static String text(JsonNode json, String name) {
        return json.get(name).asText();
    }

    private static Contract contract(JsonNode json) {
        return parsed(text(json, "contract"));
    }

    private static Contract parsed(String name) {
        try {
            return ContractParser.parse(name);
        } catch (MalformedContractException malformed) {
            throw new IllegalArgumentException(name + " is no contract", malformed);
        }
    }

    private static String word(Regime regime) {
        return regime.name().toLowerCase(Locale.ROOT);
    }

    private static Regime regime(String word) {
        return Regime.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> json) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        array.forEach(each -> items.add(item.apply(each)));
        return items;
    }
}
