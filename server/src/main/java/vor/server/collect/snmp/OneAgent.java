package vor.server.collect.snmp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import vor.model.Clock;
import vor.server.collect.snmp.facts.Column;
import vor.server.collect.snmp.facts.Addresses;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Tables;
import vor.server.collect.snmp.facts.Tables.Table;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.wire.snmp.Conversation;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Heard;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;
import vor.wire.snmp.Version;

/**
 * Asks one agent on the caller's thread, one request after the other, with sockets of its own: for commands that a person
 * waits for. What came before an agent fell silent is kept. For one thread.
 */
public final class OneAgent implements AutoCloseable {
    /** Objects of one subtree; whoever has more is not asked for them. */
    public static final int MOST_OBJECTS = 400_000;

    /** How often a request is sent before its table ends with what there is. */
    public static final int TRIES = 3;

    /** Engine ids and times to be learnt before an answer. The conversation ends it sooner, and says which of both it was. */
    private static final int LESSONS = 8;
    private static final int AT_ONCE = 40;
    private static final long MS = 1_000_000L;
    private static final Oid INSTANCE = Oid.of(0);
    private static final Oid UPTIME = Oid.of(1, 3, 6, 1, 2, 1, 1, 3, 0);

    private final InetSocketAddress to;
    private final boolean bulk;
    private final Conversation conversation;
    private final Transport transport;
    private final Clock clock;
    private final RandomGenerator random;
    private final Progress progress;
    private final Repetitions repetitions = new Repetitions();
    private final LoadMeter load;
    private final byte[] out = new byte[Transport.LARGEST];
    private final NavigableMap<Oid, Value> objects = new TreeMap<>();
    private final List<String> troubles = new ArrayList<>();
    private int most = TRIES;
    private boolean heard;
    private long requests;
    private String end = "";

    private int id;
    private boolean answered;
    private boolean lesson;
    private Pdu answer = Pdu.get(0, List.of());
    private int size;

    /** Who wants to know how far it is. */
    public interface Progress {
        Progress NONE = (doing, requests, objects) -> {};

        /** @param doing name of the table, or the object below which everything is asked */
        void at(String doing, long requests, long objects);
    }

    /**
     * What an agent told.
     *
     * @param objects by full name
     * @param troubles tables that did not come whole, each with its reason
     * @param end why it was asked no further; empty when it was asked everything
     */
    public record Told(NavigableMap<Oid, Value> objects, List<String> troubles, String end) {
        public Told {
            objects = Collections.unmodifiableNavigableMap(objects);
            troubles = List.copyOf(troubles);
        }
    }

    /** @param random for request ids and salts: not to be guessed from outside */
    public OneAgent(InetSocketAddress to, Credential credential, Clock clock, RandomGenerator random, Progress progress) {
        this(to, credential, clock, random, progress, new DatagramTransport());
    }

    OneAgent(
            InetSocketAddress to,
            Credential credential,
            Clock clock,
            RandomGenerator random,
            Progress progress,
            Transport transport) {
        this.to = to;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
        this.transport = transport;
        bulk = !(credential instanceof Credential.Community c && c.version() == Version.V1);
        conversation = new Conversation(credential, random);
        load = new LoadMeter(clock.nanos());
    }

    /** Sends each request so often and no oftener: less than {@link #TRIES} where many addresses are asked in vain. */
    public OneAgent tries(int times) {
        most = times;
        return this;
    }

    /**
     * Asks for tables: first who it is, then those that are wanted of an agent of its vendor.
     *
     * @param which such as {@link Tables#of}
     */
    public Told tables(VendorProfiles profiles, Function<VendorProfile, List<Table>> which) {
        Tables.of(profiles.standard()).stream().filter(t -> t.name().equals("system")).forEach(this::table);
        VendorProfile profile = profiles.of(Mib.of(objects));
        which.apply(profile).stream().filter(t -> !t.name().equals("system")).forEach(this::table);
        if (Tables.needsNarrow(Mib.of(objects))) {
            table(Tables.narrow());
        }
        return told();
    }

    private void table(Table table) {
        Task task = Understood.task(table);
        if (task.objects()) {
            Job.OfObjects job = new Job.OfObjects(task.oids(), AT_ONCE);
            run(table.name(), job);
            objects.putAll(job.got());
        } else {
            Job.OfTable job = new Job.OfTable(task.oids());
            run(table.name(), job);
            keep(job);
        }
    }

