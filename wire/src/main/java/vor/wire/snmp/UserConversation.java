package vor.wire.snmp;

import static vor.wire.snmp.UsmMessage.AUTH;
import static vor.wire.snmp.UsmMessage.NO_BYTES;
import static vor.wire.snmp.UsmMessage.PRIVACY;
import static vor.wire.snmp.UsmMessage.REPORTABLE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A conversation of version 3, in which the agent is the authority on time (RFC 3414, 3 and 4). An answer must carry the id
 * of one of the last {@link #REMEMBERED} messages, which are random: that alone makes it fresh, so that
 * an agent whose clock went back can be followed.
 */
final class UserConversation {
    private static final int REMEMBERED = 16;
    private static final int MOST_AGAIN = 6;

    private Credential.User user;
    private final RandomGenerator random;
    private byte[] context;
    private final int[] ids = new int[REMEMBERED];
    private final EngineClock clock = new EngineClock();
    private Optional<Security> security = Optional.empty();
    private int written;
    private int again;
    private boolean answered;
    private long salt;

    UserConversation(Credential.User user, RandomGenerator random) {
        this.user = user;
        this.random = random;
        context = user.context().getBytes(StandardCharsets.UTF_8);
        salt = random.nextLong();
    }

    /** What is asked from now on stands in that context; the keys stay. */
    void context(String name) {
        user = user.in(name);
        context = name.getBytes(StandardCharsets.UTF_8);
        answered = false;
    }

    int write(Pdu pdu, byte[] to, long nanos) {
        int id = random.nextInt() & Integer.MAX_VALUE;
        ids[written++ % REMEMBERED] = id;
        if (security.isEmpty()) {
            UsmMessage.Head head = new UsmMessage.Head(id, REPORTABLE, NO_BYTES, 0, 0, NO_BYTES);
            Pdu question = Pdu.get(pdu.id(), List.of());
            return UsmMessage.write(to, to.length, head, security, new UsmMessage.Scoped(NO_BYTES, NO_BYTES, question), 0);
        }
        Security keys = security.get();
        UsmMessage.Head head = new UsmMessage.Head(id, keys.level() | REPORTABLE, keys.engine, clock.boots(), clock.time(nanos), keys.name);
        return UsmMessage.write(to, to.length, head, security, new UsmMessage.Scoped(keys.engine, context, pdu), salt++);
    }

    /** The reader stands behind the version. */
    Heard read(BerReader in, byte[] message, int length, long nanos) {
        UsmMessage.Arrival arrival = UsmMessage.arrival(in);
        if (!in.damage().isEmpty()) {
            return new Heard.Damage(in.damage());
        }
        if (!asked(arrival.head().id())) {
            return new Heard.Damage("answers none of our last messages");
        }
        Optional<Heard> objection = arrival.head().has(AUTH) ? objection(arrival, message, length) : Optional.empty();
        return objection.orElseGet(() -> arrival.head().has(PRIVACY) ? sealed(in, arrival, nanos) : open(in, arrival, nanos));
    }

    private boolean asked(int id) {
        for (int i = 0; i < Math.min(written, REMEMBERED); i++) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    private Optional<Heard> objection(UsmMessage.Arrival arrival, byte[] message, int length) {
        if (security.isEmpty() || security.get().signing.isEmpty()) {
            return Optional.of(new Heard.Damage("signed, although nobody asked for that"));
        }
        if (!Arrays.equals(arrival.head().engine(), security.get().engine)) {
            return Optional.of(new Heard.Damage("from another engine than the one that was asked"));
        }
        if (!security.get().genuine(message, length, arrival)) {
            return Optional.of(refuse("the agent's signature is wrong: check the authentication password and protocol (" + Reports.auth(user)
                    + ") of user \"" + user.name() + "\", or somebody else answers in its place"));
        }
        return Optional.empty();
    }

    private Heard sealed(BerReader in, UsmMessage.Arrival arrival, long nanos) {
        Optional<Sealing> sealing = security.flatMap(Security::sealing);
        if (sealing.isEmpty()) {
            return new Heard.Damage("encrypted, although nobody asked for that");
        }
        Optional<UsmMessage.Scoped> scoped = UsmMessage.sealed(in, arrival, sealing.get());
        if (!in.damage().isEmpty()) {
            return new Heard.Damage(in.damage());
        }
        return scoped.map(s -> said(s.pdu(), arrival.head(), nanos))
                .orElseGet(() -> refuse("the agent's answer decrypts to nonsense: check the privacy password and protocol (" + Reports.privacy(user)
                        + ") of user \"" + user.name() + "\""));
    }

    private Heard open(BerReader in, UsmMessage.Arrival arrival, long nanos) {
        UsmMessage.Scoped scoped = UsmMessage.scoped(in, false);
        return in.damage().isEmpty() ? said(scoped.pdu(), arrival.head(), nanos) : new Heard.Damage(in.damage());
    }

    private Heard said(Pdu pdu, UsmMessage.Head head, long nanos) {
        return switch (pdu.kind()) {
            case REPORT -> report(pdu, head, nanos);
            case RESPONSE -> response(pdu, head, nanos);
            case GET, GET_NEXT, SET, TRAP_V1, GET_BULK, INFORM, TRAP -> new Heard.Damage(pdu.kind() + " where an answer was expected");
        };
    }

    private Heard response(Pdu pdu, UsmMessage.Head head, long nanos) {
        if (security.isEmpty() || head.level() != security.get().level()) {
            return new Heard.Damage("an answer less secured than the request");
        }
        if (!Arrays.equals(head.engine(), security.get().engine) || !Arrays.equals(head.user(), security.get().name)) {
            return new Heard.Damage("an answer of another engine or for another user");
        }
        if (head.has(AUTH) && !clock.accepts(head.boots(), head.time(), nanos)) {
            clock.set(head.boots(), head.time(), nanos);
            return again("the agent's clock went back", Reports.NOT_IN_TIME_WINDOW);
        }
        again = 0;
        answered = true;
        return new Heard.Answer(pdu);
    }

    private Heard report(Pdu pdu, UsmMessage.Head head, long nanos) {
        Optional<Reports> report = Reports.of(pdu);
        if (report.isEmpty()) {
            String what = pdu.bindings().isEmpty() ? "nothing" : pdu.bindings().getFirst().oid().toString();
            return refuse("the agent reports " + what + ", which is unknown here");
        }
        return switch (report.get()) {
            case UNKNOWN_ENGINE -> learn(head, nanos);
            case NOT_IN_TIME_WINDOW -> time(head, nanos);
            case UNAVAILABLE_CONTEXT, UNKNOWN_CONTEXT -> new Heard.Refusal(report.get().why(user));
            case UNSUPPORTED_LEVEL, UNKNOWN_USER, WRONG_DIGEST, DECRYPTION_ERROR, UNKNOWN_MODEL, INVALID_MESSAGE, UNKNOWN_PDU ->
                refuse(report.get().why(user));
        };
    }

    private Heard learn(UsmMessage.Head head, long nanos) {
        if (head.engine().length == 0) {
            return refuse("the agent doesn't tell its engine id");
        }
        if (security.isEmpty() || !Arrays.equals(security.get().engine, head.engine())) {
            security = Optional.of(new Security(user, head.engine()));
            clock.guess(head.boots(), head.time(), nanos);
            answered = false;
        }
        return again("learnt the agent's engine id", Reports.UNKNOWN_ENGINE);
    }

    private Heard time(UsmMessage.Head head, long nanos) {
        if (head.has(AUTH)) {
            clock.set(head.boots(), head.time(), nanos);
        } else {
            clock.guess(head.boots(), head.time(), nanos);
        }
        return again("learnt the agent's time", Reports.NOT_IN_TIME_WINDOW);
    }

    private Heard again(String why, Reports otherwise) {
        return ++again <= MOST_AGAIN ? new Heard.Again(why) : refuse(otherwise.why(user));
    }

    /** The next request begins from nothing, as somebody may have mended the agent meanwhile. */
    private Heard refuse(String why) {
        again = 0;
        security = Optional.empty();
        return new Heard.Refusal(why);
    }

    /** What it can mean that the agent is silent now. */
    String silence() {
        if (answered || security.isEmpty() || (user.privacy().isEmpty() && user.context().isEmpty())) {
            return "";
        }
        String privacy = user.privacy().isEmpty() ? "" : "the privacy password and protocol (" + Reports.privacy(user) + ") of user \"" + user.name() + "\"";
        String context = user.context().isEmpty() ? "" : "whether it has the context \"" + user.context() + "\"";
        return "the agent told its engine id, but answers nothing else: check " + privacy + (privacy.isEmpty() || context.isEmpty() ? "" : ", and ") + context;
    }
}
