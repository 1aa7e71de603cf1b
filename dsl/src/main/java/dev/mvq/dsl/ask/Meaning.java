package dev.mvq.dsl.ask;

import dev.mvq.dsl.syntax.Expression;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.List;

/** What a stretch of words means. */
sealed interface Meaning {
    /** A word of the lexicon: its kind (upper case) and value. */
    record Tag(String kind, String value) implements Meaning {}

    /** A whole contract. */
    record Option(Contract contract) implements Meaning {}

    /** A stock. */
    record Ticker(String name) implements Meaning {}

    /** A strike and a right that want an underlying and an expiry. */
    record Leg(long thousandths, Right right, boolean plural) implements Meaning {}

    /** Days that are spoken of. */
    record When(Scope scope, LocalDate first, LocalDate last, String literal, Lead lead, boolean open)
            implements Meaning {
        /** Whether "for" stood before them. */
        boolean isFor() {
            return lead == Lead.FOR;
        }

        /** The same, of a year that was not named where {@code yearless}. */
        When opened(boolean yearless) {
            return new When(scope, first, last, literal, lead, yearless);
        }

        When led(Lead by) {
            return new When(scope, first, last, literal, by, open);
        }
    }

    /** What kind of days. */
    enum Scope {
        DAY,
        MONTH,
        PERIOD,
        BACK,
        TODAY,
        NOW,
        BEFORE,
        AFTER
    }

    /** The word before them. */
    enum Lead {
        NONE,
        AT,
        IN,
        FOR
    }

    /** When contracts expire: first to last; {@code comparison} where it is before or after a day. */
    record Expires(Expression condition, When when) implements Meaning {}

    /** A condition on rows; {@code column} is what it asks of. */
    record Condition(Expression expression, String column, double bound) implements Meaning {}

    /** What must be as the subject's: {@code with the same strike}. */
    record Same(String column) implements Meaning {}

    /** A share by which strikes are out of the money, or in it, compared or from {@code least} to {@code most}. */
    record Away(boolean out, Expression.Comparison comparison, double least, double most) implements Meaning {}

    /** A condition, tenor, moneyness, expiry or period that must not hold. */
    record Not(Meaning of) implements Meaning {}

    /** A number with what stood at it. */
    record Amount(double value, Unit unit) implements Meaning {
        boolean isWhole() {
            return unit == Unit.NONE && value == Math.rint(value) && value > 0;
        }
    }

    /** What a number counts. */
    enum Unit {
        NONE,
        PERCENT,
        MONEY,
        BOUND
    }

    /** A value of one of the clauses, by its name. */
    record Slot(String name, double value) implements Meaning {}

    /** Modality with a share. */
    record Share(String modality, double weight) implements Meaning {}

    /** Several days ahead. */
    record Horizons(List<Double> days) implements Meaning {
        public Horizons {
            days = List.copyOf(days);
        }
    }

    /** A file, a path or a quoted text. */
    record File(String path) implements Meaning {}

    /** A Spark master. */
    record Master(String url) implements Meaning {}

    /** A result's name, and a row of it where one is meant. */
    record Result(String name, int row) implements Meaning {}

    /** Tickers left out. */
    record Without(List<String> tickers) implements Meaning {
        public Without {
            tickers = List.copyOf(tickers);
        }
    }

    /** A word that means nothing where it stands. */
    record Unknown(String word) implements Meaning {}
}
