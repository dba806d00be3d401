package vor.rules;

import java.util.ArrayList;
import java.util.List;

/** The beginning of a rule that is still open at its end: each method adds a step after it and leaves this one as it is. */
abstract sealed class Stream permits Events, Lists {
    private final List<Op<?>> steps;

    Stream(List<Op<?>> steps) {
        this.steps = steps;
    }

    final List<Op<?>> plus(Op<?> step) {
        List<Op<?>> all = new ArrayList<>(steps);
        all.add(step);
        return all;
    }

    /** Ends in all of these, each by itself: {@code page("ops")}, {@code index()}, or a stream of its own that begins with {@code all()}. */
    public final Rule to(Sink... sinks) {
        if (sinks.length == 0) {
            throw new IllegalArgumentException("to() needs an end, such as to(page(\"ops\")) or to(index())");
        }
        return chained(nodes(List.of(sinks)));
    }

    /** The steps in their order, with these after the last one. */
    final Rule chained(List<Node> last) {
        List<Node> next = last;
        for (Op<?> step : steps.reversed()) {
            List<Node> all = new ArrayList<>(next);
            all.addAll(step.aside());
            next = List.of(new Node(step, all));
        }
        return new Rule(next.getFirst());
    }

    /** What ends begin with. */
    static List<Node> nodes(List<Sink> sinks) {
        List<Node> nodes = new ArrayList<>();
        for (Sink sink : sinks) {
            for (Node node : sink.nodes()) {
                if (node.op() instanceof Filters.Subscribe) {
                    throw new IllegalArgumentException("a rule that begins with " + node.op() + " cannot be the end of another: it gets its events from the channel");
                }
                nodes.add(node);
            }
        }
        return nodes;
    }
}
