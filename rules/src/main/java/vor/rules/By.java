package vor.rules;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.model.Event;

/**
 * Steps of their own for each key. A key of which nothing came for a while is forgotten: its steps end, and with them what they asked to be woken for. Beyond so many
 * keys the one that was quiet for longest goes.
 */
final class By extends Op<By.Branches> {
    static final Duration IDLE = Duration.ofHours(1);
    private static final int MOST = 100_000;

    private final List<Key> keys;
    private final long idle;

    /** In the order in which something came last. */
    static final class Branches {
        final LinkedHashMap<Object, Branch> held = new LinkedHashMap<>(16, 0.75f, true);
        List<Node> steps = List.of();
    }

    private static final class Branch {
        List<Cell<?>> cells;
        long last;

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
        this.idle = idle.toMillis();
    }

    @Override
    boolean branches() {
        return true;
    }

    @Override
    Branches begin(Cell<Branches> cell) {
        return new Branches();
    }

    private Object key(Event event) {
        if (keys.size() == 1) {
            return keys.getFirst().of(event);
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
        Branch branch = state.held.get(key);
        if (branch == null) {
            branch = new Branch(cell.branch(state.steps));
            state.held.put(key, branch);
            bound(state);
        }
        branch.last = cell.now();
        if (!cell.waits()) {
            cell.wakeAt(branch.last + idle);
        }
        for (Cell<?> next : branch.cells) {
            next.take(event);
        }
    }

    private static void bound(Branches state) {
        if (state.held.size() > MOST) {
            var oldest = state.held.entrySet().iterator();
            oldest.next().getValue().cells.forEach(Cell::end);
            oldest.remove();
        }
    }

    @Override
    void wake(Branches state, Cell<Branches> cell) {
        Deque<Object> over = new ArrayDeque<>();
        for (Map.Entry<Object, Branch> entry : state.held.entrySet()) {
            if (entry.getValue().last + idle > cell.now()) {
                cell.wakeAt(entry.getValue().last + idle);
                break;
            }
            entry.getValue().cells.forEach(Cell::end);
            over.add(entry.getKey());
        }
        over.forEach(state.held::remove);
    }

    @Override
    void relink(Branches state, List<Node> next, Cell<Branches> cell, Kept kept) {
        state.steps = next;
        for (Branch branch : state.held.values()) {
            branch.cells = cell.successors(branch.cells, next, kept);
        }
    }

    @Override
    int keys(Branches state) {
        int sum = state.held.size();
        for (Branch branch : state.held.values()) {
            for (Cell<?> cell : branch.cells) {
                sum += cell.keys();
            }
        }
        return sum;
    }

    @Override
    void end(Branches state) {
        state.held.values().forEach(b -> b.cells.forEach(Cell::end));
        state.held.clear();
    }
}
