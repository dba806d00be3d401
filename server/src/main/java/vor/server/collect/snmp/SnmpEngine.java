package vor.server.collect.snmp;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.AddressText;
import vor.model.Agent;
import vor.model.Clock;
import vor.model.Collector.Sink;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Report;
import vor.model.Uplink;
import vor.server.collect.snmp.facts.Cable;
import vor.server.collect.snmp.facts.Poll;
import vor.wire.snmp.Conversation;
import vor.wire.snmp.Heard;
import vor.wire.snmp.Pdu;

/**
 * One round after another: reads what came, gives up what did not, asks what is due. All of it on one thread; time is a
 * parameter and the transport is given, so that tests run it in virtual time.
 */
final class SnmpEngine implements Transport.Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(SnmpEngine.class);
    private static final long MS = 1_000_000L;
    private static final long LEAVES = 3_000 * MS;
    /** A table whose rest was not answered is asked for again after this. */
    private static final long SOON = 3_000 * MS;
    private static final double LATE = 0.5;
    private static final long IDLE = 500 * MS;

    private final Clock clock;
    private SnmpSettings settings;
    private final Transport transport;
    private final Names names;
    private final Outlook outlook;
    private final RandomGenerator random;
    private final Sink sink;
    private final Counters counters;
    private Budget budget;
    private final byte[] out = new byte[Transport.LARGEST];
    private final List<Report> news = new ArrayList<>();

    private Inventory inventory = Inventory.EMPTY;
    private Map<DeviceId, AgentDesk> desks = new LinkedHashMap<>();
    private Map<InetSocketAddress, AgentDesk> byAddress = new HashMap<>();
    private long now;

    /** Makes what understands a new agent. */
    interface Outlook {
        Understanding of(Device device);
    }

    /** Turns an address of the inventory into one that can be asked; empty while it does not resolve. */
    interface Names {
        Optional<java.net.InetAddress> address(String name);
    }

    SnmpEngine(
            Clock clock,
            SnmpSettings settings,
            Transport transport,
            Names names,
            Outlook outlook,
            RandomGenerator random,
            Sink sink,
            Counters counters) {
        this.clock = clock;
        this.settings = settings;
        this.transport = transport;
        this.names = names;
        this.outlook = outlook;
        this.random = random;
        this.sink = sink;
        this.counters = counters;
        now = clock.nanos();
        budget = new Budget(settings.requestsPerSecond(), now);
    }

    /** From now on ask by these; what is known of devices that are still to be asked is kept. */
    void settings(SnmpSettings next) {
        settings = next;
        budget = new Budget(next.requestsPerSecond(), clock.nanos());
        inventory(inventory);
    }

    /** From now on ask these; what is known of devices that stay is kept. */
    void inventory(Inventory next) {
        now = clock.nanos();
        inventory = next;
        Map<DeviceId, AgentDesk> kept = new LinkedHashMap<>();
        for (Device device : next.devices()) {
            settings.rule(device).ifPresent(rule -> kept.put(device.id(), desk(device, rule)));
        }
        desks = kept;
        counters.agents.set(kept.size());
        watch();
        addresses();
    }

    private AgentDesk desk(Device device, SnmpSettings.Rule rule) {
        AgentDesk held = desks.get(device.id());
        AgentDesk desk = held != null ? held : new AgentDesk(device.id(), outlook.of(device), counters, begin(device), clock.now());
        desk.nextLook = now;
        desk.pace(rule.pace());
        SnmpSettings.Known known = settings.credential(rule);
        if (known.credential().isEmpty()) {
            desk.unaskable(known.trouble(), clock.now());
        } else {
            desk.talk(known.credential().get(), random, now, clock.now());
        }
        return desk;
    }

    /* Whoever others hang on is asked first: causes are read off its ports. The rest follows, spread over some seconds. */
    private long begin(Device device) {
        return inventory.below(device.id()).isEmpty() ? now + Math.floorMod(device.id().value() * 37, 100L) * LEAVES / 100 : now;
    }

    /** The ports that matter most: a device's own uplinks, and those of others that end at it. */
    private void watch() {
        Map<DeviceId, Set<String>> watched = new HashMap<>();
        for (Device device : inventory.devices()) {
            for (Uplink uplink : device.uplinks()) {
                add(watched, device.id(), uplink.port());
                add(watched, uplink.above(), uplink.abovePort());
            }
        }
        Map<DeviceId, List<Cable>> cables = Cables.of(inventory);
        desks.forEach((id, desk) -> {
            desk.understanding.watch(watched.getOrDefault(id, Set.of()));
            desk.understanding.plan(cables.getOrDefault(id, List.of()));
        });
    }

    private static void add(Map<DeviceId, Set<String>> watched, DeviceId device, String port) {
        if (!port.isEmpty()) {
            watched.computeIfAbsent(device, k -> new HashSet<>()).add(port);
        }
    }

    /** Looks the names up again; called when names may have changed. */
    void addresses() {
        Map<InetSocketAddress, AgentDesk> next = new HashMap<>();
        for (AgentDesk desk : desks.values()) {
            Device device = inventory.device(desk.device).orElseThrow();
            int port = settings.rule(device).orElseThrow().port();
            List<InetSocketAddress> own = new ArrayList<>();
            for (String name : device.addresses()) {
                names.address(name).ifPresent(a -> own.add(new InetSocketAddress(a, port)));
            }
            desk.addresses(own);
            own.forEach(a -> next.putIfAbsent(a, desk));
        }
        byAddress = next;
    }

    /** Asks the ports above these devices at once, all of their uplinks, and goes on looking for some seconds. */
    void probeNow(Collection<DeviceId> devices) {
        now = clock.nanos();
        Map<DeviceId, Set<String>> above = new LinkedHashMap<>();
        for (DeviceId id : devices) {
            inventory.device(id).ifPresent(d -> d.uplinks().forEach(u -> add(above, u.above(), u.abovePort())));
        }
        above.forEach((id, ports) -> {
            AgentDesk desk = desks.get(id);
            if (desk != null) {
                desk.back(now);
                desk.chase(ports, now);
                desk.nextLook = now;
            }
        });
    }

    /** These answer echoes again: agents that were silent are asked at once. */
    void back(Collection<DeviceId> devices) {
        now = clock.nanos();
        for (DeviceId id : devices) {
            AgentDesk desk = desks.get(id);
            if (desk != null) {
                desk.back(now);
                desk.nextLook = now;
            }
        }
    }

    /** Asks for the state of these ports at once, and only once. */
    void lookNow(DeviceId device, Set<String> ports) {
        AgentDesk desk = desks.get(device);
        if (desk != null) {
            now = clock.nanos();
            desk.look(ports);
            desk.nextLook = now;
        }
    }

    /** One round; returns how long nothing will be due, in nanoseconds. */
    long round() {
        now = clock.nanos();
        transport.receive(this);
        long next = now + IDLE;
        for (AgentDesk desk : desks.values()) {
            if (desk.nextLook <= now) {
                look(desk);
            }
            next = Math.min(next, desk.nextLook);
        }
        flush();
        return Math.max(0, next - now);
    }

    private void look(AgentDesk desk) {
        desk.chase(now);
        desk.lines().forEach(line -> expire(desk, line));
        desk.beginUrgent(now);
        desk.urgent().stream().filter(AgentDesk.Line::toSend).forEach(line -> send(desk, line));
        boolean idle = desk.ordinary().idle();
        if (desk.beginOrdinary(now) && !desk.ordinary().inFlight) {
            if (idle && desk.agenda.lateness() > LATE) {
                counters.late.increment();
            }
            send(desk, desk.ordinary());
        }
        tellIfNew(desk);
        desk.nextLook = desk.wake(now);
    }

    private void expire(AgentDesk desk, AgentDesk.Line line) {
        if (!line.inFlight || line.deadline > now) {
            return;
        }
        counters.timeouts.increment();
        if (desk.late(line)) {
            return;
        }
        if (line.urgent) {
            line.clear();
        } else {
            noAnswer(desk, line);
        }
    }

    /** After the last try: a table is left with what there is; an agent that does not even tell its uptime is silent. */
    private void noAnswer(AgentDesk desk, AgentDesk.Line line) {
        boolean heard = desk.heardSince(line.began);
        Job job = line.job;
        Task task = line.task;
        if (line.vlan() != 0) {
            leave(desk, line, "no answer");
        } else if (heard && job != null && task != null) {
            job.giveUp("no answer to the rest");
            fold(desk, line);
            desk.agenda.again(task, now + SOON);
        } else {
            String hint = desk.conversation().map(Conversation::silence).orElse("");
            desk.silent(Agent.State.SILENT, "no answer from " + where(desk) + (hint.isEmpty() ? "" : ": " + hint), now, clock.now());
        }
    }

    /* Only the VLAN is not told: the agent itself is asked next. */
    private void leave(AgentDesk desk, AgentDesk.Line line, String why) {
        line.inFlight = false;
        if (line.job != null) {
            line.job.giveUp(why);
        }
        fold(desk, line);
    }

    private static String where(AgentDesk desk) {
        return desk.to().map(a -> AddressText.of(a.getAddress().getAddress()) + " port " + a.getPort()).orElse("any address");
    }

    private void send(AgentDesk desk, AgentDesk.Line line) {
        Conversation conversation = desk.conversation(line).orElse(null);
        InetSocketAddress to = desk.to().orElse(null);
        Job job = line.job;
        if (conversation == null || job == null) {
            line.clear();
            return;
        }
        if (to == null) {
            desk.silent(Agent.State.SILENT, "it has no address that can be asked", now, clock.now());
            return;
        }
        if (!budget.take(now, line.urgent)) {
            counters.postponed.increment();
            desk.postpone(now);
            return;
        }
        line.id = line.urgent && line.tries > 0 ? line.id : random.nextInt() & 0x7fff_ffff; // the answer to either will do
        Pdu pdu = job.next(line.id, desk.repetitions, desk.bulk());
        int length = conversation.write(pdu, out, now);
        String refused = length == 0 ? "the request does not fit into a datagram" : transport.send(to, out, length);
        if (refused.equals(Transport.FULL)) {
            counters.postponed.increment();
            desk.postpone(now);
            return;
        }
        if (!refused.isEmpty()) {
            desk.silent(Agent.State.SILENT, refused, now, clock.now());
            return;
        }
        counters.requests.increment();
        desk.load.sent(now, length);
        line.inFlight = true;
        line.sentAt = now;
        line.asked = line.answered ? line.asked : now;
        double patience = line.urgent ? desk.load.impatience() : desk.load.patience();
        line.deadline = now + (long) (patience * MS) * (line.tries + 1);
    }

    @Override
    public void came(InetSocketAddress from, byte[] bytes, int length) {
        AgentDesk desk = byAddress.get(from);
        Conversation conversation = desk == null ? null : desk.conversation().orElse(null);
        if (desk == null || conversation == null) {
            counters.strays.increment();
            return;
        }
        Conversation vlan = desk.ofVlan().orElse(null);
        Heard heard = conversation.read(bytes, length, now);
        if (heard instanceof Heard.Damage && vlan != null) {
            ofVlan(desk, vlan.read(bytes, length, now), length);
        } else {
            ofAgent(desk, heard, length);
        }
    }

    private void ofAgent(AgentDesk desk, Heard heard, int length) {
        switch (heard) {
            case Heard.Answer(Pdu pdu) -> answer(desk, pdu, length);
            case Heard.Again _ -> again(desk);
            case Heard.Refusal(String why) -> {
                counters.refusals.increment();
                desk.silent(Agent.State.REFUSING, why, now, clock.now());
                tellIfNew(desk);
            }
            case Heard.Damage _ -> counters.damaged.increment();
        }
    }

    /* What is wrong with one VLAN is nothing against the agent. */
    private void ofVlan(AgentDesk desk, Heard heard, int length) {
        switch (heard) {
            case Heard.Answer(Pdu pdu) -> answer(desk, pdu, length);
            case Heard.Again(String why) -> {
                if (!desk.learns(desk.ordinary())) {
                    leave(desk, desk.ordinary(), why);
                }
                look(desk);
            }
            case Heard.Refusal(String why) -> {
                counters.refusals.increment();
                leave(desk, desk.ordinary(), why);
                look(desk);
            }
            case Heard.Damage _ -> counters.damaged.increment();
        }
    }

    private void again(AgentDesk desk) {
        for (AgentDesk.Line line : desk.lines()) {
            if (line.inFlight && line.vlan() == 0 && !desk.learns(line)) {
                desk.silent(Agent.State.REFUSING, "it asks for its time or engine id to be learnt again and again", now, clock.now());
                tellIfNew(desk);
                return;
            }
        }
        look(desk);
    }

    private void answer(AgentDesk desk, Pdu pdu, int length) {
        AgentDesk.Line line = desk.waiting(pdu).orElse(null);
        if (line == null || line.job == null) {
            counters.strays.increment();
            return;
        }
        long roundTrip = now - line.sentAt;
        line.inFlight = false;
        line.answered = true;
        line.tries = 0;
        line.lessons = 0;
        counters.answers.increment();
        counters.varbinds.add(pdu.bindings().size());
        desk.load.received(now, length, roundTrip / (double) MS);
        desk.heard(now, clock.now());
        line.job.took(pdu, desk.repetitions, roundTrip / (double) MS);
        if (line == desk.ordinary()) {
            desk.rest(now, roundTrip);
        }
        if (line.job.done()) {
            fold(desk, line);
        }
        look(desk);
    }

    private void fold(AgentDesk desk, AgentDesk.Line line) {
        @Nullable Job job = line.job;
        @Nullable Task task = line.task;
        if (job == null || task == null) {
            return;
        }
        Poll poll = new Poll(clock.now(), now, line.asked);
        try {
            news.addAll(
                    switch (job) {
                        case Job.OfTable t -> desk.understanding.walked(task, t.rows(), t.trouble(), poll);
                        case Job.OfObjects o -> desk.understanding.got(task, o.got(), o.trouble(), poll);
                    });
        } catch (RuntimeException e) {
            notUnderstood(desk, task, job, e);
        }
        desk.finish(line);
        desk.pace(desk.pace());
    }

    /* What one agent says must not end the asking of all others. */
    private void notUnderstood(AgentDesk desk, Task task, Job job, RuntimeException e) {
        job.giveUp("not understood, which is a fault of Vor: " + e.getClass().getSimpleName());
        counters.failures.increment();
        if (counters.failures.sum() % 1000 == 1) {
            LOG.error("what {} told in {} was not understood; the others go on", desk.device, task.name(), e);
        }
    }

    private void tellIfNew(AgentDesk desk) {
        if (desk.news(now)) {
            news.add(desk.report(now, clock.now()));
        }
    }

    private void flush() {
        if (!news.isEmpty()) {
            sink.observed(List.copyOf(news));
            news.clear();
        }
    }
}
