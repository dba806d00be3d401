package vor.server.collect.snmp;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vor.model.Agent;
import vor.model.DeviceId;
import vor.model.Report;
import vor.wire.snmp.Conversation;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Version;

/**
 * All that is held of one agent: what it is asked, what is in flight, how it answers. Ordinary requests go one after the
 * other; an urgent one goes at once, beside those that may be waiting for a slow agent, but who only looks again waits until
 * no urgent one is under way. Times are monotonic nanoseconds and parameters; one thread.
 */
final class AgentDesk {
    /** How often a request is sent before its job ends with what there is. */
    private static final int TRIES = 3;
    /** Engine ids and times to be learnt before an answer. The conversation ends it sooner, and says which of both it was. */
    private static final int LESSONS = 8;
    static final String URGENT = "urgent";
    private static final int URGENT_WAITING = 16;
    private static final int URGENT_IN_FLIGHT = 4;
    private static final int URGENT_OBJECTS = 40;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final long BACK_OFF_FIRST = 5 * SECOND;
    private static final long BACK_OFF_MOST = 60 * SECOND;
    private static final long REPORT_EVERY = 10 * SECOND;
    private static final long POSTPONE = 20 * MS;
    private static final long REST_MOST = 200 * MS;
    /** sysUpTime.0: what a silent agent is asked until it answers again. */
    private static final Task KNOCK =
            new Task("knock", Task.Cadence.FAST, true, List.of(Oid.of(1, 3, 6, 1, 2, 1, 1, 3, 0)));

    private static final Deque<List<Oid>> NOTHING = new ArrayDeque<>();

    final DeviceId device;
    final Understanding understanding;
    private final Counters counters;
    final Agenda agenda;
    final LoadMeter load;
    final Repetitions repetitions = new Repetitions();
    private @Nullable Conversation conversation;
    /** What is said with it is about the VLAN of the ordinary line's task. */
    private @Nullable Conversation ofVlan;
    private @Nullable Credential credential;
    private Pace pace = Pace.DEFAULT;
    private long lastHeard;
    private long nextReport;
    private final Line ordinary = new Line(false);
    private final List<Line> urgent = Stream.generate(() -> new Line(true)).limit(URGENT_IN_FLIGHT).toList();
    private final List<Line> lines = Stream.concat(urgent.stream(), Stream.of(ordinary)).toList();
    /** What has not been looked at since it was asked for. */
    private final Deque<List<Oid>> first = new ArrayDeque<>();

    private final Deque<List<Oid>> again = new ArrayDeque<>();
    private final Chases chases = new Chases();
    private final List<String> missing = new ArrayList<>();
    private List<InetSocketAddress> addresses = List.of();
    private int address;
    private Agent.State state = Agent.State.WAITING;
    private Instant since;
    private String why = "";
    private long backOff;
    private long restUntil;
    private long postponedUntil;
    /** When the engine looks at it again. */
    long nextLook;
    private boolean told = true;

    /** One request at a time. */
    static final class Line {
        final boolean urgent;
        @Nullable Task task;
        @Nullable Job job;
        boolean inFlight;
        int id;
        long sentAt;
        /** When the first request of the job was sent that was answered. */
        long asked;
        boolean answered;
        long deadline;
        int tries;
        int lessons;
        long began;

        Line(boolean urgent) {
            this.urgent = urgent;
        }

        boolean idle() {
            return job == null;
        }

        boolean toSend() {
            return job != null && !inFlight;
        }

        /** 0 when it is about the agent as a whole. */
        int vlan() {
            return task == null ? 0 : task.vlan();
        }

        void clear() {
            task = null;
            job = null;
            inFlight = false;
            answered = false;
            tries = 0;
            lessons = 0;
        }
    }

    AgentDesk(DeviceId device, Understanding understanding, Counters counters, long now, Instant at) {
        this.device = device;
        this.understanding = understanding;
        this.counters = counters;
        agenda = new Agenda(device.value() * 0x9e37_79b9_7f4a_7c15L >>> 8, now);
        load = new LoadMeter(now);
        since = at;
    }

    void addresses(List<InetSocketAddress> next) {
        if (!next.equals(addresses)) {
            addresses = List.copyOf(next);
            address = 0;
        }
    }

    /** From now on at this pace. */
    void pace(Pace next) {
        pace = next;
        agenda.set(understanding.tasks(), pace);
        if (missing.removeIf(m -> understanding.tasks().stream().noneMatch(t -> isOf(t.name(), m)))) {
            told = false;
        }
    }

