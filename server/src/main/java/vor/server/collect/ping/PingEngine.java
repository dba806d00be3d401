package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vor.model.Clock;
import vor.model.Collector.Sink;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Ping.State;
import vor.model.Profile;
import vor.model.Sight;

/**
 * One round after another: reads what came, looks at the deadlines, sends what is due, tells what changed. All of it on
 * one thread; time is a parameter and sockets are given, so that tests run it in virtual time.
 */
final class PingEngine implements EchoSocket.Arrivals {
    private static final long SECOND = Deciding.SECOND;
    private static final long CARRIER_EVERY = 100 * Deciding.MS;
    private static final long SENDS_EVERY = 250 * Deciding.MS;
    private static final long GRACE = SECOND;
    private static final long ASK_AGAIN = 20 * Deciding.MS;

    private final Clock clock;
    private final Counters counters;
    private final List<EchoSocket> sockets;
    private final Function<List<String>, Optional<String>> carrier;
    private final Roster roster;
    private final Sender sender;
    private final SightWatch sight;
    private final WallTime wall;
    private final Publisher publisher;
    private final Sink sink;
    private final List<Entry> suspects = new ArrayList<>();
    private final Doubts doubts;

    private Inventory inventory = Inventory.EMPTY;
    private Resolved resolved = Resolved.NOTHING;
    private long now;
    private long lastRead;
    private long nextCarrier;
    private long nextSends;
    private long nextSecond;
    private long graceUntil = EchoLog.NONE;
    private long asked = EchoLog.NONE;
    /** Where the budget ran out: there the next round begins, so that a small one is shared by all; -1 while it lasts. */
    private int firstRefused = -1;

    /**
     * @param noSocket why there is no socket at all; empty when there is one
     * @param carrier tells what is wrong when none of these interfaces has a carrier
     */
    PingEngine(
            Clock clock,
            PingSettings settings,
            Deciding rules,
            Function<String, Profile> profiles,
            List<EchoSocket> sockets,
            String noSocket,
            Function<List<String>, Optional<String>> carrier,
            Counters counters,
            Sink sink) {
        this.clock = clock;
        this.counters = counters;
        this.sockets = List.copyOf(sockets);
        this.carrier = carrier;
        this.sink = sink;
        now = clock.nanos();
        lastRead = now;
        nextSecond = now;
        doubts = new Doubts(rules);
        roster = new Roster(rules, settings.falseDownsPerDay(), profiles);
        sender = new Sender(clock, counters, roster, settings.packetsPerSecond(), sockets);
        sight = new SightWatch(noSocket, now);
        wall = new WallTime(clock);
        publisher = new Publisher(wall, sink);
    }

    /** From the next round on ask these. */
    void inventory(Inventory next) {
        inventory = next;
        now = clock.nanos();
        for (Slot slot : roster.apply(inventory, now)) {
            address(slot);
            publisher.add(slot);
        }
        suspects.removeIf(e -> e.id != null && roster.device(e.id) != e);
        doubts.end();
        counters.targets.set(roster.devices().stream().mapToLong(e -> e.slots.size()).sum());
        publisher.flush(now);
    }

    /** Other limits from now on, and other paces: those of the profiles are looked up anew. */
    void settings(PingSettings next) {
        roster.falseDowns(next.falseDownsPerDay());
        sender.budget(next.packetsPerSecond());
        inventory(inventory);
    }

    /** Names and routes were looked up again. */
    void resolved(Resolved news) {
        resolved = news.after(resolved);
        roster.hops(resolved.hops(), now);
        suspects.removeIf(e -> e.hop() && !roster.hops().contains(e));
        for (Entry entry : roster.devices()) {
            entry.slots.forEach(this::address);
        }
        counters.unresolved.set(news.failed().size());
    }

    private void address(Slot slot) {
        Address address = Address.literal(slot.name).orElse(resolved.names().get(slot.name));
        String failed = resolved.failed().get(slot.name);
        if (address != null && !address.equals(slot.address)) {
            slot.address = address;
            slot.watch.forgive();
            if (slot.watch.state() == State.UNRESOLVED) {
                slot.watch.resume(now);
            }
            if (!sender.can(address.family())) {
                slot.watch.cannotAsk(State.UNSENDABLE, Rights.familyLacking(address.family()), now);
            }
        } else if (address == null && failed != null && slot.address == null) { // a lost DNS loses no device
            slot.watch.cannotAsk(State.UNRESOLVED, failed, now);
        }
        tellIfChanged(slot);
    }

