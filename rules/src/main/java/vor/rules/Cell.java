package vor.rules;

import java.util.ArrayList;
import java.util.List;
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
        return all(nodes, machine, rule);
    }

    void take(Event event) {
        op.event(state, event, this);
    }

    void take(List<Event> events) {
        op.list(state, events, this);
    }

    /** Hands it on to the steps after this. */
    void emit(Event event) {
        for (int i = 0; i < next.size(); i++) {
            next.get(i).take(event);
        }
    }

    /** Hands them on as one. */
    void emit(List<Event> events) {
        for (int i = 0; i < next.size(); i++) {
            next.get(i).take(events);
        }
    }

    /** Only to one of the steps after this. */
    void emit(int which, Event event) {
        next.get(which).take(event);
    }

    /** Milliseconds since 1970, by our clock: when what is under way came, or what the step asked to be woken at. */
    long now() {
        return machine.now();
    }

    /** Asks to be woken then, once; an earlier request is forgotten. One of the past: as soon as this is done. */
    void wakeAt(long millis) {
        due = millis;
        if (millis < queued) {
            queued = millis;
            machine.queue(this, millis);
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

    /** What waits in the machine's queue has come up. */
    void up(long millis) {
        if (ended || millis != queued) {
            return;
        }
        queued = NEVER;
        if (due == NEVER) {
            return;
        }
        if (due > millis) {
            long later = due;
            queued = later;
            machine.queue(this, later);
            return;
        }
        due = NEVER;
        machine.woken(rule, () -> op.wake(state, this));
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
        return successors(before, nodes, machine, rule, kept);
    }
}
