package vor.server.collect.ping;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import vor.model.Family;
import vor.server.kernel.Libc;

/** Sets an ICMP socket up: buffers, kernel time stamps, and filters that leave other programs' packets in the kernel. */
final class SocketOptions {
    private static final int SEND_BUFFER = 4 * 1024 * 1024;
    private static final int ACCEPT = 0x40000;

    private SocketOptions() {}

    static void apply(
            Arena arena, MemorySegment state, int fd, Family family, boolean raw, int id, int receiveBuffer)
            throws IOException {
        MemorySegment number = arena.allocateFrom(JAVA_INT, receiveBuffer);
        if (Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, number) != 0) {
            Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, number);
        }
        number.set(JAVA_INT, 0, SEND_BUFFER);
        if (Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, number) != 0) {
            Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_SNDBUF, number);
        }
        number.set(JAVA_INT, 0, 1);
        must(state, "SO_TIMESTAMPNS", Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, number));
        if (raw && family == Family.V6) {
            must(state, "ICMP6_FILTER", Libc.setsockopt(state, fd, Libc.IPPROTO_ICMPV6, Libc.ICMP6_FILTER, types(arena)));
        }
        if (raw) {
            MemorySegment program = family == Family.V6 ? Filter.v6(arena, id) : Filter.v4(arena, id);
            must(state, "SO_ATTACH_FILTER", Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, program));
        }
    }

    private static void must(MemorySegment state, String option, int result) throws IOException {
        if (result != 0) {
            throw new IOException("the kernel refuses " + option + ": " + Errno.name(Libc.errno(state)));
        }
    }

    /** A set bit blocks its type; open are the errors 1 to 4 and the echo reply, 129. */
    private static MemorySegment types(Arena arena) {
        MemorySegment bits = arena.allocate(32, 4);
        bits.fill((byte) 0xff);
        bits.set(JAVA_INT, 0, ~0b11110);
        bits.set(JAVA_INT, 16, ~0b10);
        return bits;
    }

    /** Classic BPF: replies with our identifier, and errors that quote a request with it. */
    private static final class Filter {
        private static final int LDX_MSH = 0xb1;
        private static final int LD_B_ABS = 0x30;
        private static final int LD_H_ABS = 0x28;
        private static final int LD_B_IND = 0x50;
        private static final int LD_H_IND = 0x48;
        private static final int JEQ = 0x15;
        private static final int RET = 0x06;

        private final MemorySegment code;
        private int length;

        private Filter(Arena arena, int size) {
            code = arena.allocate(8L * size, 8);
        }

        static MemorySegment v4(Arena arena, int id) {
            Filter f = new Filter(arena, 16);
            f.add(LDX_MSH, 0, 0, 0);
            f.add(LD_B_IND, 0, 0, 0);
            f.add(JEQ, 0, 3, 0);
            f.add(LD_H_IND, 0, 0, 4);
            f.add(JEQ, 9, 0, id);
            f.add(RET, 0, 0, 0);
            f.add(JEQ, 2, 0, 3);
            f.add(JEQ, 1, 0, 11);
            f.add(JEQ, 0, 6, 12);
            f.add(LDX_MSH, 0, 0, 28);
            f.add(LD_B_IND, 0, 0, 28);
            f.add(JEQ, 0, 3, 8);
            f.add(LD_H_IND, 0, 0, 32);
            f.add(JEQ, 0, 1, id);
            f.add(RET, 0, 0, ACCEPT);
            f.add(RET, 0, 0, 0);
            return f.program(arena);
        }

        static MemorySegment v6(Arena arena, int id) {
            Filter f = new Filter(arena, 10);
            f.add(LD_B_ABS, 0, 0, 0);
            f.add(JEQ, 0, 2, 129);
            f.add(LD_H_ABS, 0, 0, 4);
            f.add(JEQ, 4, 5, id);
            f.add(LD_B_ABS, 0, 0, 48);
            f.add(JEQ, 0, 3, 128);
            f.add(LD_H_ABS, 0, 0, 52);
            f.add(JEQ, 0, 1, id);
            f.add(RET, 0, 0, ACCEPT);
            f.add(RET, 0, 0, 0);
            return f.program(arena);
        }

        private void add(int operation, int yes, int no, int k) {
            long at = 8L * length++;
            code.set(JAVA_SHORT, at, (short) operation);
            code.set(JAVA_BYTE, at + 2, (byte) yes);
            code.set(JAVA_BYTE, at + 3, (byte) no);
            code.set(JAVA_INT, at + 4, k);
        }

        private MemorySegment program(Arena arena) {
            MemorySegment program = arena.allocate(16, 8);
            program.set(JAVA_SHORT, 0, (short) length);
            program.set(ADDRESS, 8, code);
            return program;
        }
    }
}