    private static boolean isOf(String task, String gap) {
        return gap.startsWith(task + ": ");
    }

    Pace pace() {
        return pace;
    }

    /** How to talk to it; another credential begins anew, at once. */
    void talk(Credential next, RandomGenerator random, long now, Instant at) {
        if (!next.equals(credential)) {
            credential = next;
            conversation = new Conversation(next, random);
            ofVlan = new Conversation(next, random);
            leaveAll();
            backOff = 0;
            restUntil = now;
        }
        if (state == Agent.State.UNASKABLE) {
            enter(Agent.State.WAITING, "", at);
        }
    }

    /** Whether it may be asked for several rows at once: version 1 knows no such request. */
    boolean bulk() {
        return !(credential instanceof Credential.Community c && c.version() == Version.V1);
    }

    Optional<Conversation> conversation() {
        return Optional.ofNullable(conversation);
    }

    /** How to speak for this line. */
    Optional<Conversation> conversation(Line line) {
        return line.vlan() == 0 ? conversation() : ofVlan();
    }

    /** While something is asked of a VLAN. */
    Optional<Conversation> ofVlan() {
        return ordinary.vlan() == 0 ? Optional.empty() : Optional.ofNullable(ofVlan);
    }

    Optional<InetSocketAddress> to() {
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses.get(address % addresses.size()));
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    Line ordinary() {
        return ordinary;
    }

    List<Line> urgent() {
        return urgent;
    }

    List<Line> lines() {
        return lines;
    }

    Agent.State state() {
        return state;
    }

    /** Looks at these ports now, and again and again for some seconds: many agents answer from a cache. */
    void chase(Set<String> ports, long now) {
        if (chases.begin(ports, now)) {
            counters.dropped.increment();
        }
    }

    /** Looks at these ports now. */
    void look(Set<String> ports) {
        ask(understanding.stateOf(ports), first);
    }

    /** Puts the questions of chases that are due now. */
    void chase(long now) {
        for (Chases.Look look : chases.due(now)) {
            ask(understanding.stateOf(look.ports()), look.first() ? first : again);
        }
    }

    private void ask(List<Oid> objects, Deque<List<Oid>> questions) {
        if (objects.isEmpty() || first.contains(objects) || questions.contains(objects)) {
            return;
        }
        if (questions.size() >= URGENT_WAITING) {
            counters.dropped.increment();
        } else {
            questions.add(objects);
        }
    }

    /** When it should be looked at next. */
    long wake(long now) {
        long next = Math.min(wake(ordinary, agenda.next(), now), chases.next());
        for (Line line : urgent) {
            next = line.inFlight ? Math.min(next, line.deadline) : line.idle() ? next : now;
        }
        next = Math.min(next, told ? nextReport : now);
        next = quiet() || questionsThatMayGo().isEmpty() ? next : now;
        return Math.max(next, postponedUntil);
    }

    private long wake(Line line, long due, long now) {
        return line.inFlight ? line.deadline : Math.max(line.idle() ? due : now, restUntil);
    }

    /** Begins the urgent jobs that may go now, as many questions in each as fit into a request. */
    void beginUrgent(long now) {
        for (Deque<List<Oid>> next = questionsThatMayGo(); !quiet() && !next.isEmpty(); next = questionsThatMayGo()) {
            Set<Oid> together = new LinkedHashSet<>(next.remove());
            fill(together, first);
            fill(together, again);
            List<Oid> objects = List.copyOf(together);
            Line line = urgent.stream().filter(Line::idle).findFirst().orElseThrow();
            begin(line, new Task(URGENT, Task.Cadence.FAST, true, objects), new Job.OfObjects(objects, URGENT_OBJECTS), now);
        }
    }

    private static void fill(Set<Oid> together, Deque<List<Oid>> questions) {
        while (!questions.isEmpty() && together.size() + questions.element().size() <= URGENT_OBJECTS) {
            together.addAll(questions.remove());
        }
    }

    /** First looks while a line is free, others only when no urgent one is under way; empty for none. */
    private Deque<List<Oid>> questionsThatMayGo() {
        long idle = urgent.stream().filter(Line::idle).count();
        return idle == 0 ? NOTHING : !first.isEmpty() ? first : idle == URGENT_IN_FLIGHT ? again : NOTHING;
    }

