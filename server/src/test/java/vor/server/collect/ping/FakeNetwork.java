package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import vor.model.Clock;
import vor.model.Family;

/** A network that lives in virtual time: hosts that answer after a while, are silent, or hold their answers back. */
final class FakeNetwork implements EchoSocket {
    private record Packet(long at, long hi, long lo, int index, int sequence, long sentAt) {}

    /** What one address does. */
    static final class Host {
        boolean silent;
        long delay = Deciding.MS;
        long holdsUntil = Long.MIN_VALUE;
        int errno;
        /** So many echoes find no room in the kernel. */
        int noRoom;
        int copies = 1;
        final List<Long> asked = new ArrayList<>();
    }

    private final Clock clock;
    private final Family family;
    private final Map<String, Host> hosts = new HashMap<>();
    private final PriorityQueue<Packet> under = new PriorityQueue<>(Comparator.comparingLong(Packet::at));
    /** Nobody is reached, and nothing tells. */
    boolean dark;
    /** Our own kernel's answer to everybody. */
    int errno;

    FakeNetwork(Clock clock, Family family) {
        this.clock = clock;
        this.family = family;
    }

    Host host(String address) {
        return hosts.computeIfAbsent(address, a -> new Host());
    }

    @Override
    public Family family() {
        return family;
    }

    @Override
    public void send(Outgoing batch) {
        for (int i = 0; i < batch.count; i++) {
            Host host = host(batch.to[i].text());
            batch.errno[i] = errno != 0 ? errno : host.noRoom-- > 0 ? Errno.ENOBUFS : host.errno;
            if (batch.errno[i] == 0) {
                host.asked.add(batch.sentAt);
                travel(batch, i, host);
            }
        }
    }

    private void travel(Outgoing batch, int i, Host host) {
        for (int copy = 0; copy < host.copies && !dark && !host.silent; copy++) {
            long at = Math.max(batch.sentAt + host.delay, host.holdsUntil);
            under.add(new Packet(
                    at, batch.to[i].hi(), batch.to[i].lo(), batch.index[i], batch.sequence[i], batch.sentAt));
        }
    }

    @Override
    public void receive(Arrivals to) {
        while (!under.isEmpty() && under.peek().at() <= clock.nanos()) {
            Packet p = under.remove();
            to.reply(p.hi(), p.lo(), p.index(), p.sequence(), p.sentAt(), clock.nanos(), clock.nanos() - p.at());
        }
    }

    @Override
    public void close() {}
}
