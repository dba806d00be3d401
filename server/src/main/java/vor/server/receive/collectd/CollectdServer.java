package vor.server.receive.collectd;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Bads;
import vor.server.receive.net.Listening;
import vor.server.receive.net.Port;
import vor.server.receive.net.Receiver;
import vor.server.receive.net.UdpPort;
import vor.wire.collectd.CollectdEvents;
import vor.wire.collectd.CollectdRates;
import vor.wire.collectd.CollectdReader;
import vor.wire.collectd.Heard;
import vor.wire.collectd.TypesDb;
import vor.wire.collectd.Users;

/**
 * Listens as a server of collectd's network plugin does. Counters become rates here, so the first value of each tells nothing. The thread {@code collectd-udp} reads datagrams and
 * is the only one that touches rates.
 */
public final class CollectdServer implements Receiver, AutoCloseable {
    private static final int MOST_KEYS = 200_000;
    private static final Duration IDLE = Duration.ofMinutes(15);

    private final Clock clock;
    private final EventSink sink;
    private final Bads bads;
    private final LongAdder packets = new LongAdder();
    private final LongAdder values = new LongAdder();
    private final LongAdder notifications = new LongAdder();
    private final Listening<CollectdSettings> listening = new Listening<>(this::open);

    public CollectdServer(Clock clock, EventSink sink) {
        this.clock = clock;
        this.sink = sink;
        this.bads = new Bads(clock);
    }

    /** Begins to listen; what keeps it from that is a trouble. */
    public void start(Optional<CollectdSettings> settings) {
        listening.start(settings);
    }

    /**
     * Listens there from now on, or nowhere.
     *
     * @throws IOException when it cannot, in words for people; then all is as it was
     */
    public void settings(Optional<CollectdSettings> next) throws IOException {
        listening.become(next);
    }

    private List<Port> open(CollectdSettings settings) throws IOException {
        Map<String, char[]> passwords = settings.passwords().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toCharArray()));
        CollectdReader reader = new CollectdReader(settings.level(), Users.of(passwords));
        CollectdEvents events = new CollectdEvents(TypesDb.read(settings.types()), new CollectdRates(MOST_KEYS, IDLE));
        return List.of(UdpPort.open("collectd", settings.host(), settings.port(), (bytes, length, sender) -> hear(reader, events, bytes, length, sender)));
    }

    private void hear(CollectdReader reader, CollectdEvents events, byte[] bytes, int length, SocketAddress sender) {
        packets.increment();
        Instant now = clock.now();
        List<Event> told = new ArrayList<>();
        for (Heard heard : reader.read(bytes, 0, length)) {
            switch (heard) {
                case Heard.Values list -> {
                    values.add(list.values().size());
                    told.addAll(events.events(list, now));
                }
                case Heard.Notification notification -> {
                    notifications.increment();
                    told.add(CollectdEvents.event(notification));
                }
                case Heard.Damage(String why, int at) -> bads.add(sender.toString(), why + " at byte " + at);
            }
        }
        if (!told.isEmpty()) {
            sink.take(told);
        }
    }

    /** Where it listens; empty while it does not. */
    public Optional<Integer> port() {
        return listening.ports().stream().findFirst().map(Port::number);
    }

    @Override
    public String name() {
        return "collectd";
    }

    @Override
    public List<? extends Port> ports() {
        return listening.ports();
    }

    @Override
    public Optional<String> trouble() {
        return listening.trouble();
    }

    @Override
    public List<Bads.Bad> lastBad() {
        return bads.last();
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_collectd_packets_total", "Packets of collectd", packets::sum),
                Reading.counter("vor_collectd_values_total", "Values in packets of collectd", values::sum),
                Reading.counter("vor_collectd_notifications_total", "Notifications of collectd", notifications::sum),
                Reading.counter("vor_collectd_bad_total", "Packets or parts of them that could not be read or were not let in", bads::count),
                Reading.counter("vor_collectd_kernel_dropped_total", "Datagrams that the kernel dropped, as we read too slowly", this::dropped));
    }

    private long dropped() {
        return listening.ports().stream().mapToLong(p -> p instanceof UdpPort udp ? udp.dropped() : 0).sum();
    }

    /** Frees the port. */
    @Override
    public void close() {
        listening.close();
    }
}
