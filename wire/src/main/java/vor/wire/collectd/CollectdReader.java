package vor.wire.collectd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a packet of collectd's network plugin apart. Never throws; what it makes is bounded by the bytes it is given. Stateless, for any thread.
 *
 * <p>Words and times hold for the rest of their packet until they are told again. A signed packet that somebody recorded counts again when it is sent once more: the
 * protocol has nothing against that but the packet's own time.
 */
public final class CollectdReader {
    private static final int SIGNED = 0x0200;
    private static final int ENCRYPTED = 0x0210;

    private final SecurityLevel level;
    private final Users users;

    /** @param level what a packet must at least be to count; with {@code NONE} and no users, signatures are passed over unchecked, as collectd does */
    public CollectdReader(SecurityLevel level, Users users) {
        this.level = level;
        this.users = users;
    }

    public List<Heard> read(byte[] bytes, int from, int length) {
        List<Heard> heard = new ArrayList<>();
        read(new Parts(bytes, from, from + length, -from), SecurityLevel.NONE, heard);
        return List.copyOf(heard);
    }

    private void read(Parts parts, SecurityLevel cover, List<Heard> heard) {
        Draft draft = new Draft(heard);
        boolean refused = false;
        while (parts.next()) {
            if (parts.type() == SIGNED || parts.type() == ENCRYPTED) {
                open(parts, cover, heard);
            } else if (level.takes(cover)) {
                draft.take(parts);
            } else if (!refused) {
                refused = true;
                heard.add(new Heard.Damage(refusal(), parts.at()));
            }
        }
        if (!parts.trouble().isEmpty()) {
            heard.add(new Heard.Damage(parts.trouble(), parts.at()));
        }
    }

    private String refusal() {
        return level == SecurityLevel.SIGN
                ? "neither signed nor encrypted, and one of them is asked for here"
                : "not encrypted, and that is asked for here";
    }

    private void open(Parts parts, SecurityLevel cover, List<Heard> heard) {
        if (cover != SecurityLevel.NONE) {
            parts.fail("something signed or encrypted within something signed or encrypted");
        } else if (parts.type() == ENCRYPTED) {
            Seal.encrypted(parts, users).ifPresent(inner -> read(inner, SecurityLevel.ENCRYPT, heard));
        } else if (level != SecurityLevel.NONE || !users.isEmpty()) {
            Seal.signed(parts, users).ifPresent(inner -> read(inner, SecurityLevel.SIGN, heard));
        }
    }

    /** What holds at one place of a packet. */
    private static final class Draft {
        private final List<Heard> heard;
        private String host = "";
        private String plugin = "";
        private String pluginInstance = "";
        private String type = "";
        private String typeInstance = "";
        private Optional<Instant> time = Optional.empty();
        private Optional<Duration> interval = Optional.empty();
        private Optional<Severity> severity = Optional.empty();

        Draft(List<Heard> heard) {
            this.heard = heard;
        }

        /** Parts of other types are passed over. */
        void take(Parts parts) {
            switch (parts.type()) {
                case 0x0000 -> host = parts.name();
                case 0x0001 -> time = Times.instant(parts.number());
                case 0x0002 -> plugin = parts.name();
                case 0x0003 -> pluginInstance = parts.name();
                case 0x0004 -> type = parts.name();
                case 0x0005 -> typeInstance = parts.name();
                case 0x0006 -> values(parts);
                case 0x0007 -> interval = Times.span(parts.number());
                case 0x0008 -> time = Times.fineInstant(parts.number());
                case 0x0009 -> interval = Times.fineSpan(parts.number());
                case 0x0100 -> notification(parts);
                case 0x0101 -> severity = Severity.of(parts.number());
                default -> {}
            }
        }

        private void values(Parts parts) {
            List<Value> values = parts.values();
            if (!parts.trouble().isEmpty()) {
                return;
            }
            Identifier identifier = identifier();
            String missing = time.isEmpty() ? "time" : identifier.missing();
            heard.add(missing.isEmpty()
                    ? new Heard.Values(identifier, time.orElseThrow(), interval, values, List.of())
                    : new Heard.Damage("values without " + missing, parts.at()));
        }

        private void notification(Parts parts) {
            String message = parts.text();
            if (!parts.trouble().isEmpty()) {
                return;
            }
            String missing = severity.isEmpty() ? "a severity that is known" : time.isEmpty() ? "time" : message.isEmpty() ? "message" : "";
            heard.add(missing.isEmpty()
                    ? new Heard.Notification(identifier(), severity.orElseThrow(), time.orElseThrow(), message)
                    : new Heard.Damage("a notification without " + missing, parts.at()));
        }

        private Identifier identifier() {
            return new Identifier(host, plugin, pluginInstance, type, typeInstance);
        }
    }
}
