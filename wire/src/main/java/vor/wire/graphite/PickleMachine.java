package vor.wire.graphite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the opcodes of one pickle that make lists, tuples, texts and numbers, and no others. Each opcode makes at most one value and each value goes into one place, so
 * that all lists together are no longer than the pickle; what is referred to is shared. Nothing goes down into what was made: depth costs nothing.
 */
final class PickleMachine {
    private static final int NEWEST_PROTOCOL = 5;

    /** Behind the items of a list, the parts of one that is being made. */
    private static final int SPARE = 64;

    /** Python keeps the path, both tuples and both numbers when they are texts. */
    private static final int KEPT_OF_AN_ITEM = 8;

    private final PickleInput in;
    private final int mostItems;
    private final List<Value> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Value> memo = new HashMap<>();
    private boolean stopped;
    private int codeAt;

    PickleMachine(PickleInput in, int mostItems) {
        this.in = in;
        this.mostItems = mostItems;
    }

    /** What the pickle holds; none after {@link PickleInput#trouble()}. What follows its end is not looked at. */
    Optional<Value> run() {
        while (!stopped && in.trouble().isEmpty()) {
            codeAt = in.at();
            if (in.isAtEnd()) {
                in.fail("it is cut off: nothing says that it ends");
            } else {
                step((int) in.little(1));
            }
        }
        Value value = pop();
        return in.trouble().isEmpty() ? Optional.of(value) : Optional.empty();
    }

    /** Of the opcode that came last. */
    int codeAt() {
        return codeAt;
    }

    private void step(int code) {
        switch (code) {
            case '.' -> stopped = true;
            case 0x80 -> protocol((int) in.little(1));
            case 0x95 -> in.frame();
            case '(' -> mark();
            case '0' -> popOrUnmark();
            case '1' -> unmark();
            case '2' -> push(peek());
            case 'N' -> push(Value.NONE);
            case 'I', 'L', 'J', 'K', 'M', 'F', 'G', 0x88, 0x89, 0x8a, 0x8b -> push(Literals.number(code, in));
            case 'S', 'T', 'U', 'V', 'X', 'B', 'C', 0x8c, 0x8d, 0x8e -> push(Literals.text(code, in));
            case ']', ')', 'l', 't', 0x85, 0x86, 0x87, 'a', 'e' -> sequence(code);
            case 'p', 'q', 'r', 0x94, 'g', 'h', 'j' -> memo(code);
            default -> in.fail(PickleRefusals.why(code));
        }
    }

    private void protocol(int version) {
        if (version > NEWEST_PROTOCOL) {
            in.fail("protocol " + version + " where " + NEWEST_PROTOCOL + " is the newest known");
        }
    }

    private void sequence(int code) {
        switch (code) {
            case ']' -> push(new Value.Sequence(new ArrayList<>(), true));
            case ')' -> push(new Value.Sequence(List.of(), false));
            case 'l' -> push(new Value.Sequence(unmark(), true));
            case 't' -> push(new Value.Sequence(unmark(), false));
            case 'a' -> append(take(1));
            case 'e' -> append(unmark());
            default -> push(new Value.Sequence(take(code - 0x84), false));
        }
    }

    private void append(List<Value> more) {
        if (!(peek() instanceof Value.Sequence list) || !list.grows()) {
            in.fail("something is appended to what is no list");
        } else if (list.items().size() + more.size() > mostItems) {
            in.fail("more than " + mostItems + " items in a list");
        } else {
            list.items().addAll(more);
        }
    }

    private void memo(int code) {
        switch (code) {
            case 'p' -> put(place(in.line()));
            case 'q' -> put(in.little(1));
            case 'r' -> put(in.little(4));
            case 0x94 -> put(memo.size());
            case 'g' -> get(place(in.line()));
            case 'h' -> get(in.little(1));
            default -> get(in.little(4));
        }
    }

    private long place(String line) {
        if (!Numbers.isWhole(line) || line.length() > 10) {
            in.fail(Series.quoted(line) + " is no place in the memo");
            return 0;
        }
        return Long.parseLong(line);
    }

    private void put(long place) {
        Value value = peek();
        if (memo.size() >= SPARE + (long) KEPT_OF_AN_ITEM * mostItems) {
            in.fail("too much in the memo for " + mostItems + " items");
        } else if (in.trouble().isEmpty()) {
            memo.put(place, value);
        }
    }

    private void get(long place) {
        Optional<Value> value = Optional.ofNullable(memo.get(place));
        if (value.isEmpty()) {
            in.fail("nothing was put into place " + place + " of the memo");
        }
        push(value.orElse(Value.NONE));
    }

    private void push(Value value) {
        if (isFull()) {
            return;
        }
        stack.add(value);
    }

    private void mark() {
        if (!isFull()) {
            marks.add(stack.size());
        }
    }

    private boolean isFull() {
        if ((long) stack.size() + marks.size() >= (long) SPARE + mostItems) {
            in.fail("more than " + mostItems + " items at once");
        }
        return !in.trouble().isEmpty();
    }

    /** None below the last mark may be touched. */
    private int above() {
        return stack.size() - (marks.isEmpty() ? 0 : marks.getLast());
    }

    private Value peek() {
        if (above() < 1) {
            in.fail("a value is asked for where there is none");
            return Value.NONE;
        }
        return stack.getLast();
    }

    private Value pop() {
        Value value = peek();
        if (in.trouble().isEmpty()) {
            stack.removeLast();
        }
        return value;
    }

    private void popOrUnmark() {
        if (above() == 0 && !marks.isEmpty()) {
            marks.removeLast();
        } else {
            pop();
        }
    }

    private List<Value> take(int count) {
        if (above() < count) {
            in.fail("a value is asked for where there is none");
            return List.of();
        }
        return cut(stack.size() - count);
    }

    /** What was made since the last mark. */
    private List<Value> unmark() {
        if (marks.isEmpty()) {
            in.fail("a mark is asked for where there is none");
            return List.of();
        }
        return cut(marks.removeLast());
    }

    private List<Value> cut(int from) {
        List<Value> top = stack.subList(from, stack.size());
        List<Value> taken = new ArrayList<>(top);
        top.clear();
        return taken;
    }
}
