package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.runtime.market.Contract;
import java.time.LocalDate;
import java.util.List;

/** A condition or a value in it. Which kinds go together is checked later. */
public sealed interface Expression extends Node {
    /** All of two or more. */
    record And(List<Expression> terms, Span span) implements Expression {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** Any of two or more. */
    record Or(List<Expression> terms, Span span) implements Expression {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /** {@code NOT condition}. */
    record Not(Expression condition, Span span) implements Expression {}

    /** {@code left = right} and its kin. */
    record Compared(Comparison comparison, Expression left, Expression right, Span span) implements Expression {}

    /** {@code value [NOT] BETWEEN low AND high}, both included. */
    record Between(Expression value, Expression low, Expression high, boolean negated, Span span)
            implements Expression {}

    /** {@code value [NOT] IN (…)}. */
    record Among(Expression value, List<Expression> choices, boolean negated, Span span) implements Expression {
        public Among {
            choices = List.copyOf(choices);
        }
    }

    /** {@code value [NOT] LIKE pattern}. */
    record Matched(Expression value, Expression pattern, boolean negated, Span span) implements Expression {}

    /** {@code value IS [NOT] NULL}. */
    record Absent(Expression value, boolean negated, Span span) implements Expression {}

    /** {@code left + right} and its kin. */
    record Arithmetic(Operation operation, Expression left, Expression right, Span span) implements Expression {}

    /** {@code -value}. */
    record Negative(Expression value, Span span) implements Expression {}

    /** {@code function(argument, …)}. */
    record Call(Name function, List<Expression> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A column by name. */
    record Column(Name name, Span span) implements Expression {}

    /** A number. */
    record Numeric(Num number, Span span) implements Expression {}

    /** A text in single quotes. */
    record Text(String text, Span span) implements Expression {}

    /** A calendar day. */
    record CalendarDay(LocalDate date, Span span) implements Expression {}

    /** {@code true} or {@code false}. */
    record Truth(boolean value, Span span) implements Expression {}

    /** {@code NULL}. */
    record Nothing(Span span) implements Expression {}

    /** A contract in any of its spellings. */
    record ContractName(Contract contract, Span span) implements Expression {}

    /** {@code *}: all rows, for {@code count(*)}. */
    record Everything(Span span) implements Expression {}

    /** {@code :name}; before the statement runs, what it stands for takes its place. */
    record Parameter(String name, Span span) implements Expression {}

    /** What was refused while it was read, and is not complained of again. */
    record Refused(Span span) implements Expression {}

    /** Comparisons, as written. */
    enum Comparison {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        LESS_EQUAL("<="),
        GREATER(">"),
        GREATER_EQUAL(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As printed. */
        public String sign() {
            return sign;
        }
    }

    /** Operations on values, as written. */
    enum Operation {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%");

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        /** As printed. */
        public String sign() {
            return sign;
        }

        /** Whether it binds as {@code *} does. */
        public boolean multiplies() {
            return this == MULTIPLY || this == DIVIDE || this == MODULO;
        }
    }
}
