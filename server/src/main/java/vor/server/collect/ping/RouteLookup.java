package vor.server.collect.ping;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import vor.model.Family;
import vor.server.kernel.Libc;

/** Asks the kernel by netlink (RTM_GETROUTE) how it would reach an address. Used by one thread; sends nothing on the net. */
final class RouteLookup implements AutoCloseable {
    private static final int NETLINK_ROUTE = 0;
    private static final short RTM_GETROUTE = 26;
    private static final short RTM_NEWROUTE = 24;
    private static final short NLM_F_REQUEST = 1;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int HEADER = 28;
    private static final long SIOCGIFNAME = 0x8910;
    private static final ValueLayout.OfLong NET_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(Libc.STATE);
    private final MemorySegment answer = arena.allocate(8192, 8);
    private final MemorySegment request = arena.allocate(48, 8);
    private final MemorySegment name = arena.allocate(40, 8);
    private final Map<Integer, String> names = new HashMap<>();
    private final int fd = Libc.socket(state, Libc.AF_NETLINK, Libc.SOCK_RAW, NETLINK_ROUTE);

    /** Adds the gateway and the interface of the route, where there is one. */
    void ask(Address address, Set<Address> gateways, Set<String> interfaces) {
        boolean six = address.family() == Family.V6;
        int bytes = six ? 16 : 4;
        int length = HEADER + 4 + bytes;
        request.fill((byte) 0);
        request.set(JAVA_INT, 0, length);
        request.set(JAVA_SHORT, 4, RTM_GETROUTE);
        request.set(JAVA_SHORT, 6, NLM_F_REQUEST);
        request.set(JAVA_BYTE, 16, (byte) (six ? Libc.AF_INET6 : Libc.AF_INET));
        request.set(JAVA_BYTE, 17, (byte) (bytes * 8));
        request.set(JAVA_SHORT, HEADER, (short) (4 + bytes));
        request.set(JAVA_SHORT, HEADER + 2, (short) RTA_DST);
        if (six) {
            request.set(NET_LONG, HEADER + 4, address.hi());
            request.set(NET_LONG, HEADER + 12, address.lo());
        } else {
            request.set(NET_INT, HEADER + 4, (int) address.lo());
        }
        if (fd < 0 || Libc.send(state, fd, request.asSlice(0, length)) != length) {
            return;
        }
        read((int) Libc.recv(state, fd, answer), six, gateways, interfaces);
    }

    private void read(int length, boolean six, Set<Address> gateways, Set<String> interfaces) {
        if (length < HEADER || answer.get(JAVA_SHORT, 4) != RTM_NEWROUTE) {
            return;
        }
        int at = HEADER;
        Address gateway = null;
        int out = 0;
        while (at + 4 <= length) {
            int size = answer.get(JAVA_SHORT, at) & 0xffff;
            int type = answer.get(JAVA_SHORT, at + 2) & 0x3fff;
            if (size < 4 || at + size > length) {
                break;
            }
            if (type == RTA_OIF && size >= 8) {
                out = answer.get(JAVA_INT, at + 4);
            } else if (type == RTA_GATEWAY && size >= (six ? 20 : 8)) {
                gateway = six ? v6(at + 4) : Address.v4(answer.get(NET_INT, at + 4));
            }
            at += size + 3 & ~3;
        }
        if (gateway != null) {
            gateways.add(gateway.linkLocal() ? gateway.scoped(out) : gateway);
        }
        if (out != 0) {
            interfaces.add(names.computeIfAbsent(out, this::nameOf));
        }
    }

    private Address v6(long at) {
        return Address.v6(answer.get(NET_LONG, at), answer.get(NET_LONG, at + 8));
    }

    private String nameOf(int index) {
        name.fill((byte) 0);
        name.set(JAVA_INT, 16, index);
        if (Libc.ioctl(state, fd, SIOCGIFNAME, name) != 0) {
            return "interface " + index;
        }
        return name.getString(0, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        if (fd >= 0) {
            Libc.close(state, fd);
        }
        arena.close();
    }
}
