package vor.server.collect.snmp.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vor.model.Neighbours.Neighbour;
import vor.model.Neighbours.Protocol;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Reads LLDP-MIB (802.1AB-2005) and LLDP-V2-MIB (802.1AB-2009). */
final class LldpReader {
    /** Where a version of the MIB keeps what; columns are numbered alike from the chassis id on, with a shift. */
    private enum Version {
        V1(Oid.of("1.0.8802.1.1.2.1"), 4, 3),
        V2(Oid.of("1.3.111.2.802.1.1.13.1"), 5, 4);

        final Oid chassisSubtype;
        final Oid chassis;
        final Oid portSubtype;
        final Oid port;
        final Oid portDescription;
        final Oid name;
        final Oid description;
        final Oid supported;
        final Oid enabled;
        /** Parts of the index that name one neighbour, and where in it the local port stands. */
        final int keySize;

        final Oid ownSubtype;
        final Oid ownChassis;
        final Oid localSubtype;
        final Oid localId;
        final Oid localDescription;
        final List<Oid> addresses;

        Version(Oid root, int first, int keySize) {
            Oid remote = root.with(4, 1, 1);
            chassisSubtype = remote.with(first);
            chassis = remote.with(first + 1);
            portSubtype = remote.with(first + 2);
            port = remote.with(first + 3);
            portDescription = remote.with(first + 4);
            name = remote.with(first + 5);
            description = remote.with(first + 6);
            supported = remote.with(first + 7);
            enabled = remote.with(first + 8);
            this.keySize = keySize;
            ownSubtype = root.with(3, 1);
            ownChassis = root.with(3, 2);
            Oid local = root.with(3, 7, 1);
            localSubtype = local.with(2);
            localId = local.with(3);
            localDescription = local.with(4);
            addresses = List.of(root.with(4, 2, 1, 3), root.with(4, 2, 1, 4), root.with(4, 2, 1, 5));
        }

        List<Oid> remoteColumns() {
            return List.of(chassisSubtype, chassis, portSubtype, port, portDescription, name, description, supported, enabled);
        }
    }

    /** What those tell who have none. */
    private static final Set<String> NO_ADDRESS = Set.of("0.0.0.0", "::");
    private static final List<String> CAPABILITIES = List.of(
            "other", "repeater", "bridge", "wlan", "router", "phone", "docsis", "station", "c-vlan", "s-vlan", "tpmr");

    private final Mib mib;
    private final PortNames names;

    LldpReader(Mib mib, PortNames names) {
        this.mib = mib;
        this.names = names;
    }

    static List<Oid> remoteColumns() {
        return Version.V1.remoteColumns();
    }

    static List<Oid> remoteColumnsV2() {
        return Version.V2.remoteColumns();
    }

    static List<Oid> localColumns() {
        return List.of(Version.V1.localSubtype, Version.V1.localId, Version.V1.localDescription);
    }

    static List<Oid> addressColumns() {
        return List.of(Version.V1.addresses.getFirst());
    }

    static List<Oid> addressColumnsV2() {
        return List.of(Version.V2.addresses.getFirst());
    }

    static List<Oid> ownObjects() {
        return List.of(Version.V1.ownSubtype, Version.V1.ownChassis, Version.V2.ownSubtype, Version.V2.ownChassis);
    }

    /** What the device itself tells its neighbours as its chassis id; empty when it does not say. */
    String ownChassis() {
        String old = ownChassis(Version.V1);
        return old.isEmpty() ? ownChassis(Version.V2) : old;
    }

    private String ownChassis(Version v) {
        int subtype = mib.scalar(v.ownSubtype).map(s -> (int) Cells.number(s, 0)).orElse(0);
        return mib.scalar(v.ownChassis).map(id -> chassis(subtype, id)).orElse("");
    }

    List<Neighbour> read() {
        List<Neighbour> old = read(Version.V1);
        return old.isEmpty() ? read(Version.V2) : old;
    }

    private List<Neighbour> read(Version v) {
        SortedSet<Oid> rows = new TreeSet<>();
        v.remoteColumns().forEach(column -> rows.addAll(mib.column(column).keySet()));
        Map<Oid, Set<String>> addresses = rows.isEmpty() ? Map.of() : addresses(v);
        List<Neighbour> all = new ArrayList<>();
        rows.forEach(row -> all.add(neighbour(v, row, addresses)));
        return all;
    }

