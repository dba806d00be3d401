package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** An engine of version 3 that is the authority on its time (RFC 3414, 3.2): an agent, or whoever takes informs. */
final class Engine {
    private static final long SECOND = 1_000_000_000L;
    private static final int SMALLEST = 484;

    private final List<? extends Credential> credentials;
    private final Map<Integer, Security> keys = new HashMap<>();
    private final byte[] id;
    private final int boots;
    private final long since;
    private final RandomGenerator random;
    private final Map<Reports, Long> counts = new EnumMap<>(Reports.class);
    private long salt;

    Engine(List<? extends Credential> credentials, byte[] id, int boots, long since, RandomGenerator random) {
        if (id.length < 5 || id.length > 32) {
            throw new IllegalArgumentException("an engine id has 5 to 32 bytes, not " + id.length);
        }
        this.credentials = credentials;
        this.id = id.clone();
        this.boots = boots;
        this.since = since;
        this.random = random;
        salt = random.nextLong();
    }

    boolean is(byte[] engine) {
        return Arrays.equals(id, engine);
    }

    private int time(long nanos) {
        return Math.clamp((nanos - since) / SECOND, 0, Integer.MAX_VALUE);
    }

    /** The reader stands behind the header. */
    Asked read(BerReader in, UsmMessage.Arrival arrival, byte[] message, int length, long nanos) {
        if (!in.damage().isEmpty()) {
            return new Asked.Damage(in.damage());
        }
        UsmMessage.Head head = arrival.head();
        if (!is(head.engine())) {
            return report(Reports.UNKNOWN_ENGINE, arrival, Optional.empty(), nanos);
        }
        int user = find(head.user());
        if (user < 0) {
            return report(Reports.UNKNOWN_USER, arrival, Optional.empty(), nanos);
        }
        return read(in, arrival, user, message, length, nanos);
    }

    private Asked read(BerReader in, UsmMessage.Arrival arrival, int user, byte[] message, int length, long nanos) {
        Security security = security(user);
        UsmMessage.Head head = arrival.head();
        if (head.level() != security.level()) {
            return report(Reports.UNSUPPORTED_LEVEL, arrival, Optional.empty(), nanos);
        }
        if (head.has(UsmMessage.AUTH) && !security.genuine(message, length, arrival)) {
            return report(Reports.WRONG_DIGEST, arrival, Optional.empty(), nanos);
        }
        if (head.has(UsmMessage.AUTH) && !timely(head, nanos)) {
            return report(Reports.NOT_IN_TIME_WINDOW, arrival, Optional.of(security), nanos);
        }
        Optional<Sealing> sealing = head.has(UsmMessage.PRIVACY) ? security.sealing() : Optional.empty();
        Optional<UsmMessage.Scoped> scoped =
                sealing.isPresent() ? UsmMessage.sealed(in, arrival, sealing.get()) : Optional.of(UsmMessage.scoped(in, false));
        if (!in.damage().isEmpty()) {
            return new Asked.Damage(in.damage());
        }
        return scoped.map(s -> request(arrival, user, security, s))
                .orElseGet(() -> report(Reports.DECRYPTION_ERROR, arrival, Optional.of(security), nanos));
    }

    private Asked request(UsmMessage.Arrival arrival, int user, Security security, UsmMessage.Scoped scoped) {
        String context = new String(scoped.context(), StandardCharsets.UTF_8);
        Asked.Request.Way back = new Asked.Request.Way.Secured(arrival.head().id(), Math.max(arrival.most(), SMALLEST), security, scoped);
        return new Asked.Request(scoped.pdu(), Version.V3, user, context, back);
    }

    private boolean timely(UsmMessage.Head head, long nanos) {
        return head.boots() == boots && boots != Integer.MAX_VALUE && Math.abs((long) head.time() - time(nanos)) <= EngineClock.WINDOW;
    }

    private int find(byte[] name) {
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i) instanceof Credential.User u && Arrays.equals(u.name().getBytes(StandardCharsets.UTF_8), name)) {
                return i;
            }
        }
        return -1;
    }

    private Security security(int user) {
        return keys.computeIfAbsent(user, u -> new Security((Credential.User) credentials.get(u), id));
    }

    private Asked report(Reports what, UsmMessage.Arrival arrival, Optional<Security> signed, long nanos) {
        if (!arrival.head().has(UsmMessage.REPORTABLE)) {
            return new Asked.Damage(what + " in a message that wants no reports");
        }
        byte[] name = arrival.head().user();
        return new Asked.Report(report(what, arrival.head().id(), name, signed, UsmMessage.NO_BYTES, nanos), what.toString());
    }

    private byte[] report(Reports what, int message, byte[] name, Optional<Security> signed, byte[] context, long nanos) {
        Binding counter = new Binding(what.oid, new Value.Counter(counts.merge(what, 1L, Long::sum)));
        Pdu pdu = new Pdu(Pdu.Kind.REPORT, 0, 0, 0, List.of(counter));
        int flags = signed.isPresent() && signed.get().signing.isPresent() ? UsmMessage.AUTH : 0;
        UsmMessage.Head head = new UsmMessage.Head(message, flags, id, boots, time(nanos), name);
        byte[] reply = new byte[1024];
        int length = UsmMessage.write(reply, reply.length, head, signed, new UsmMessage.Scoped(id, context, pdu), salt++);
        return Arrays.copyOf(reply, length);
    }

    byte[] unknownContext(Asked.Request.Way.Secured back, long nanos) {
        Security to = back.security();
        return report(Reports.UNKNOWN_CONTEXT, back.id(), to.name, Optional.of(to), back.scoped().context(), nanos);
    }

    int write(Asked.Request.Way.Secured back, Pdu response, byte[] to, long nanos) {
        Security security = back.security();
        UsmMessage.Head head = new UsmMessage.Head(back.id(), security.level(), id, boots, time(nanos), security.name);
        UsmMessage.Scoped scoped = new UsmMessage.Scoped(back.scoped().engine(), back.scoped().context(), response);
        return UsmMessage.write(to, Math.min(to.length, back.most()), head, Optional.of(security), scoped, salt++);
    }

    /** A trap of ours. */
    int write(int user, Pdu trap, byte[] to, long nanos) {
        Security security = security(user);
        byte[] context = security.user.context().getBytes(StandardCharsets.UTF_8);
        int message = random.nextInt() & Integer.MAX_VALUE;
        UsmMessage.Head head = new UsmMessage.Head(message, security.level(), id, boots, time(nanos), security.name);
        return UsmMessage.write(to, to.length, head, Optional.of(security), new UsmMessage.Scoped(id, context, trap), salt++);
    }
}
