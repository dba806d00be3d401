package vor.rules;

import java.util.List;

/** A stream from its beginning to its ends. A field of this type in a file of rules is a rule of that name; in {@code to(…)} it is a branch of another. */
public final class Rule extends Sink {
    private final Node first;

    Rule(Node first) {
        this.first = first;
    }

    @Override
    List<Node> nodes() {
        return List.of(first);
    }

    Node first() {
        return first;
    }
}
