package dev.mvq.tests.bench.realism;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How volume and open interest are spread over a chain: medians over chain-days. */
final class ActivityFacts {
    private static final String SECTION = "Activity: whole chains (AAPL 2014, GOOG 2015)";
    private static final double NEAR = 0.10;

    private ActivityFacts() {}

    static Facts of(List<ContractActivity.Chain> chains) {
        return Facts.none()
                .put(
                        SECTION,
                        "contracts listed",
                        over(chains, chain -> chain.contracts().size()))
                .put(SECTION, "expiries listed", over(chains, chain -> (double) chain.expiries()))
                .put(SECTION, "volume: Gini", over(chains, c -> Statistics.gini(c.volumes())))
                .put(
                        SECTION,
                        "volume: share of the top 1% of contracts",
                        over(chains, c -> Statistics.topShare(0.01, c.volumes())))
                .put(SECTION, "volume: share of the top 10%", over(chains, c -> Statistics.topShare(0.10, c.volumes())))
                .put(SECTION, "share of contracts without volume", over(chains, c -> shareOfZero(c.volumes())))
                .put(
                        SECTION,
                        "share of volume within 10% of the spot",
                        over(chains, c -> nearShare(c, ContractActivity::volume)))
                .put(SECTION, "open interest: Gini", over(chains, c -> Statistics.gini(c.openInterests())))
                .put(
                        SECTION,
                        "open interest: share of the top 1%",
                        over(chains, c -> Statistics.topShare(0.01, c.openInterests())))
                .put(
                        SECTION,
                        "open interest: share of the top 10%",
                        over(chains, c -> Statistics.topShare(0.10, c.openInterests())))
                .put(
                        SECTION,
                        "share of open interest within 10% of the spot",
                        over(chains, c -> nearShare(c, ContractActivity::openInterest)))
                .put(
                        SECTION,
                        "open interest / volume of the chain",
                        over(chains, c -> sum(c.openInterests()) / sum(c.volumes())))
                .put(
                        SECTION,
                        "log volume with log open interest, traded contracts",
                        over(chains, ActivityFacts::together));
    }

    private static double over(List<ContractActivity.Chain> chains, ToDoubleFunction<ContractActivity.Chain> measure) {
        return Statistics.median(chains.stream().mapToDouble(measure).toArray());
    }

    private static double shareOfZero(double[] amounts) {
        return Statistics.share(Arrays.stream(amounts).filter(v -> v == 0).count(), Statistics.known(amounts).length);
    }

    private static double nearShare(ContractActivity.Chain chain, ToDoubleFunction<ContractActivity> amount) {
        double near = sum(chain.contracts().stream()
                .filter(contract -> contract.moneyness() <= NEAR)
                .mapToDouble(amount)
                .toArray());
        return near / sum(chain.contracts().stream().mapToDouble(amount).toArray());
    }

    private static double together(ContractActivity.Chain chain) {
        List<ContractActivity> traded = chain.contracts().stream()
                .filter(contract -> contract.volume() > 0 && contract.openInterest() > 0)
                .toList();
        return Statistics.correlation(
                traded.stream().mapToDouble(c -> Math.log(c.volume())).toArray(),
                traded.stream().mapToDouble(c -> Math.log(c.openInterest())).toArray());
    }

    private static double sum(double... amounts) {
        return Arrays.stream(Statistics.known(amounts)).sum();
    }
}
