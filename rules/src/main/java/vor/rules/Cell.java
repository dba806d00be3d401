package vor.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/**
 * A step at work: its state, and the cells of the steps after it. Of the machine's thread.
 *
 * @param <S> what the step remembers
 */
final class Cell<S> {
    private static final long NEVER = Long.MAX_VALUE;

    private final Machine machine;
    private final Running rule;
    private Op<S> op;
    private S state;
    private List<Cell<?>> next;
    private long due = NEVER;
    private long queued = NEVER;
    private boolean ended;
    private @Nullable Cell<?> trap;

    private Cell(Machine machine, Running rule, Op<S> op, List<Cell<?>> next) {
        this.machine = machine;
        this.rule = rule;
        this.op = op;
        this.next = next;
        this.state = op.begin(this);
    }

    /** Of a step as written, and of all after it. */
    static Cell<?> of(Node node, Machine machine, Running rule) {
        return made(node.op(), node, machine, rule);
    }

    private static <S> Cell<S> made(Op<S> op, Node node, Machine machine, Running rule) {
        List<Cell<?>> next = op.branches() ? List.of() : all(node.next(), machine, rule);
        Cell<S> cell = new Cell<>(machine, rule, op, next);
        cell.relinked(node, new Kept());
        return cell;
    }

    static List<Cell<?>> all(List<Node> nodes, Machine machine, Running rule) {
        List<Cell<?>> cells = new ArrayList<>(nodes.size());
        nodes.forEach(n -> cells.add(of(n, machine, rule)));
        return cells;
    }

    /** Further steps of the same rule, by themselves: of a key. */
    List<Cell<?>> branch(List<Node> nodes) {
        List<Cell<?>> cells = all(nodes, machine, rule);
        trapped(cells);
        return cells;
    }

    void take(Event event) {
        op.event(state, event, this);
    }

    void take(List<Event> events) {
        op.list(state, events, this);
    }

    /** Hands it on to the steps after this. One that throws does not keep the others from it. */
    void emit(Event event) {
        for (int i = 0; i < next.size(); i++) {
            give(next.get(i), event);
        }
    }

    /** Hands them on as one. */
    void emit(List<Event> events) {
        for (int i = 0; i < next.size(); i++) {
            give(next.get(i), events);
        }
    }

    /** Only to one of the steps after this. */
    void emit(int which, Event event) {
        give(next.get(which), event);
    }

    /** To those of the steps after this that come before that number. */
    void emitBefore(int end, Event event) {
        for (int i = 0; i < end; i++) {
            give(next.get(i), event);
        }
    }

    /** To those of the steps after this from that number on. */
    void emitFrom(int begin, Event event) {
        for (int i = begin; i < next.size(); i++) {
            give(next.get(i), event);
        }
    }

    /** How many steps there are after this. */
    int successors() {
        return next.size();
    }

    static void give(Cell<?> to, Event event) {
        try {
            to.take(event);
        } catch (Machine.Lost | OutOfSteps e) {
            throw e;
        } catch (Exception | Error e) {
            to.failed(e);
        }
    }

    private static void give(Cell<?> to, List<Event> events) {
        try {
            to.take(events);
        } catch (Machine.Lost | OutOfSteps e) {
            throw e;
        } catch (Exception | Error e) {
            to.failed(e);
        }
    }

    /** What it did has thrown: is counted, and told to the nearest step before it that asks for errors. */
    void failed(Throwable e) {
        rule.fault(machine.now(), e);
        Cell<?> asks = trap;
        if (asks != null) {
            asks.error(Errors.event(e, machine.now()));
        }
    }

    private void error(Event error) {
        op.error(state, error, this);
    }

    /** So many events, or keys, are given up. */
    void drop(int number) {
        rule.dropped += number;
    }

    /** Milliseconds since 1970, by our clock: when what is under way came, or what the step asked to be woken at. */
    long now() {
        return machine.now();
    }