    private Neighbour neighbour(Version v, Oid row, Map<Oid, Set<String>> addresses) {
        Value capabilities = mib.cell(v.enabled, row);
        return new Neighbour(
                Protocol.LLDP,
                names.carrier(localPort(v, row)),
                Cells.text(mib.cell(v.name, row)),
                chassis(Cells.whole(mib.cell(v.chassisSubtype, row), 0), mib.cell(v.chassis, row)),
                port(Cells.whole(mib.cell(v.portSubtype, row), 0), mib.cell(v.port, row)),
                Cells.text(mib.cell(v.portDescription, row)),
                Cells.text(mib.cell(v.description, row)),
                List.copyOf(addresses.getOrDefault(row.first(v.keySize), Set.of())),
                capabilities(capabilities == null ? mib.cell(v.supported, row) : capabilities));
    }

    /** The row's index is time mark, local port (an ifIndex in the second version), ...; some leave the mark out. */
    private String localPort(Version v, Oid row) {
        int at = row.size() >= v.keySize ? 1 : 0;
        if (row.size() <= at) {
            return "";
        }
        int number = row.part(at);
        return v == Version.V2 ? names.ofIndex(number) : localPort(number);
    }

    /** The number is LLDP's own: the local port table says which port it is; most agents take the ifIndex, some the bridge port. */
    private String localPort(int number) {
        Oid row = Oid.of(number);
        String told = byId(Cells.whole(mib.cell(Version.V1.localSubtype, row), 0), mib.cell(Version.V1.localId, row));
        if (!told.isEmpty()) {
            return told;
        }
        String described = names.ofWord(Cells.text(mib.cell(Version.V1.localDescription, row)));
        if (!described.isEmpty()) {
            return described;
        }
        Value bridged = mib.cell(Oids.BASE_PORT_IF, row);
        String direct = names.ofIndex(number);
        return direct.isEmpty() ? names.ofIndex(Cells.number(bridged, 0)) : direct;
    }

    private String byId(int subtype, @Nullable Value id) {
        if (id == null) {
            return "";
        }
        String text = Cells.text(id);
        String word = text.isEmpty() ? "" : names.ofWord(text);
        return switch (subtype) {
            case 3 -> names.ofMac(Cells.mac(id));
            case 7 -> word.isEmpty() ? names.ofIndex(index(text)) : word;
            default -> word;
        };
    }

    private static long index(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** LldpChassisIdSubtype: 4 is a MAC address, 5 a network address. */
    private static String chassis(int subtype, @Nullable Value id) {
        return switch (subtype) {
            case 4 -> macOr(id);
            case 5 -> networkOr(id);
            default -> Cells.readable(id);
        };
    }

    /** LldpPortIdSubtype: 3 is a MAC address, 4 a network address. */
    private static String port(int subtype, @Nullable Value id) {
        return switch (subtype) {
            case 3 -> macOr(id);
            case 4 -> networkOr(id);
            default -> Cells.readable(id);
        };
    }

    private static String macOr(@Nullable Value id) {
        String mac = Cells.mac(id);
        return mac.isEmpty() ? Cells.readable(id) : mac;
    }

    /** One byte of IANA's address family, then the address. */
    private static String networkOr(@Nullable Value id) {
        byte[] bytes = Cells.bytes(id);
        String address = bytes.length < 2 ? "" : Addresses.of(Arrays.copyOfRange(bytes, 1, bytes.length));
        return address.isEmpty() || bytes[0] != 1 && bytes[0] != 2 ? Cells.readable(id) : address;
    }

    private static Set<String> capabilities(@Nullable Value value) {
        byte[] bits = Cells.bits(value);
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < CAPABILITIES.size(); i++) {
            if (Cells.bit(bits, i)) {
                all.add(CAPABILITIES.get(i));
            }
        }
        return all;
    }

    /** The address stands in the index: key, family (1 or 2), its length (which some leave out), its bytes. */
    private Map<Oid, Set<String>> addresses(Version v) {
        Map<Oid, Set<String>> all = new HashMap<>();
        for (Oid column : v.addresses) {
            for (Oid index : mib.column(column).keySet()) {
                String address = address(index, v.keySize);
                if (!address.isEmpty() && !NO_ADDRESS.contains(address)) {
                    all.computeIfAbsent(index.first(v.keySize), k -> new LinkedHashSet<>()).add(address);
                }
            }
        }
        return all;
    }

    private static String address(Oid index, int from) {
        int left = index.size() - from - 1;
        if (left < 4 || index.part(from) != 1 && index.part(from) != 2) {
            return "";
        }
        boolean hasLength = left > 4 && index.part(from + 1) == left - 1;
        return Addresses.of(index, from + (hasLength ? 2 : 1), hasLength ? left - 1 : left);
    }
}
