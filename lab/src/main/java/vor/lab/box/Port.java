package vor.lab.box;

import java.nio.charset.StandardCharsets;
import vor.wire.snmp.Value;

/**
 * One line of an interface table, the same for every box of a layout.
 *
 * @param index ifIndex
 * @param megabits of its own; of a bundle the sum of its members counts instead
 * @param parent place in the layout of the port that a unit stands on; its own place where it stands on none
 * @param member of the stack, from 0; -1 when it belongs to the whole box
 * @param number N of {@code ge-M/P/N}; -1 when it is no socket
 */
record Port(int index, String name, Sort sort, int megabits, int parent, int member, int number, Value text) {
    Port(int index, String name, Sort sort, int megabits, int parent, int member, int number) {
        this(index, name, sort, megabits, parent, member, number, new Value.Octets(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** What it is, with its ifType (IANAifType-MIB). */
    enum Sort {
        /** A socket in the front. */
        SOCKET(6),
        /** Unit 0 of a socket. */
        UNIT(53),
        /** Several sockets together, {@code ae0}. */
        BUNDLE(161),
        /** Unit 0 of a bundle. */
        BUNDLE_UNIT(53),
        LOOPBACK(24),
        /** The socket for the management network, where nothing is plugged in. */
        MANAGEMENT(6),
        /** The router's legs in its networks, and what carries them. */
        VLAN(53);

        final int type;

        Sort(int type) {
            this.type = type;
        }
    }

    boolean unit() {
        return sort == Sort.UNIT || sort == Sort.BUNDLE_UNIT;
    }

    /** Has a place in the front. */
    boolean socket() {
        return sort == Sort.SOCKET;
    }
}