    /** Asks to be woken then, once; an earlier request is forgotten. One of the past: as soon as this is done. */
    void wakeAt(long millis) {
        long then = Math.max(millis, machine.now());
        due = then;
        if (then < queued) {
            queued = then;
            machine.queue(this, then);
        }
    }

    /** Forgets the request. */
    void sleep() {
        due = NEVER;
    }

    /** Whether it is to be woken. */
    boolean waits() {
        return due != NEVER;
    }

    /** Something leaves the rule. */
    void fire(Outlet outlet, List<Event> events) {
        machine.fire(rule, outlet, events);
    }

    /** Whether what waits in the machine's queue is for nothing any more. */
    boolean stale(long millis) {
        if (ended || millis != queued) {
            return true;
        }
        if (due == NEVER) {
            queued = NEVER;
            return true;
        }
        return false;
    }

    /** What waits in the machine's queue has come up. */
    void up(long millis) {
        if (stale(millis)) {
            return;
        }
        queued = NEVER;
        if (due > millis) {
            long later = due;
            queued = later;
            machine.again(this, later);
            return;
        }
        due = NEVER;
        machine.woken(rule, this);
    }

    void wake() {
        op.wake(state, this);
    }

    int keys() {
        int sum = op.keys(state);
        for (Cell<?> cell : next) {
            sum += cell.keys();
        }
        return sum;
    }

    void end() {
        ended = true;
        due = NEVER;
        op.end(state);
        next.forEach(Cell::end);
    }

    /** The cell of a step as written now, which goes on from one of before where both are the same. */
    static Cell<?> from(Cell<?> before, Node node, Machine machine, Running rule, Kept kept) {
        if (before.rule == rule && Same.step(before.op, node.op())) {
            kept.kept();
            return before.as(node, kept);
        }
        before.end();
        return counted(node, machine, rule, kept);
    }

    private static Cell<?> counted(Node node, Machine machine, Running rule, Kept kept) {
        count(node, kept);
        return of(node, machine, rule);
    }

    private static void count(Node node, Kept kept) {
        kept.reset(node.op());
        node.next().forEach(n -> count(n, kept));
    }

    @SuppressWarnings("unchecked") // same name and arguments: the same class, hence the same state
    private Cell<?> as(Node node, Kept kept) {
        op = (Op<S>) node.op();
        if (!op.branches()) {
            next = successors(next, node.next(), machine, rule, kept);
        }
        relinked(node, kept);
        return this;
    }

    private void relinked(Node node, Kept kept) {
        op.relink(state, node.next(), this, kept);
        if (op.traps()) {
            for (int i = 0; i < next.size() - op.aside().size(); i++) {
                next.get(i).trapped(this);
            }
        } else {
            trapped(next);
        }
    }

    private void trapped(List<Cell<?>> cells) {
        Cell<?> by = trap;
        if (by != null) {
            cells.forEach(c -> c.trapped(by));
        }
    }

    /** Errors of this and of the steps after it go there, unless a nearer one asks for them. */
    private void trapped(Cell<?> by) {
        if (trap != by) {
            trap = by;
            if (op.traps()) {
                next.subList(next.size() - op.aside().size(), next.size()).forEach(c -> c.trapped(by));
            } else {
                trapped(next);
            }
        }
    }

    /** Cells of steps as written now, each going on from the one at its place. */
    static List<Cell<?>> successors(List<Cell<?>> before, List<Node> nodes, Machine machine, Running rule, Kept kept) {
        List<Cell<?>> cells = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            cells.add(i < before.size() ? from(before.get(i), nodes.get(i), machine, rule, kept) : counted(nodes.get(i), machine, rule, kept));
        }
        before.stream().skip(nodes.size()).forEach(Cell::end);
        return cells;
    }

    List<Cell<?>> successors(List<Cell<?>> before, List<Node> nodes, Kept kept) {
        List<Cell<?>> cells = successors(before, nodes, machine, rule, kept);
        trapped(cells);
        return cells;
    }
}
