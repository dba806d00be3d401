package vor.rules;

import java.util.List;

/** One of the ways of {@link Events#split}: {@code branch(metric().over(0.9), page("ops"))}, {@code otherwise(index())}. */
public final class Branch {
    private final Condition condition;
    private final List<Sink> sinks;

    Branch(Condition condition, Sink... sinks) {
        if (sinks.length == 0) {
            throw new IllegalArgumentException("a branch needs an end, such as branch(metric().over(0.9), page(\"ops\"))");
        }
        this.condition = condition;
        this.sinks = List.of(sinks);
    }

    Condition condition() {
        return condition;
    }

    /** One step, behind which all its ends are. */
    Node node() {
        return new Node(Filters.all(), Stream.nodes(sinks));
    }
}
