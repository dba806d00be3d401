package vor.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Event;
import vor.model.Metric;
import vor.wire.riemann.RiemannWriter;

/**
 * Messages of Riemann's clients for 10,000 pairs of host and service, made ready once: they go out in pieces, one call to the kernel for each. Ten services on a
 * thousand hosts, so that each service is a tenth of the events.
 */
final class RiemannMessages {
    static final int SERVICES = 10;
    static final int PAIRS = 10_000;
    static final String PROBE = "probe";

    private static final int HEAD = 4;
    private static final int REAL = 8;
    /* Of a probe's metric: as a double, and behind it the key and the bytes of a float. */
    private static final int BEHIND_REAL = 5;

    private final ByteBuffer bytes;
    private final List<Piece> pieces;

    /** @param from of all bytes */
    private record Piece(int from, int length) {}

    private RiemannMessages(ByteBuffer bytes, List<Piece> pieces) {
        this.bytes = bytes;
        this.pieces = pieces;
    }

    /**
     * All pairs once.
     *
     * @param events of a message
     * @param messages of a piece
     * @param time of every event
     */
    static RiemannMessages of(int events, int messages, Instant time) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Piece> pieces = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; ) {
            int from = all.size();
            for (int i = 0; i < messages && pair < PAIRS; i++, pair += events) {
                all.writeBytes(framed(RiemannWriter.message(some(pair, events, time))));
            }
            pieces.add(new Piece(from, all.size() - from));
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(all.size()).put(all.toByteArray());
        return new RiemannMessages(direct, pieces);
    }

    private static List<Event> some(int from, int count, Instant time) {
        List<Event> some = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            some.add(event("host" + i / SERVICES, "s" + i % SERVICES, time, new Metric.Real(i / 7.0)));
        }
        return some;
    }

    private static Event event(String host, String service, Instant time, Metric metric) {
        return new Event(host, service, "ok", Optional.of(metric), time, Optional.of(Duration.ofSeconds(60)), "", List.of("bench"), Map.of());
    }

    int pieces() {
        return pieces.size();
    }

    /** To be written; position and limit are its own. */
    ByteBuffer piece(int number) {
        Piece piece = pieces.get(number);
        return bytes.slice(piece.from(), piece.length());
    }

    /** A message of one event that no rule but the one for probes takes; {@link #stamp} gives it its metric. */
    static ByteBuffer probe(Instant time) {
        return ByteBuffer.wrap(framed(RiemannWriter.message(List.of(event(PROBE, PROBE, time, new Metric.Real(0)))))).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void stamp(ByteBuffer probe, double metric) {
        probe.putDouble(probe.capacity() - BEHIND_REAL - REAL, metric);
    }

    private static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(HEAD + message.length).putInt(message.length).put(message).array();
    }
}
