package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * The most that the legs of a planted portfolio can bring for certain when each is traded in its direction, at most once: variables are
 * the legs' sizes, shares of the underlying and cash, which are borrowed to the last expiry. Payoffs are judged at all kinks and in the
 * limits of the underlying's price; where options may be exercised early,
 * also before any interest has accrued.
 */
final class LegsProgramme {
    private LegsProgramme() {}

    static double mostProfit(PlantedArbitrage planted, double discount, boolean european) {
        List<PlantedLeg> legs = planted.legs();
        int carry = legs.size();
        double[] brings = new double[carry + 2];
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < carry; i++) {
            boolean bought = legs.get(i).quantity() > 0;
            brings[i] = -legs.get(i).price();
            constraints.add(unit(brings.length, i, bought ? Relationship.GEQ : Relationship.LEQ, 0));
            constraints.add(unit(brings.length, i, bought ? Relationship.LEQ : Relationship.GEQ, bought ? 1 : -1));
        }
        double shares = planted.carry().map(Carry::shares).orElse(0.0);
        brings[carry] = -planted.carry().map(Carry::price).orElse(0.0);
        brings[carry + 1] = 1;
        if (shares == 0) {
            constraints.add(unit(brings.length, carry, Relationship.EQ, 0));
        }
        if (planted.carry().isEmpty()) {
            constraints.add(unit(brings.length, carry + 1, Relationship.EQ, 0));
        }
        prices(legs).forEach(price -> {
            constraints.add(covered(legs, price, discount));
            constraints.add(covered(legs, price, european ? discount : 1));
        });
        constraints.add(rising(legs));
        return new SimplexSolver()
                .optimize(
                        new MaxIter(1000),
                        new LinearObjectiveFunction(brings, 0),
                        new LinearConstraintSet(constraints),
                        GoalType.MAXIMIZE)
                .getValue();
    }

    private static List<Double> prices(List<PlantedLeg> legs) {
        return Stream.concat(
                        Stream.of(0.0), legs.stream().map(leg -> leg.contract().strike()))
                .distinct()
                .toList();
    }

    private static LinearConstraint covered(List<PlantedLeg> legs, double price, double discount) {
        double[] pays = new double[legs.size() + 2];
        for (int i = 0; i < legs.size(); i++) {
            pays[i] = intrinsic(legs.get(i).contract(), price);
        }
        pays[legs.size()] = price;
        pays[legs.size() + 1] = -1 / discount;
        return new LinearConstraint(pays, Relationship.GEQ, 0);
    }

    /** Above all strikes the payoff may not fall. */
    private static LinearConstraint rising(List<PlantedLeg> legs) {
        double[] slope = new double[legs.size() + 2];
        for (int i = 0; i < legs.size(); i++) {
            slope[i] = legs.get(i).contract().right() == Right.CALL ? 1 : 0;
        }
        slope[legs.size()] = 1;
        return new LinearConstraint(slope, Relationship.GEQ, 0);
    }

    private static double intrinsic(Contract contract, double price) {
        double sign = contract.right() == Right.CALL ? 1 : -1;
        return Math.max(0, sign * (price - contract.strike()));
    }

    private static LinearConstraint unit(int width, int index, Relationship relationship, double value) {
        double[] row = new double[width];
        row[index] = 1;
        return new LinearConstraint(row, relationship, value);
    }
}
