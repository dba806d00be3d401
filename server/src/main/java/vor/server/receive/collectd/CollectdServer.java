package vor.server.receive.collectd;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Port;
import vor.server.receive.net.PortReceiver;
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
public final class CollectdServer extends PortReceiver<CollectdSettings> {
    private static final int MOST_KEYS = 200_000;
    private static final Duration IDLE = Duration.ofMinutes(15);

    private final Clock clock;
    private final EventSink sink;
    private final LongAdder packets = new LongAdder();
    private final LongAdder values = new LongAdder();
    private final LongAdder notifications = new LongAdder();

    public CollectdServer(Clock clock, EventSink sink) {
        super("collectd", clock);
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    protected List<Port> open(CollectdSettings settings) throws IOException {
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

    @Override
    public List<Reading> readings() {
        return List.of(
                counter("packets", "Packets of collectd", packets),
                counter("values", "Values in packets of collectd", values),
                counter("notifications", "Notifications of collectd", notifications),
                countsBad(),
                countsKernelDrops());
    }
}