    /** The ordinary job to go on with, or the next that is due. */
    boolean beginOrdinary(long now) {
        if (now < restUntil || state == Agent.State.UNASKABLE) {
            return false;
        }
        if (!ordinary.idle()) {
            return true;
        }
        if (quiet()) {
            begin(ordinary, KNOCK, new Job.OfObjects(KNOCK.oids(), 1), now);
            return true;
        }
        agenda.take(now).ifPresent(task -> begin(
                ordinary, task, task.objects() ? new Job.OfObjects(task.oids(), URGENT_OBJECTS) : new Job.OfTable(task.oids()), now));
        if (ordinary.vlan() != 0 && ofVlan != null) {
            ofVlan.vlan(ordinary.vlan());
        }
        return !ordinary.idle();
    }

    private boolean quiet() {
        return state == Agent.State.SILENT || state == Agent.State.REFUSING;
    }

    private static void begin(Line line, Task task, Job job, long now) {
        line.clear();
        line.task = task;
        line.job = job;
        line.began = now;
    }

    /** The line that waits for this answer. */
    Optional<Line> waiting(Pdu answer) {
        for (Line line : lines) {
            if (line.inFlight && line.id == answer.id()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** It answered: whatever was wrong with it is over. */
    void heard(long now, Instant at) {
        lastHeard = now;
        if (state != Agent.State.ANSWERING) {
            if (quiet()) {
                agenda.anew(now);
                repetitions.back();
            }
            enter(Agent.State.ANSWERING, "", at);
        }
        backOff = 0;
    }

    /** The budget is used up: nothing is sent for a moment. */
    void postpone(long now) {
        postponedUntil = now + POSTPONE;
    }

    boolean heardSince(long time) {
        return lastHeard >= time && state == Agent.State.ANSWERING;
    }

    /** So that a slow agent is not kept busy all the time. */
    void rest(long now, long roundTrip) {
        restUntil = now + Math.min(roundTrip, REST_MOST);
    }

    /**
     * A request was not answered in time.
     *
     * @return whether it is worth sending again
     */
    boolean late(Line line) {
        line.inFlight = false;
        load.timeout();
        if (line == ordinary) {
            repetitions.failed();
        }
        return ++line.tries < TRIES;
    }

    /** Whether one more lesson is acceptable. */
    boolean learns(Line line) {
        line.inFlight = false;
        return ++line.lessons <= LESSONS;
    }

    /** It was asked in vain; tries another address next time, later and later. */
    void silent(Agent.State next, String reason, long now, Instant at) {
        address = addresses.isEmpty() ? 0 : (address + 1) % addresses.size();
        backOff = Math.clamp(backOff * 2, BACK_OFF_FIRST, BACK_OFF_MOST);
        restUntil = now + backOff;
        enter(next, reason, at);
        leaveAll();
    }

    /** Its device is back, or what it knows is wanted: if it was silent, it is asked now, and often until it answers. */
    void back(long now) {
        if (state == Agent.State.SILENT) {
            backOff = 0;
            restUntil = now;
        }
    }

    /** It cannot be asked at all, for a reason of ours. */
    void unaskable(String reason, Instant at) {
        enter(Agent.State.UNASKABLE, reason, at);
        leaveAll();
    }

    private void leaveAll() {
        first.clear();
        again.clear();
        lines.forEach(Line::clear);
    }

    private void enter(Agent.State next, String reason, Instant at) {
        told &= state == next && why.equals(reason);
        since = state == next ? since : at;
        state = next;
        why = reason;
    }

    /** Ends the job of a line; what did not come whole is remembered by name until it does. */
    void finish(Line line) {
        if (line.task != null && line.job != null && line == ordinary) {
            String name = line.task.name();
            boolean changed = missing.removeIf(m -> isOf(name, m));
            if (!line.job.trouble().isEmpty()) {
                missing.add(name + ": " + line.job.trouble());
                changed = true;
            }
            told &= !changed;
        }
        line.clear();
    }

    /** Whether it is time to tell: something has changed, or the last report is old. */
    boolean news(long now) {
        boolean news = !told || now >= nextReport;
        told = true;
        nextReport = news ? now + REPORT_EVERY : nextReport;
        return news;
    }

    /** How it answers, with what is known of it otherwise. */
    Report report(long now, Instant at) {
        List<String> gaps = new ArrayList<>(missing);
        gaps.addAll(understanding.leftOut());
        return new Agent(
                device,
                at,
                state,
                since,
                why,
                understanding.identity(),
                understanding.uptime(),
                gaps,
                load.load(now, repetitions.values()));
    }
}
