package vor.server.receive.traps;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import vor.model.Clock;
import vor.server.receive.hints.Door;
import vor.server.receive.hints.Heard;
import vor.server.receive.hints.Word;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Credential;
import vor.wire.snmp.NotificationReader;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Told;
import vor.wire.snmp.Value;

/** Where traps and informs come in. */
public final class TrapDoor implements Door {
    private static final Oid TRAP = Oid.of("1.3.6.1.6.3.1.1.4.1.0");
    private static final Oid LINK_DOWN = Oid.of("1.3.6.1.6.3.1.1.5.3");
    private static final Oid LINK_UP = Oid.of("1.3.6.1.6.3.1.1.5.4");
    private static final Oid ADDRESS = Oid.of("1.3.6.1.6.3.18.1.3.0");
    private static final Oid IF_ENTRY = Oid.of("1.3.6.1.2.1.2.2.1");
    private static final Oid IF_INDEX = IF_ENTRY.with(1);
    private static final Oid IF_DESCR = IF_ENTRY.with(2);
    private static final Oid IF_X_ENTRY = Oid.of("1.3.6.1.2.1.31.1.1.1");
    private static final Oid IF_NAME = IF_X_ENTRY.with(1);

    private final String host;
    private final int port;
    private final NotificationReader reader;

    /**
     * @param engine our own id for informs of version 3, 5 to 32 bytes; the same after every start
     * @param boots grows with every start
     */
    public TrapDoor(
            String host, int port, List<? extends Credential> credentials, byte[] engine, int boots, Clock clock, RandomGenerator random) {
        this.host = host;
        this.port = port;
        reader = new NotificationReader(credentials, engine, boots, clock.nanos(), random);
    }

    @Override
    public String name() {
        return "traps";
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Heard read(byte[] bytes, int length, long nanos) {
        return switch (reader.read(bytes, length, nanos)) {
            case Told.Notification n -> heard(n.pdu(), n.reply());
            case Told.Question q -> new Heard.Other("", q.reply());
            case Told.Refusal(String why) -> new Heard.Bad(why);
            case Told.Damage(String why) -> new Heard.Bad(why);
        };
    }

    private static Heard heard(Pdu pdu, byte[] reply) {
        String host = value(pdu, ADDRESS) instanceof Value.Ip(int address) ? text(address) : "";
        Value trap = value(pdu, TRAP);
        boolean up = trap.equals(new Value.ObjectId(LINK_UP));
        if (!up && !trap.equals(new Value.ObjectId(LINK_DOWN))) {
            return new Heard.Other(host, reply);
        }
        String by = pdu.kind() == Pdu.Kind.INFORM ? "inform" : "trap";
        return new Heard.Link(new Word(up, name(pdu), index(pdu), host, by), reply);
    }

    private static Value value(Pdu pdu, Oid oid) {
        return pdu.bindings().stream().filter(b -> b.oid().equals(oid)).map(Binding::value).findFirst().orElse(Value.None.NULL);
    }

    private static String name(Pdu pdu) {
        return text(pdu, IF_NAME).or(() -> text(pdu, IF_DESCR)).orElse("");
    }

    private static Optional<String> text(Pdu pdu, Oid column) {
        return pdu.bindings().stream()
                .filter(b -> b.oid().startsWith(column))
                .flatMap(b -> b.value() instanceof Value.Octets(byte[] text) && text.length > 0
                        ? Optional.of(new String(text, StandardCharsets.UTF_8)).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
    }

    /** As ifIndex tells it; where that is left out, as any other column of the port is numbered. */
    private static OptionalInt index(Pdu pdu) {
        for (Binding b : pdu.bindings()) {
            if (b.oid().startsWith(IF_INDEX) && b.value() instanceof Value.Int(int index) && index > 0) {
                return OptionalInt.of(index);
            }
        }
        return pdu.bindings().stream()
                .map(Binding::oid)
                .filter(o -> column(o, IF_ENTRY) || column(o, IF_X_ENTRY))
                .mapToInt(o -> o.part(o.size() - 1))
                .filter(i -> i > 0)
                .findFirst();
    }

    private static boolean column(Oid oid, Oid entry) {
        return oid.startsWith(entry) && oid.size() == entry.size() + 2;
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }
}
