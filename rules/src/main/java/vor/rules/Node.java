package vor.rules;

import java.util.List;

/** A step and those after it, as written. */
record Node(Op<?> op, List<Node> next) {
    Node {
        next = List.copyOf(next);
    }
}
