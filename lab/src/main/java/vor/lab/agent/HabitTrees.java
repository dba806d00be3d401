package vor.lab.agent;

import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Trees as agents with bad habits have them. */
final class HabitTrees {
    private static final Oid MORE_INTERFACES = Oid.of("1.3.6.1.2.1.31.1.1.1");
    private static final Oid NAMES = Oid.of("1.3.6.1.2.1.2.2.1.2");
    private static final Oid LAST_OF_LOOP = Oid.of("1.3.6.1.2.1.2.2.1.8");

    private HabitTrees() {}

    /** Every third row of ifXTable is missing. */
    static Tree withHoles(Tree whole) {
        return new Tree() {
            @Override
            public @Nullable Value get(Oid oid, double now) {
                return hole(oid) ? null : whole.get(oid, now);
            }

            @Override
            public @Nullable Binding next(Oid oid, double now) {
                Binding next = whole.next(oid, now);
                while (next != null && hole(next.oid())) {
                    next = whole.next(next.oid(), now);
                }
                return next;
            }
        };
    }

    private static boolean hole(Oid oid) {
        return oid.startsWith(MORE_INTERFACES) && Integer.remainderUnsigned(oid.part(oid.size() - 1), 3) == 2;
    }

    /** Behind ifOperStatus the names come again. */
    static Tree thatLoops(Tree whole) {
        return new Tree() {
            @Override
            public @Nullable Value get(Oid oid, double now) {
                return whole.get(oid, now);
            }

            @Override
            public @Nullable Binding next(Oid oid, double now) {
                Binding next = whole.next(oid, now);
                boolean leaves = oid.startsWith(LAST_OF_LOOP) && (next == null || !next.oid().startsWith(LAST_OF_LOOP));
                return leaves ? whole.next(NAMES, now) : next;
            }
        };
    }
}
