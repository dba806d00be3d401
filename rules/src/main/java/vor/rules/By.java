package vor.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/**
 * Steps of their own for each key. A key of which nothing came for a while is forgotten: its steps end, and with them what they asked to be woken for. Beyond so many
 * keys the one that was quiet for longest goes.
 */
final class By extends Op<By.Branches> {
    private final List<Key> keys;
    private final Duration idle;

    static final class Branches extends Held<Branch> {
        List<Node> steps = List.of();

        Branches(Duration idle) {
            super(idle, Spans.MOST);
        }

        @Override
        void forgotten(Branch branch) {
            branch.cells.forEach(Cell::end);
        }
    }

    private static final class Branch {
        List<Cell<?>> cells;

        Branch(List<Cell<?>> cells) {
            this.cells = cells;
        }
    }

    By(List<Key> keys, Duration idle) {
        super("by", List.of(keys, idle));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("by() needs a key, such as by(host())");
        }
        this.keys = keys;
        this.idle = idle;
    }

    @Override
    boolean branches() {
        return true;
    }

    @Override
    Branches begin(Cell<Branches> cell) {
        return new Branches(idle);
    }

    private Object key(Event event) {
        if (keys.size() == 1) {
            return keys.getFirst().of(event);
        }
        if (keys.size() == 2) {
            return List.of(keys.get(0).of(event), keys.get(1).of(event));
        }
        List<Object> all = new ArrayList<>(keys.size());
        for (Key key : keys) {
            all.add(key.of(event));
        }
        return all;
    }

    @Override
    void event(Branches state, Event event, Cell<Branches> cell) {
        Object key = key(event);
        @Nullable Branch branch = state.get(key, cell);
        if (branch == null) {
            branch = new Branch(cell.branch(state.steps));
            state.put(key, branch, cell);
        }
        List<Cell<?>> cells = branch.cells;
        for (int i = 0; i < cells.size(); i++) {
            Cell.give(cells.get(i), event);
        }
    }

    @Override
    void wake(Branches state, Cell<Branches> cell) {
        state.wake(cell);
    }

    @Override
    void relink(Branches state, List<Node> next, Cell<Branches> cell, Kept kept) {
        state.steps = next;
        for (Branch branch : state.values()) {
            branch.cells = cell.successors(branch.cells, next, kept);
        }
    }

    @Override
    int keys(Branches state) {
        int sum = state.size();
        for (Branch branch : state.values()) {
            for (Cell<?> cell : branch.cells) {
                sum += cell.keys();
            }
        }
        return sum;
    }

    @Override
    void end(Branches state) {
        state.clear();
    }
}
