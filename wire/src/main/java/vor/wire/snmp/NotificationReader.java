package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads traps and informs of all versions from anybody. Forgeries cost little and leave nothing behind: only a sender whose
 * signature was right is remembered, {@link #MOST_SENDERS} of them. For one thread.
 */
public final class NotificationReader {
    private static final int MOST_SENDERS = 8192;

    private final List<Credential> credentials;
    private final Engine own;
    private final LinkedHashMap<Sender, Known> senders = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param credentials of communities the version doesn't matter
     * @param engine our own engine's id, 5 to 32 bytes, for informs of version 3; the same after every start
     * @param boots how often that engine started
     * @param since when it last did, in monotonic nanoseconds
     */
    public NotificationReader(List<? extends Credential> credentials, byte[] engine, int boots, long since, RandomGenerator random) {
        this.credentials = List.copyOf(credentials);
        own = new Engine(this.credentials, engine, boots, since, random);
    }

    /** By what a sender's keys are known: its engine id as text, and the credential. */
    private record Sender(String engine, int credential) {}

    private record Known(Security security, EngineClock clock) {}

    /**
     * Reads a datagram; never throws on its bytes.
     *
     * @param nanos monotonic
     */
    public Told read(byte[] bytes, int length, long nanos) {
        BerReader in = Message.reader(bytes, length);
        int version = CommunityMessage.version(in);
        if (!in.damage().isEmpty()) {
            return new Told.Damage(in.damage());
        }
        return switch (version) {
            case 0 -> open(in, Version.V1);
            case 1 -> open(in, Version.V2C);
            case 3 -> secured(in, bytes, length, nanos);
            default -> new Told.Damage("a message of an unknown version, number " + version);
        };
    }

    private Told open(BerReader in, Version version) {
        byte[] community = in.octets(Values.OCTETS, "community");
        boolean old = in.peek() == 0xa4;
        Pdu pdu = Message.read(in);
        CommunityMessage.end(in);
        if (!in.damage().isEmpty()) {
            return new Told.Damage(in.damage());
        }
        if (old != (version == Version.V1) || !notifies(pdu)) {
            return new Told.Damage(pdu.kind() + " of version " + version + " where a notification was expected");
        }
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i) instanceof Credential.Community c && c.community().is(community)) {
                return new Told.Notification(pdu, version, i, pdu.kind() == Pdu.Kind.INFORM ? reply(c, pdu) : UsmMessage.NO_BYTES);
            }
        }
        return new Told.Refusal("under a community that no device has here: check the community that the device sends traps with");
    }

    private static boolean notifies(Pdu pdu) {
        return pdu.kind() == Pdu.Kind.TRAP || pdu.kind() == Pdu.Kind.INFORM;
    }

    private static byte[] reply(Credential.Community as, Pdu inform) {
        byte[] reply = new byte[Message.MOST_BYTES];
        Credential.Community back = new Credential.Community(Version.V2C, as.community());
        return Arrays.copyOf(reply, CommunityMessage.write(back, answer(inform), reply));
    }

    private static Pdu answer(Pdu inform) {
        return Pdu.response(inform.id(), 0, 0, inform.bindings());
    }

    private Told secured(BerReader in, byte[] bytes, int length, long nanos) {
        UsmMessage.Arrival arrival = UsmMessage.arrival(in);
        if (!in.damage().isEmpty()) {
            return new Told.Damage(in.damage());
        }
        boolean toUs = own.is(arrival.head().engine()) || arrival.head().has(UsmMessage.REPORTABLE);
        return toUs ? inform(own.read(in, arrival, bytes, length, nanos), nanos) : trap(in, arrival, bytes, length, nanos);
    }

    private Told inform(Asked asked, long nanos) {
        return switch (asked) {
            case Asked.Damage(String why) -> new Told.Damage(why);
            case Asked.Report(byte[] reply, String why) -> new Told.Question(reply, why);
            case Asked.Request r when r.pdu().kind() == Pdu.Kind.INFORM && r.back() instanceof Asked.Request.Way.Secured way -> {
                byte[] reply = new byte[Message.MOST_BYTES];
                int size = own.write(way, answer(r.pdu()), reply, nanos);
                yield new Told.Notification(r.pdu(), Version.V3, r.credential(), Arrays.copyOf(reply, size));
            }
            case Asked.Request r -> new Told.Damage(r.pdu().kind() + " where an inform was expected");
        };
    }

    private Told trap(BerReader in, UsmMessage.Arrival arrival, byte[] bytes, int length, long nanos) {
        UsmMessage.Head head = arrival.head();
        String name = new String(head.user(), StandardCharsets.UTF_8);
        String engine = new String(head.engine(), StandardCharsets.ISO_8859_1);
        String why = "a trap of user \"" + printable(name) + "\", whom no device has here";
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i) instanceof Credential.User u && u.name().equals(name)) {
                Sender sender = new Sender(engine, i);
                Known known = Optional.ofNullable(senders.get(sender)).orElseGet(() -> new Known(new Security(u, head.engine()), new EngineClock()));
                why = objection(known, arrival, bytes, length, nanos);
                if (why.isEmpty()) {
                    remember(sender, known);
                    return trap(in, arrival, known.security(), i);
                }
            }
        }
        return new Told.Refusal(why);
    }

    /** A name from anybody is not to fill a log, nor to play with a terminal. */
    private static String printable(String name) {
        return name.codePoints().limit(32).map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Encryption is for the sender to decide: signed traps of a user with privacy are taken as well. */
    private static String objection(Known known, UsmMessage.Arrival arrival, byte[] bytes, int length, long nanos) {
        UsmMessage.Head head = arrival.head();
        Credential.User user = known.security().user;
        if (user.auth().isPresent() != head.has(UsmMessage.AUTH) || (head.has(UsmMessage.PRIVACY) && user.privacy().isEmpty())) {
            return "a trap of user \"" + user.name() + "\" with another security level than the user has here: set the same protocols on the device and here";
        }
        if (!head.has(UsmMessage.AUTH)) {
            return "";
        }
        if (!known.security().genuine(bytes, length, arrival)) {
            return "a trap of user \"" + user.name() + "\" with a wrong signature: check the authentication password and protocol (" + Reports.auth(user) + ")";
        }
        return known.clock().accepts(head.boots(), head.time(), nanos)
                ? ""
                : "a trap of user \"" + user.name() + "\" from the past: replayed, or the device lost its count of starts (snmpEngineBoots)";
    }

    private void remember(Sender sender, Known known) {
        if (known.security().signing.isPresent()) {
            senders.put(sender, known);
            if (senders.size() > MOST_SENDERS) {
                senders.pollFirstEntry();
            }
        }
    }

    private static Told trap(BerReader in, UsmMessage.Arrival arrival, Security security, int credential) {
        Optional<Sealing> sealing = arrival.head().has(UsmMessage.PRIVACY) ? security.sealing() : Optional.empty();
        Optional<UsmMessage.Scoped> scoped =
                sealing.isPresent() ? UsmMessage.sealed(in, arrival, sealing.get()) : Optional.of(UsmMessage.scoped(in, false));
        if (!in.damage().isEmpty()) {
            return new Told.Damage(in.damage());
        }
        if (scoped.isEmpty()) {
            return new Told.Refusal("a trap of user \"" + security.user.name() + "\" decrypts to nonsense: check the privacy password and protocol ("
                    + Reports.privacy(security.user) + ")");
        }
        Pdu pdu = scoped.get().pdu();
        return pdu.kind() == Pdu.Kind.TRAP
                ? new Told.Notification(pdu, Version.V3, credential, UsmMessage.NO_BYTES)
                : new Told.Damage(pdu.kind() + " where a trap was expected");
    }
}