    private void keep(Job.OfTable job) {
        job.rows().forEach((column, rows) -> rows.forEach((index, value) -> objects.put(column.with(index), value)));
    }

    /** Asks for everything below these objects, one after the other. */
    public Told subtrees(List<Oid> roots) {
        for (Oid root : roots) {
            Job.OfTable job = new Job.OfTable(root, MOST_OBJECTS);
            run(root.toString(), job);
            keep(job);
            if (job.rows().values().stream().allMatch(Column::isEmpty)) {
                itself(root);
            }
        }
        return told();
    }

    /** It may be an object itself and no root of any. */
    private void itself(Oid object) {
        if (object.size() > INSTANCE.size() + 1) {
            Job.OfObjects job = new Job.OfObjects(List.of(object), 1);
            run(object.toString(), job);
            objects.putAll(job.got());
        }
    }

    private Told told() {
        return new Told(objects, troubles, end);
    }

    private void run(String name, Job job) {
        while (!job.done() && end.isEmpty()) {
            boolean came = exchange(job);
            progress.at(name, requests, objects.size() + rowsOf(job));
            if (!came && end.isEmpty()) {
                job.giveUp("no answer to the rest");
                knock();
            }
        }
        if (!job.trouble().isEmpty()) {
            troubles.add(name + ": " + job.trouble());
        }
    }

    private static long rowsOf(Job job) {
        return switch (job) {
            case Job.OfTable t -> t.rows().values().stream().mapToLong(Column::size).sum();
            case Job.OfObjects o -> o.got().size();
        };
    }

    /** Some agents choke on one table only: whoever still tells its uptime is asked for the others. */
    private void knock() {
        boolean still = heard && exchange(new Job.OfObjects(List.of(UPTIME), 1));
        if (!still && end.isEmpty()) {
            String hint = conversation.silence();
            String where = Addresses.of(to.getAddress().getAddress()) + " port " + to.getPort();
            end = (heard ? where + " does not answer any more" : "no answer from " + where) + (hint.isEmpty() ? "" : ": " + hint);
        }
    }

    /** One request until it is answered, or not for the last time. */
    private boolean exchange(Job job) {
        for (int tries = 1; tries <= most && end.isEmpty(); tries++) {
            int lessons = 0;
            do {
                lesson = false;
                once(job, tries);
            } while (lesson && ++lessons <= LESSONS && end.isEmpty());
            if (lesson) {
                end = "it asks for its time or engine id to be learnt again and again";
            }
            if (answered) {
                return true;
            }
            load.timeout();
            repetitions.failed();
        }
        return false;
    }

    private void once(Job job, int tries) {
        id = random.nextInt() & 0x7fff_ffff;
        answered = false;
        Pdu request = job.next(id, repetitions, bulk);
        long sent = clock.nanos();
        int length = conversation.write(request, out, sent);
        String refused = length == 0 ? "the request does not fit into a datagram" : transport.send(to, out, length);
        if (!refused.isEmpty() && !refused.equals(Transport.FULL)) {
            end = refused;
            return;
        }
        requests++;
        load.sent(sent, length);
        long deadline = sent + (long) (load.patience() * MS) * tries;
        for (long now = sent; now < deadline && !answered && !lesson && end.isEmpty(); now = clock.nanos()) {
            transport.await(deadline - now);
            transport.receive(this::came);
        }
        if (answered) {
            double roundTrip = (clock.nanos() - sent) / (double) MS;
            load.received(clock.nanos(), size, roundTrip);
            job.took(answer, repetitions, roundTrip);
        }
    }

    private void came(InetSocketAddress from, byte[] bytes, int length) {
        if (!from.equals(to) || answered) {
            return;
        }
        switch (conversation.read(bytes, length, clock.nanos())) {
            case Heard.Answer(Pdu pdu) -> {
                if (pdu.id() == id) {
                    answered = true;
                    heard = true;
                    answer = pdu;
                    size = length;
                }
            }
            case Heard.Again _ -> lesson = true;
            case Heard.Refusal(String why) -> end = why;
            case Heard.Damage _ -> {
                // whatever it is, the answer may still come
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