    /** Asks these beside their pace and tells their answers at once. */
    void probeNow(Collection<DeviceId> devices) {
        devices.forEach(this::ask);
    }

    /** A port above each of these has just been seen to fall: asks them, and does not wait long for the answers. */
    void portFell(Collection<DeviceId> devices) {
        for (DeviceId id : devices) {
            Entry entry = roster.device(id);
            if (entry != null) {
                doubts.begin(entry, now);
            }
        }
    }

    private void doubt() {
        for (Entry entry : doubts.at(now)) {
            for (Slot slot : entry.slots) {
                if (slot.watch.judgeWithSibling(now)) {
                    becameSuspect(entry);
                } else if (slot.watch.state() == State.UP && doubts.due(slot, now)) {
                    send(slot);
                }
            }
        }
    }

    private void ask(DeviceId device) {
        Entry entry = roster.device(device);
        if (entry != null) {
            entry.slots.forEach(this::ask);
        }
    }

    private void ask(Slot slot) {
        long open = slot.watch.echoes().lastSent();
        if (open != EchoLog.NONE && now - open < ASK_AGAIN && slot.tellAnswer) {
            return;
        }
        slot.tellAnswer = true;
        counters.asked.one();
        send(slot);
    }

    private boolean send(Slot slot) {
        boolean taken = sender.send(slot);
        if (slot.inBatch) {
            roster.wakeBy(slot, now + slot.watch.deadline());
        }
        return taken;
    }

    /** One round. */
    void round() {
        now = clock.nanos();
        sender.fill(now);
        sockets.forEach(s -> s.receive(this));
        lastRead = now;
        look();
        wakeUp();
        if (sight.blind() || graceUntil != EchoLog.NONE) {
            doubts.end();
        }
        if (!sight.blind()) {
            doubt();
            decide();
        }
        sender.flush();
        second();
        publisher.flush(now);
    }

    boolean busy() {
        return !suspects.isEmpty() || doubts.any();
    }

    private void look() {
        if (now >= nextCarrier) {
            nextCarrier = now + CARRIER_EVERY;
            sight.carrier(carrier.apply(resolved.interfaces()).orElse(null));
        }
        if (now >= nextSends) {
            nextSends = now + SENDS_EVERY;
            sight.sends(sender.verdictOnAll());
        }
        boolean was = sight.blind();
        if (sight.look(roster.hops(), now)) {
            tellSight();
            if (was && !sight.blind()) {
                forgive();
                graceUntil = now + GRACE;
            }
        }
        if (graceUntil != EchoLog.NONE && now >= graceUntil) {
            graceUntil = EchoLog.NONE;
            forgive();
        }
    }

    private void forgive() {
        for (Entry entry : roster.devices()) {
            entry.watch.forgive();
            entry.slots.forEach(this::tellIfChanged);
        }
        roster.hops().forEach(hop -> hop.watch.forgive());
    }

    private void tellSight() {
        sink.sight(new Sight(sight.blind(), sight.why(), wall.at(sight.since()), wall.at(now)));
    }

    private void wakeUp() {
        long[] wake = roster.wake();
        int from = firstRefused;
        firstRefused = -1;
        for (int i = Math.max(0, from); i < wake.length; i++) {
            wakeUpIfDue(i, wake);
        }
        for (int i = 0; i < from && i < wake.length; i++) {
            wakeUpIfDue(i, wake);
        }
    }

    private void wakeUpIfDue(int index, long[] wake) {
        Slot slot = wake[index] <= now ? roster.slot(index) : null;
        if (slot != null) {
            wakeUp(slot);
        }
    }

    private void wakeUp(Slot slot) {
        boolean frozen = !slot.entry.hop() && (sight.blind() || graceUntil != EchoLog.NONE);
        if (!frozen && slot.watch.judge(now)) {
            becameSuspect(slot.entry);
        }
        if (now >= slot.nextSend) {
            sendAtPace(slot);
        }
        if (now >= slot.nextTurn) {
            slot.nextTurn += ((now - slot.nextTurn) / SECOND + 1) * SECOND;
            if (!frozen || graceUntil != EchoLog.NONE) {
                slot.watch.turn(now);
                publisher.add(slot);
            }
        }
        if (!frozen) {
            tellIfChanged(slot);
        }
        roster.wake()[slot.index] = frozen ? Math.min(slot.nextSend, slot.nextTurn) : slot.wake(now);
    }

