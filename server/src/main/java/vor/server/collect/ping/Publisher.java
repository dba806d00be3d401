package vor.server.collect.ping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Collector.Sink;
import vor.model.Family;
import vor.model.Ping;

/** Collects what a round has to tell and tells it in one go. */
final class Publisher {
    private final WallTime wall;
    private final Sink sink;
    private List<Slot> outbox = new ArrayList<>();

    Publisher(WallTime wall, Sink sink) {
        this.wall = wall;
        this.sink = sink;
    }

    /** This round tells of the slot; a first hop is nobody's business. */
    void add(Slot slot) {
        if (!slot.outbox && !slot.entry.hop()) {
            slot.outbox = true;
            outbox.add(slot);
        }
    }

    void flush(long now) {
        if (outbox.isEmpty()) {
            return;
        }
        Instant at = wall.at(now);
        List<Ping> pings = new ArrayList<>(outbox.size());
        for (Slot slot : outbox) {
            slot.outbox = false;
            slot.told = slot.watch.state();
            pings.add(ping(slot, at));
        }
        outbox.clear();
        sink.observed(pings);
    }

    private Ping ping(Slot slot, Instant at) {
        TargetWatch w = slot.watch;
        Address address = slot.address;
        if (slot.entry.id == null) {
            throw new IllegalStateException("a first hop is not published");
        }
        return new Ping(
                slot.entry.id,
                at,
                slot.name,
                address == null ? Family.NONE : address.family(),
                address == null ? "" : address.text(),
                w.state(),
                wall.at(w.since()),
                moment(w.lastReply()),
                moment(w.answeredUpTo()),
                moment(w.silentSince()),
                w.roundTrip().any() ? Optional.of(w.roundTrip().summary()) : Optional.empty(),
                w.loss().shares(),
                w.loss().sentLastSecond(),
                w.loss().lostLastSecond(),
                w.why());
    }

    private Optional<Instant> moment(long nanos) {
        return nanos == EchoLog.NONE ? Optional.empty() : Optional.of(wall.at(nanos));
    }
}
