package vor.rules;

import java.util.List;
import vor.model.Event;

/**
 * A step of a stream: what it does, and with what arguments. What it remembers is a state of its own, so that a step of the same name and arguments can go on where
 * another left off. Called by one thread at a time.
 *
 * @param <S> what it remembers
 */
abstract class Op<S> {
    private final String name;
    private final List<Object> arguments;

    /**
     * @param name as it is typed
     * @param arguments what it was given; steps of equal names and arguments do the same
     */
    Op(String name, List<?> arguments) {
        this.name = name;
        this.arguments = List.copyOf(arguments);
    }

    final String name() {
        return name;
    }

    final List<Object> arguments() {
        return arguments;
    }

    /** What it remembers before anything came. It may ask to be woken. */
    abstract S begin(Cell<S> cell);

    /** An event came. */
    abstract void event(S state, Event event, Cell<S> cell);

    /** Several came as one; most steps take one after the other. */
    void list(S state, List<Event> events, Cell<S> cell) {
        for (Event event : events) {
            event(state, event, cell);
        }
    }

    /** The time that it asked to be woken at has come: {@link Cell#now} is exactly that. */
    void wake(S state, Cell<S> cell) {}

    /** Whether steps after it are made for each key, by itself. */
    boolean branches() {
        return false;
    }

    /** How many keys it holds apart. */
    int keys(S state) {
        return 0;
    }

    /** It will not be called again; cells that it made itself are to be ended. */
    void end(S state) {}

    /** Steps that stand beside those after it, last in {@link Node#next}: what becomes of errors. */
    List<Node> aside() {
        return List.of();
    }

    /** A step after it threw; this stands for it. */
    void error(S state, Event error, Cell<S> cell) {}

    /** Whether it takes errors of the steps after it. */
    boolean traps() {
        return false;
    }

    /** Steps after it that are other ones now, for cells that it made itself. */
    void relink(S state, List<Node> next, Cell<S> cell, Kept kept) {}

    @Override
    public final String toString() {
        return name + "(" + String.join(", ", arguments.stream().map(Same::words).toList()) + ")";
    }

    /** One that remembers nothing. */
    abstract static class Plain extends Op<Plain.Nothing> {
        enum Nothing {
            NOTHING
        }

        Plain(String name, List<?> arguments) {
            super(name, arguments);
        }

        @Override
        final Nothing begin(Cell<Nothing> cell) {
            return Nothing.NOTHING;
        }

        @Override
        final void event(Nothing state, Event event, Cell<Nothing> cell) {
            event(event, cell);
        }

        abstract void event(Event event, Cell<?> cell);
    }

    /** One that remembers nothing and takes lists. */
    abstract static class OfLists extends Plain {
        OfLists(String name, List<?> arguments) {
            super(name, arguments);
        }

        @Override
        final void event(Event event, Cell<?> cell) {
            list(List.of(event), cell);
        }

        @Override
        final void list(Nothing state, List<Event> events, Cell<Nothing> cell) {
            list(events, cell);
        }

        abstract void list(List<Event> events, Cell<?> cell);
    }
}
