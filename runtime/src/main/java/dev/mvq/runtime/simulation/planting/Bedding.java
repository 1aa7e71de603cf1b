package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.planting.QuotedChain.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one portfolio of a chain pay, and says what was moved for it. */
final class Bedding {
    private final Underlying underlying;
    private final QuotedChain chain;
    private final Mover mover;

    Bedding(Underlying underlying, QuotedChain chain) {
        this.underlying = underlying;
        this.chain = chain;
        this.mover = new Mover(underlying);
    }

    /**
     * Plants, where the quotes can be moved so.
     *
     * @param target profit asked for, currency per share
     * @param pays at bid and ask, or at the mid only
     * @param changed receives the quotes that were moved
     */
    Optional<PlantedArbitrage> plant(
            Portfolio portfolio, double target, boolean pays, Map<Contract, OptionQuote> changed) {
        Optional<Portfolio> moved = pays ? paying(portfolio, target) : mover.payingAtMid(portfolio, target);
        return moved.map(after -> record(portfolio, after, pays, changed));
    }

    private Optional<Portfolio> paying(Portfolio portfolio, double target) {
        if (portfolio.kind() != ArbitrageKind.PORTFOLIO) {
            return mover.paying(portfolio, target, quote -> true);
        }
        QuotedChain trial = trial(portfolio);
        SimpleKinds simple = new SimpleKinds(trial);
        Optional<Portfolio> moved = mover.paying(portfolio, target, quote -> allows(trial, simple, quote));
        return moved.filter(after -> after.legs().stream().noneMatch(leg -> simple.show(leg.quote())));
    }

    /** Puts the quote on trial, and takes it back where two or three neighbours would show it. */
    private static boolean allows(QuotedChain trial, SimpleKinds simple, OptionQuote quote) {
        OptionQuote before = trial.quote(
                        Side.of(quote.contract()), quote.contract().strikeThousandths())
                .orElse(quote);
        trial.put(quote);
        boolean shown = simple.show(quote);
        if (shown) {
            trial.put(before);
        }
        return !shown;
    }

    /** The chain without what stands between: the later quote of the middle strike, which is widened afterwards. */
    private QuotedChain trial(Portfolio portfolio) {
        QuotedChain trial = chain.copy();
        between(portfolio).ifPresent(quote -> trial.remove(quote.contract()));
        return trial;
    }

    private Optional<OptionQuote> between(Portfolio portfolio) {
        OptionQuote sold = portfolio.legs().get(1).quote();
        Side far = Side.of(portfolio.legs().getFirst().quote().contract());
        return chain.quote(far, sold.contract().strikeThousandths());
    }

    private PlantedArbitrage record(
            Portfolio before, Portfolio after, boolean pays, Map<Contract, OptionQuote> changed) {
        List<MovedQuote> moved = new ArrayList<>();
        for (int i = 0; i < after.legs().size(); i++) {
            move(before.legs().get(i).quote(), after.legs().get(i).quote(), moved, changed);
        }
        if (pays && after.kind() == ArbitrageKind.PORTFOLIO) {
            between(before).ifPresent(quote -> move(quote, beside(quote, after), moved, changed));
        }
        return after.planted(moved);
    }

    /** Wide enough that the middle strike is neither a calendar spread nor a butterfly of the later expiry. */
    private OptionQuote beside(OptionQuote quote, Portfolio after) {
        Portfolio.Leg low = after.legs().get(0);
        Portfolio.Leg sold = after.legs().get(1);
        Portfolio.Leg high = after.legs().get(2);
        double convex = low.quantity() * low.quote().ask()
                + high.quantity() * high.quote().ask();
        double bid = Math.min(quote.bid(), underlying.tick().down(convex));
        double ask = Math.max(quote.ask(), sold.quote().bid());
        boolean same = bid == quote.bid() && ask == quote.ask();
        return same ? quote : Requote.bare(quote, bid, ask);
    }

    private static void move(
            OptionQuote before, OptionQuote after, List<MovedQuote> moved, Map<Contract, OptionQuote> changed) {
        if (before.bid() != after.bid() || before.ask() != after.ask()) {
            moved.add(new MovedQuote(before.contract(), before.bid(), before.ask(), after.bid(), after.ask()));
            changed.put(after.contract(), Requote.at(before, after.bid(), after.ask()));
        }
    }
}
