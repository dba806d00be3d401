package vor.rules;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** The hosts and services with the greatest numbers go one way, the rest the other. */
final class Top extends Op<Top.Places> {
    private final int k;
    private final Amount field;
    private final boolean rest;

    private record One(Pair key, Event event, double number) {}

    /** The top; which is the least of it is looked for only when that may have changed. */
    static final class Places extends Held<One> {
        private @Nullable One least;

        @Override
        void forgotten(One one) {
            if (one == least) {
                least = null;
            }
        }

        void take(One one, Cell<?> cell) {
            One before = put(one.key(), one, cell);
            if (before != null) {
                forgotten(before);
            }
            One so = least;
            if (so != null && one.number() < so.number()) {
                least = one;
            }
        }

        void leave(Pair key) {
            One before = remove(key);
            if (before != null) {
                forgotten(before);
            }
        }

        One least() {
            One so = least;
            if (so == null) {
                so = values().stream().min(Comparator.comparingDouble(One::number)).orElseThrow();
                least = so;
            }
            return so;
        }
    }

    /** @param rest whether there is a second end, which gets what others push out */
    Top(int k, Amount field, boolean rest) {
        super("top", List.of(k, field, rest));
        this.k = Spans.count("top", k);
        this.field = field;
        this.rest = rest;
    }

    @Override
    Places begin(Cell<Places> cell) {
        return new Places();
    }

    @Override
    void event(Places state, Event event, Cell<Places> cell) {
        Pair key = Pair.of(event);
        OptionalDouble number = field.number(event);
        if (event.isExpired() || number.isEmpty()) {
            state.leave(key);
            Filters.dual(event, cell, false);
            return;
        }
        One one = new One(key, event, number.getAsDouble());
        if (!state.has(key) && state.size() >= k) {
            One least = state.least();
            if (one.number() <= least.number()) {
                Filters.dual(event, cell, false);
                return;
            }
            state.leave(least.key());
            state.take(one, cell);
            if (rest) {
                cell.emit(0, Errors.expired(least.event(), cell.now()));
                cell.emit(1, least.event());
            }
        } else {
            state.take(one, cell);
        }
        Filters.dual(event, cell, true);
    }

    @Override
    void wake(Places state, Cell<Places> cell) {
        state.wake(cell);
    }

    @Override
    int keys(Places state) {
        return state.size();
    }
}
