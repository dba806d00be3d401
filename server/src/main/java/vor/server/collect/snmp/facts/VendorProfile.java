package vor.server.collect.snmp.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vor.wire.snmp.Oid;

/**
 * What is known of one vendor's agents: which tables they have beside the standard ones, and what their rows mean. Data,
 * read from YAML by {@code app}. Immutable.
 *
 * @param name such as {@code juniper}
 * @param vendor for people
 * @param matches the agents that it is for; none for one that only others extend
 * @param rules in their order: of two rows with the same key the first counts
 */
public record VendorProfile(String name, String vendor, List<Match> matches, List<Columns> tables, List<Rule> rules) {
    /** For agents that nothing is known of, and before any profile was read. */
    public static final VendorProfile NONE = new VendorProfile("none", "", List.of(), List.of(), List.of());

    public VendorProfile {
        matches = List.copyOf(matches);
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
    }

    /**
     * Agents by what they say of themselves; both must fit where both are given.
     *
     * @param objectId sysObjectID begins with it
     * @param description found in sysDescr
     */
    public record Match(Optional<Oid> objectId, Optional<Pattern> description) {
        /** How well it fits: 0 not at all, higher for more parts of the object id. */
        int fit(Oid id, String described) {
            boolean byId = objectId.map(id::startsWith).orElse(true);
            boolean byText = description.map(p -> p.matcher(described).find()).orElse(true);
            int parts = objectId.map(o -> 2 * o.size()).orElse(0);
            return byId && byText ? parts + (description.isPresent() ? 1 : 0) : 0;
        }
    }

    /** How often a table is asked for. */
    public enum Cadence {
        /** State and octets of the ports that matter most. */
        FAST,
        /** All ports, everything that heats up or fails. */
        NORMAL,
        /** Neighbours, inventory, optics. */
        SLOW
    }

    /**
     * Columns of one table.
     *
     * @param scalars objects by themselves, each with the one row 0
     * @param documentsOnly no agent that we could try answers any of them
     * @param columns by name, which is unique within the profile
     */
    public record Columns(String name, Cadence cadence, boolean scalars, boolean documentsOnly, Map<String, Oid> columns) {
        public Columns {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /** What a row becomes. */
    public enum Kind {
        SENSOR(List.of("name", "sensor", "value", "unit", "low", "high", "status", "member", "port", "key")),
        PART(List.of("name", "part", "status", "description", "model", "serial", "version", "member", "key")),
        MEMBER(List.of("number", "role", "status", "serial", "model", "version", "mac", "priority", "uptime", "key")),
        NEIGHBOUR(List.of(
                "protocol", "port", "name", "chassis", "remote-port", "remote-port-description", "description", "address",
                "capabilities", "key")),
        /** A port that acts as one with others. */
        BUNDLE(List.of("bundle", "port", "key")),
        /** The VLAN of a filtering database. */
        VLAN(List.of("fdb", "vlan", "key")),
        /** A VLAN whose forwarding table stands in a context of its own. */
        CONTEXT(List.of("vlan", "key"));

        private final List<String> fields;

        Kind(List<String> fields) {
            this.fields = fields;
        }

        public List<String> fields() {
            return fields;
        }
    }

    /**
     * Makes something of each row that a column has.
     *
     * @param of the column
     * @param where only rows for which it holds
     * @param fields by name, as {@link Kind#fields} has them
     * @param documentsOnly no agent that we could try has such a row
     * @param line where it stands in its file, from 1
     */
    public record Rule(
            Kind kind, Oid of, Optional<Formula> where, Map<String, Formula> fields, boolean documentsOnly, int line) {
        public Rule {
            fields = Map.copyOf(fields);
        }

        Formula field(String name) {
            return fields.getOrDefault(name, Formula.NOTHING);
        }
    }
}
