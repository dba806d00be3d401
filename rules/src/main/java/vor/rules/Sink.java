package vor.rules;

import java.util.List;

/** Where a stream ends, or goes on: {@link Rules#page}, {@link Rules#index} and such, or another {@link Rule}. */
public abstract sealed class Sink permits Rule, Sink.End {

    /** The steps that it begins with. */
    abstract List<Node> nodes();

    /** The end of a stream. */
    static final class End extends Sink {
        private final Node node;

        End(Op<?> op) {
            this.node = new Node(op, List.of());
        }

        @Override
        List<Node> nodes() {
            return List.of(node);
        }
    }
}
