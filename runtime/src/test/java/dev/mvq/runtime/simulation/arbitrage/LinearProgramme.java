package dev.mvq.runtime.simulation.arbitrage;

import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** A linear programme, built row by row: what is maximised, subject to rows that may not be negative. */
final class LinearProgramme {
    /** By how much a solver's word may differ from what its portfolio is certain to bring, currency per share. */
    private static final double PRECISION = 1e-5;

    private final ExpressionsBasedModel model = new ExpressionsBasedModel();

    /** A variable without bounds, with its weight in what is maximised. Gives its index. */
    int free(double weight) {
        Variable variable = model.newVariable("v" + model.countVariables()).weight(weight);
        return model.indexOf(variable);
    }

    /** A variable that is not negative. */
    int positive(double weight) {
        Variable variable =
                model.newVariable("v" + model.countVariables()).lower(0).weight(weight);
        return model.indexOf(variable);
    }

    /** A variable between two bounds. */
    int within(double lower, double upper, double weight) {
        Variable variable = model.newVariable("v" + model.countVariables())
                .lower(lower)
                .upper(upper)
                .weight(weight);
        return model.indexOf(variable);
    }

    /** Begins a row: a sum of variables that may not be negative. */
    Row notNegative() {
        return new Row(model.newExpression("r" + model.countExpressions()).lower(0));
    }

    /** A sum under construction. */
    static final class Row {
        private final Expression expression;

        private Row(Expression expression) {
            this.expression = expression;
        }

        /** Adds {@code coefficient} times the variable. */
        Row plus(double coefficient, int variable) {
            if (coefficient != 0) {
                expression.add(variable, coefficient);
            }
            return this;
        }
    }

    /**
     * An optimum.
     *
     * @param values by variable
     * @param optimum what was maximised
     */
    record Solution(double[] values, double optimum) {}

    /**
     * Solves the programme.
     *
     * @throws IllegalStateException where the solver does not say that it has found the optimum
     */
    Solution maximise() {
        Optimisation.Result result = model.maximise();
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("the linear programme ended as " + result.getState());
        }
        return new Solution(result.toRawCopy1D(), result.getValue());
    }

    /**
     * Holds a solver to its word.
     *
     * @throws IllegalStateException where what it claims and what its portfolio is certain to bring are not the same: then it may as well
     *     have missed something
     */
    static void checkPrecision(double claimed, double certain) {
        if (!(Math.abs(claimed - certain) < PRECISION)) {
            throw new IllegalStateException("the solver claims " + claimed + " of a portfolio that brings " + certain);
        }
    }
}
