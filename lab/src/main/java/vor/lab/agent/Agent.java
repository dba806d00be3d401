package vor.lab.agent;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

/** One agent with its habit: what it says to a request, if anything. Not safe for threads. */
public final class Agent {
    private static final int MOST_BYTES = 8_000;
    private static final int PIECE = 200;
    private static final int GEN_ERR = 5;
    private static final List<Oid> MUTE = List.of(Oid.of("1.3.6.1.2.1.17"), Oid.of("1.3.6.1.2.1.47"));

    private static final String VLAN = "vlan-";

    private final Tree tree;
    private Habit habit = Habit.NORMAL;
    private Tree shown;
    private Map<String, Tree> contexts = Map.of();
    private double snapshotAt = Double.NEGATIVE_INFINITY;
    private int requests;

    public Agent(Tree tree) {
        this.tree = tree;
        shown = tree;
    }

    public Habit habit() {
        return habit;
    }

    /** @param played what the recording tells, when the habit is to play one */
    public void habit(Habit next, @Nullable Tree played) {
        habit(next, played, Map.of());
    }

    /** @param vlans what it tells in contexts of their own besides, by the VLAN's number; empty: whatever the context, it tells the same */
    public void habit(Habit next, @Nullable Tree played, Map<String, Tree> vlans) {
        if (!next.equals(habit)) {
            habit = next;
            contexts = Map.copyOf(vlans);
            snapshotAt = Double.NEGATIVE_INFINITY;
            shown = switch (next.kind()) {
                case NORMAL, SILENT, SLOW, CACHED, WRONG -> tree;
                case PARTIAL -> HabitTrees.withHoles(tree);
                case LOOPING -> HabitTrees.thatLoops(tree);
                case PLAY -> played == null ? tree : played;
            };
        }
    }

    /** @param context of version 3, or what stood behind the community and an @ */
    public boolean has(String context) {
        return context.isEmpty() || contexts.isEmpty() || contexts.containsKey(vlan(context));
    }

    private static String vlan(String context) {
        return context.startsWith(VLAN) ? context.substring(VLAN.length()) : context;
    }

    /**
     * @param first it was asked in version 1
     * @param context one that it has
     * @return null where it says nothing
     */
    public @Nullable Pdu answer(Pdu asked, boolean first, String context, double now) {
        Tree own = contexts.get(vlan(context));
        return own == null ? answer(asked, first, now) : new Answerer(own, first, MOST_BYTES, now).answer(asked);
    }

    /**
     * @param first it was asked in version 1
     * @return null where it says nothing
     */
    public @Nullable Pdu answer(Pdu asked, boolean first, double now) {
        requests++;
        return switch (habit.kind()) {
            case SILENT -> null;
            case NORMAL, SLOW, LOOPING, PLAY -> answer(asked, first, MOST_BYTES, now);
            case CACHED -> cached(asked, first, now);
            case PARTIAL -> mute(asked) ? null : answer(asked, first, PIECE, now);
            case WRONG -> wrong(answer(asked, first, MOST_BYTES, now));
        };
    }

    private Pdu answer(Pdu asked, boolean first, int most, double now) {
        return new Answerer(shown, first, most, now).answer(asked);
    }

    private Pdu cached(Pdu asked, boolean first, double now) {
        if (now - snapshotAt > habit.span().toMillis() / 1000.0) {
            shown = new FixedTree(tree.all(now));
            snapshotAt = now;
        }
        return answer(asked, first, MOST_BYTES, now);
    }

    private static boolean mute(Pdu asked) {
        return !asked.bindings().isEmpty() && MUTE.stream().anyMatch(asked.bindings().getFirst().oid()::startsWith);
    }

    /** Every other answer is well, so that a patient asker gets through. */
    private Pdu wrong(Pdu right) {
        return switch (requests % 8) {
            case 1 -> Pdu.response(right.id() + 1, 0, 0, right.bindings());
            case 3 -> Pdu.response(right.id(), 0, 0, right.bindings().reversed());
            case 5 -> Pdu.response(right.id(), GEN_ERR, 1, right.bindings());
            case 7 -> Pdu.response(right.id(), 0, 0, Collections.nCopies(3, new Binding(Oid.of("1.3.6.1.2.1.1.1.0"), Value.None.NULL)));
            default -> right;
        };
    }
}
