package dev.mvq.runtime.engine;

import java.util.List;

/**
 * One step of a plan and the steps that feed it.
 *
 * @param text the step in a line, with its estimates
 * @param inputs what it reads from
 */
public record PlanNode(String text, List<PlanNode> inputs) {
    public PlanNode {
        inputs = List.copyOf(inputs);
    }

    /** A step with the given inputs. */
    public static PlanNode of(String text, PlanNode... inputs) {
        return new PlanNode(text, List.of(inputs));
    }
}
