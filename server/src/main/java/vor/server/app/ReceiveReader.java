package vor.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vor.server.collect.snmp.SnmpSettings;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.wire.snmp.Credential;

/** Reads the section {@code receive}: where traps and syslog are heard. Loopback unless an address is named. */
final class ReceiveReader {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int TRAPS = 1162;
    private static final int SYSLOG = 1514;

    private final Settings receive;
    private final Map<String, Known> known;
    private final Function<String, Optional<Config.Listen>> address;

    private ReceiveReader(Settings receive, Map<String, Known> known, Function<String, Optional<Config.Listen>> address) {
        this.receive = receive;
        this.known = known;
        this.address = address;
    }

    static Receiving read(Settings receive, SnmpSettings snmp, Function<String, Optional<Config.Listen>> address) {
        ReceiveReader reader = new ReceiveReader(receive, snmp.credentials(), address);
        Settings traps = receive.section(Key.of("traps", "Listens for traps and informs; not without this section."));
        Settings syslog = receive.section(Key.of("syslog", "Listens for syslog over UDP; not without this section."));
        return new Receiving(
                receive.has("traps") ? Optional.of(reader.traps(traps)) : Optional.empty(),
                receive.has("syslog") ? Optional.of(reader.listen(syslog, SYSLOG)) : Optional.empty());
    }

    private Receiving.Traps traps(Settings traps) {
        Config.Listen listen = listen(traps, TRAPS);
        List<String> names = traps.texts(Key.of("credentials", "Those of \"snmp.credentials\" that traps come under.").whichMustBeThere(), Shape.list(Shape.text(), 1));
        if (names.isEmpty()) {
            traps.fault("credentials", "name those of \"snmp.credentials\" that traps come under, such as [public]" + list());
        }
        List<Credential> credentials = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (String name : names) {
            Known one = known.get(name);
            if (one == null) {
                traps.fault("credentials", "there is no credential of that name in \"snmp.credentials\"" + list());
            } else {
                one.credential().ifPresentOrElse(credentials::add, () -> troubles.add(unreadable(name, one)));
            }
        }
        return new Receiving.Traps(listen, credentials, troubles);
    }

    private static String unreadable(String name, Known known) {
        return "traps under the credential \"" + name + "\" cannot be read: " + known.trouble();
    }

    private String list() {
        return known.isEmpty() ? "" : "; known: " + String.join(", ", known.keySet().stream().sorted().toList());
    }

    private Config.Listen listen(Settings section, int port) {
        return section.read(
                        Key.of("listen", "Address and port, UDP. Devices must be let in by the machine's packet filter, too.").otherwise(LOOPBACK + ":" + port),
                        "address:port, such as " + LOOPBACK + ":" + port, ConfigReader.LISTEN, address)
                .orElse(new Config.Listen(LOOPBACK, port));
    }
}
