package vor.rules;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** The hosts and services with the greatest numbers go one way, the rest the other. */
final class Top extends Op<Held<Top.One>> {
    private final int k;
    private final Amount field;
    private final boolean rest;

    record One(Pair key, Event event, double number) {}

    /** @param rest whether there is a second end, which gets what others push out */
    Top(int k, Amount field, boolean rest) {
        super("top", List.of(k, field, rest));
        this.k = Spans.count("top", k);
        this.field = field;
        this.rest = rest;
    }

    @Override
    Held<One> begin(Cell<Held<One>> cell) {
        return new Held<>();
    }

    @Override
    void event(Held<One> state, Event event, Cell<Held<One>> cell) {
        Pair key = Pair.of(event);
        OptionalDouble number = field.number(event);
        if (event.isExpired() || number.isEmpty()) {
            state.remove(key);
            Filters.dual(event, cell, false);
            return;
        }
        One one = new One(key, event, number.getAsDouble());
        if (!state.has(key) && state.size() >= k) {
            One least = least(state);
            if (one.number() <= least.number()) {
                Filters.dual(event, cell, false);
                return;
            }
            state.remove(least.key());
            state.put(key, one, cell);
            if (rest) {
                cell.emit(0, Errors.expired(least.event(), cell.now()));
                cell.emit(1, least.event());
            }
        } else {
            state.put(key, one, cell);
        }
        Filters.dual(event, cell, true);
    }

    private static One least(Held<One> state) {
        @Nullable One least = null;
        for (One one : state.values()) {
            if (least == null || one.number() < least.number()) {
                least = one;
            }
        }
        return java.util.Objects.requireNonNull(least, "k is at least 1");
    }

    @Override
    void wake(Held<One> state, Cell<Held<One>> cell) {
        state.wake(cell);
    }

    @Override
    int keys(Held<One> state) {
        return state.size();
    }
}
