package vor.lab.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes elements of nftables sets in one namespace by netlink, some tens of microseconds each.
 *
 * <p>What a call changes takes effect as a whole, before the call returns. Safe for any thread; calls wait for each
 * other.
 */
public final class NftSets implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int NETLINK_NETFILTER = 12;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int ERROR = 2;
    private static final int ANSWER_BYTES = 1 << 16;

    private final int fd;
    private boolean closed;

    private NftSets(int fd) {
        this.fd = fd;
    }

    /** @throws KernelException where the namespace does not exist or we are not root */
    public static NftSets open(String namespace) {
        return new NftSets(Namespaces.inside(namespace, NftSets::socket));
    }

    private static int socket() {
        int fd = Libc.check(
                Libc.socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_NETFILTER), "netlink socket");
        Libc.check(Libc.setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, 16 << 20), "send buffer of the netlink socket");
        Libc.check(Libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, 16 << 20), "receive buffer of the netlink socket");
        return fd;
    }

    /** What one set gains and loses; adding what is there and removing what is not are no faults. */
    public record Change(String table, String set, List<byte[]> add, List<byte[]> remove) {
        public Change {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }

        boolean empty() {
            return add.isEmpty() && remove.isEmpty();
        }
    }

    /**
     * Makes all changes at once.
     *
     * @throws KernelException where a set does not exist; then nothing has changed
     */
    public synchronized void apply(List<Change> changes) {
        List<Change> real = changes.stream().filter(c -> !c.empty()).toList();
        if (closed || real.isEmpty()) {
            return;
        }
        int elements = real.stream().mapToInt(c -> c.add().size() + 2 * c.remove().size()).sum();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(NftMessages.bytesFor(elements) + real.size() * 512L, 8);
            NftMessages batch = new NftMessages(memory.asByteBuffer());
            real.forEach(c -> write(batch, c));
            int length = batch.finish().limit();
            Libc.State state = new Libc.State(arena);
            Libc.check(Libc.write(fd, memory, length, state), "change a set of nftables");
            readAnswers(arena, state);
        }
    }

    /** An element is added before it is removed: so the removal finds it, whatever there was. */
    private static void write(NftMessages batch, Change change) {
        List<byte[]> known = new ArrayList<>(change.add());
        known.addAll(change.remove());
        batch.add(change.table(), change.set(), known);
        batch.remove(change.table(), change.set(), change.remove());
    }

    private void readAnswers(Arena arena, Libc.State state) {
        MemorySegment answers = arena.allocate(ANSWER_BYTES, 8);
        int first = 0;
        int length = Libc.read(fd, answers, state);
        while (length > 0) {
            first = first != 0 ? first : firstError(answers, length);
            length = Libc.read(fd, answers, state);
        }
        if (length != -Libc.EAGAIN) {
            Libc.check(length, "read the answer of nftables");
        }
        Libc.check(first, "change a set of nftables");
    }

    private static int firstError(MemorySegment answers, int length) {
        var in = answers.asByteBuffer().order(ByteOrder.nativeOrder());
        int at = 0;
        while (at + 20 <= length) {
            if (in.getShort(at + 4) == ERROR && in.getInt(at + 16) != 0) {
                return in.getInt(at + 16);
            }
            at += Math.max(16, in.getInt(at) + 3 & ~3);
        }
        return 0;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
