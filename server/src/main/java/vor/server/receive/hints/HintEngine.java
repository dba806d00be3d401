package vor.server.receive.hints;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import vor.model.Clock;
import vor.model.Collector.Sink;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Inventory;
import vor.model.Picture;

/** Takes datagrams, has asked what they are about, within what devices bear. One thread; tests run it in virtual time. */
final class HintEngine {
    private static final long MS = 1_000_000L;
    static final long TICK = 20 * MS;
    static final long IDLE = 500 * MS;
    private static final long SENDERS_EVERY = 10_000 * MS;
    /** Rounds of asking a second for all devices together. */
    static final int ROUNDS = 200;

    private final Clock clock;
    private final Supplier<Picture> picture;
    private final Upstream upstream;
    private final Sink sink;
    private final Map<DeviceId, Desk> desks = new HashMap<>();
    private final Map<DeviceId, Desk> busy = new LinkedHashMap<>();
    private final Shares shares;
    private final Bucket rounds;
    final LongAdder asked = new LongAdder();
    final LongAdder merged = new LongAdder();
    final LongAdder placeless = new LongAdder();
    private Senders senders;
    private long sendersUntil;
    private long nextSweep;

    HintEngine(Clock clock, Supplier<Picture> picture, Upstream upstream, Sink sink) {
        this.clock = clock;
        this.picture = picture;
        this.upstream = upstream;
        this.sink = sink;
        long now = clock.nanos();
        shares = new Shares(now);
        rounds = new Bucket(ROUNDS, ROUNDS, now);
        senders = new Senders(picture.get());
        sendersUntil = now + SENDERS_EVERY;
        nextSweep = now;
    }

    /** Forgets devices that are gone. */
    void inventory(Inventory inventory) {
        shares.inventory(inventory);
        desks.keySet().removeIf(id -> inventory.device(id).isEmpty());
        busy.keySet().retainAll(desks.keySet());
        sendersUntil = clock.nanos();
    }

    /** @return what to send back; empty for nothing */
    byte[] came(Door door, Counts counts, InetAddress from, byte[] bytes, int length) {
        long now = clock.nanos();
        Optional<DeviceId> sender = senders(now).at(from);
        if (!shares.take(sender, now)) {
            counts.shed.increment();
            return Heard.NO_REPLY;
        }
        return switch (door.read(bytes, length, now)) {
            case Heard.Bad _ -> {
                counts.bad.increment();
                yield Heard.NO_REPLY;
            }
            case Heard.Other(String host, byte[] reply) -> {
                about(host, sender, counts);
                yield reply;
            }
            case Heard.Link(Word word, byte[] reply) -> {
                about(word.host(), sender, counts).ifPresent(id -> hint(id, word, counts, now));
                yield reply;
            }
        };
    }

    /** Whom it is about: whom it names, so that a relay may pass it on, else who sent it. */
    private Optional<DeviceId> about(String host, Optional<DeviceId> sender, Counts counts) {
        Optional<DeviceId> device = senders.called(host).or(() -> sender);
        (device.isPresent() ? counts.accepted : counts.unknown).increment();
        return device;
    }

    private Senders senders(long now) {
        if (now >= sendersUntil) {
            senders = new Senders(picture.get());
            sendersUntil = now + SENDERS_EVERY;
        }
        return senders;
    }

    private void hint(DeviceId device, Word word, Counts counts, long now) {
        counts.hints.increment();
        Instant at = clock.now();
        Desk desk = desks.computeIfAbsent(device, id -> new Desk(id, now));
        Optional<String> port = Behind.port(picture.get(), device, word);
        desk.keep(word.name(), word.place(port.orElse("")), at);
        if (port.isEmpty()) {
            placeless.increment();
        } else if (!desk.want(port.get(), now)) {
            merged.increment();
        }
        busy.put(device, desk);
        work(desk, now);
    }

    /** One round; returns how long nothing will be due, in nanoseconds. */
    long round() {
        long now = clock.nanos();
        if (busy.isEmpty()) {
            return IDLE;
        }
        if (now >= nextSweep) {
            nextSweep = now + TICK;
            List<Desk> all = new ArrayList<>(busy.values());
            all.forEach(d -> sweep(d, now));
        }
        return Math.max(0, nextSweep - now);
    }

    /** Whoever had its turn goes to the end. */
    private void sweep(Desk desk, long now) {
        if (work(desk, now) || desk.idle()) {
            busy.remove(desk.device());
        }
        if (!desk.idle()) {
            busy.put(desk.device(), desk);
        }
    }

    private boolean work(Desk desk, long now) {
        desk.telling(now).ifPresent(this::tell);
        Set<String> ports = desk.round(now, rounds);
        if (ports.isEmpty()) {
            return false;
        }
        asked.increment();
        Picture seen = picture.get();
        upstream.look(desk.device(), ports);
        Set<DeviceId> behind = new LinkedHashSet<>();
        ports.forEach(p -> behind.addAll(Behind.devices(seen, desk.device(), p)));
        if (!behind.isEmpty()) {
            upstream.probe(behind);
        }
        return true;
    }

    private void tell(Facts facts) {
        sink.observed(List.of(facts));
    }
}
