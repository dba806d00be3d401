package vor.server.collect.snmp.facts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import vor.server.collect.snmp.facts.VendorProfile.Kind;
import vor.server.collect.snmp.facts.VendorProfile.Rule;
import vor.wire.snmp.Oid;

/** Goes through the rows that a profile's rules are about. */
final class RowReader {
    /** More rows of one kind than this come from an agent that errs or means ill. */
    private static final int MOST = 50_000;

    private final VendorProfile profile;
    private final Mib mib;
    private final PortNames names;
    private final Entities entities;

    RowReader(VendorProfile profile, Mib mib, PortNames names) {
        this.profile = profile;
        this.mib = mib;
        this.names = names;
        this.entities = new Entities(mib);
    }

    /** Each row of that kind once: of two with the same key, the first rule's. */
    void each(Kind kind, BiConsumer<Rule, Row> consumer) {
        Map<String, Rule> keys = new HashMap<>();
        int count = 0;
        for (Rule rule : profile.rules()) {
            if (rule.kind() == kind) {
                for (Oid index : mib.column(rule.of()).keySet()) {
                    Row row = new Row(mib, names, entities, index);
                    if (count < MOST && wanted(rule, row) && first(keys, rule, row)) {
                        count++;
                        consumer.accept(rule, row);
                    }
                }
            }
        }
    }

    private static boolean wanted(Rule rule, Row row) {
        return row.mib().cell(rule.of(), row.index()) != null && rule.where().map(w -> w.holds(row)).orElse(true);
    }

    private static boolean first(Map<String, Rule> keys, Rule rule, Row row) {
        String key = rule.field("key").text(row);
        return key.isEmpty() || keys.putIfAbsent(key, rule) == null || keys.get(key) == rule;
    }

    static <E extends Enum<E>> E word(Class<E> type, String word, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        return otherwise;
    }

    /** Names that stand twice get the row's index behind them. */
    static String unique(Set<String> taken, String wanted, Row row) {
        String name = wanted.isEmpty() ? row.index().toString() : wanted;
        while (!taken.add(name)) {
            name = name + " #" + row.index();
        }
        return name;
    }

    static Set<String> names() {
        return new HashSet<>();
    }
}