    private void sendAtPace(Slot slot) {
        if (sender.send(slot)) {
            long late = (now - slot.nextSend) / slot.entry.interval;
            slot.nextSend += (late + 1) * slot.entry.interval;
        } else if (firstRefused < 0) {
            firstRefused = slot.index;
        }
    }

    private void becameSuspect(Entry entry) {
        counters.suspects.one();
        boolean first = entry.watch.suspect(now);
        if (!entry.suspect) {
            entry.suspect = true;
            suspects.add(entry);
        }
        if (first) {
            entry.above.forEach(this::ask);
            if (asked == EchoLog.NONE || now - asked >= ASK_AGAIN) {
                asked = now;
                roster.hops().forEach(h -> h.slots.forEach(this::ask));
            }
        }
        entry.slots.forEach(this::tellIfChanged);
    }

    private void decide() {
        long witnessed = sight.witnessed(roster.hops());
        for (int i = suspects.size() - 1; i >= 0; i--) {
            Entry entry = suspects.get(i);
            if (entry.watch.decide(now, entry.hop() ? Long.MAX_VALUE : witnessed)) {
                entry.slots.forEach(this::tellIfChanged);
            }
            if (entry.watch.anySuspect()) {
                burst(entry);
            } else {
                entry.suspect = false;
                suspects.set(i, suspects.getLast());
                suspects.removeLast();
            }
        }
    }

    private void burst(Entry entry) {
        if (!entry.watch.burst(now)) {
            return;
        }
        for (Slot slot : entry.slots) {
            if (entry.watch.inBurst(slot.watch) && send(slot)) {
                counters.bursts.one();
            }
        }
    }

    private void second() {
        if (now < nextSecond) {
            return;
        }
        nextSecond = now + SECOND;
        if (sight.blind()) {
            counters.blindSeconds.one();
        }
        if (wall.stepped()) {
            counters.clockSteps.one();
            roster.devices().forEach(e -> e.slots.forEach(publisher::add));
        }
        tellSight();
    }

    private void tellIfChanged(Slot slot) {
        if (slot.watch.state() == slot.told) {
            return;
        }
        if (slot.watch.state() == State.DOWN && !slot.outbox && !slot.entry.hop()) {
            counters.downs.one();
        }
        publisher.add(slot);
    }

    @Override
    public void reply(long hi, long lo, int index, int sequence, long sentAt, long readAt, long queued) {
        Slot slot = roster.slot(index);
        if (slot == null || slot.address == null || !slot.address.same(hi, lo)) {
            counters.wrongSource.one();
            return;
        }
        long waited = Math.clamp(queued, 0, Math.max(0, readAt - lastRead));
        if (waited != queued) {
            counters.clamped.one();
        }
        take(slot, sequence, sentAt, Math.max(sentAt, readAt - waited));
    }

    private void take(Slot slot, int sequence, long sentAt, long receivedAt) {
        boolean frozen = sight.blind() && !slot.entry.hop();
        State was = slot.watch.state();
        if (sight.blind()) {
            /* Also the first hop's silence was ours; where its silence is what blinds us, it is down, and nothing is forgiven. */
            slot.entry.watch.forgive();
        }
        TargetWatch.Reply reply = frozen
                ? TargetWatch.Reply.FRESH
                : slot.entry.watch.answered(slot.watch, sequence, sentAt, receivedAt);
        switch (reply) {
            case FRESH, SLOW -> counters.received.one();
            case LATE -> {
                counters.received.one();
                counters.late.one();
                if (was == State.DOWN) {
                    counters.downsTakenBack.one();
                }
            }
            case DUPLICATE -> counters.duplicate.one();
            case UNKNOWN -> counters.unknown.one();
        }
        if (reply != TargetWatch.Reply.DUPLICATE && reply != TargetWatch.Reply.UNKNOWN) {
            sight.answered(sentAt);
        }
        if (!frozen && slot.tellAnswer) {
            slot.tellAnswer = false;
            publisher.add(slot);
        }
        if (!frozen) {
            tellIfChanged(slot);
        }
    }

    @Override
    public void forged(long hi, long lo, int index) {
        Slot slot = roster.slot(index);
        boolean known = slot != null && slot.address != null && slot.address.same(hi, lo);
        (known ? counters.forged : counters.wrongSource).one();
    }

    @Override
    public void odd(EchoSocket.Oddity oddity) {
        switch (oddity) {
            case STRAY -> counters.stray.one();
            case TRUNCATED -> counters.truncated.one();
            case OVERSIZED -> counters.oversized.one();
            case HINT -> counters.hints.one();
        }
    }
}
