package vor.server.collect.snmp.facts;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** The tree of ENTITY-MIB: what stands in what, and which port or member of a stack that is. */
final class Entities {
    private static final int CHASSIS = 3;
    private static final int STACK = 11;
    private static final int DEEPEST = 20;
    private static final Oid IF_INDEX = Oid.of("1.3.6.1.2.1.2.2.1.1");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\s*$");

    private final Mib mib;
    private final Map<Integer, Integer> portIndexes = new TreeMap<>();

    Entities(Mib mib) {
        this.mib = mib;
        mib.column(Oids.ENT_ALIAS_MAPPING).forEach((index, value) -> {
            if (index.size() > 0 && value instanceof Value.ObjectId o && o.oid().startsWith(IF_INDEX) && o.oid().size() > IF_INDEX.size()) {
                portIndexes.putIfAbsent(index.part(0), o.oid().part(IF_INDEX.size()));
            }
        });
    }

    /** The port that the entity is, stands in, or names. Empty when it has to do with none. */
    String port(String entity, PortNames names) {
        int at = number(entity);
        for (int i = 0; at > 0 && i < DEEPEST; i++) {
            String port = names.ofIndex(portIndexes.getOrDefault(at, 0));
            if (port.isEmpty()) {
                String named = names.within(text(Oids.ENT_NAME, at));
                port = named.isEmpty() ? names.within(text(Oids.ENT_DESCR, at)) : named;
            }
            if (!port.isEmpty()) {
                return port;
            }
            at = kind(at) == CHASSIS ? 0 : parent(at);
        }
        return "";
    }

    /** The number in its stack of the chassis that the entity is or stands in; NaN when there is no stack. */
    double member(String entity) {
        int at = number(entity);
        for (int i = 0; at > 0 && i < DEEPEST; i++) {
            int parent = parent(at);
            if (kind(at) == CHASSIS && kind(parent) == STACK) {
                return position(at);
            }
            at = parent;
        }
        return Double.NaN;
    }

    /** What people call it, where its name ends in a number; else its place in the stack. */
    private double position(int chassis) {
        Matcher named = NUMBER.matcher(text(Oids.ENT_NAME, chassis));
        return named.find() && named.group(1).length() < 4
                ? Double.parseDouble(named.group(1))
                : Cells.real(mib.cell(Oids.ENT_POSITION, Oid.of(chassis)));
    }

    private static int number(String entity) {
        double number = Cells.real(entity);
        return number > 0 && number <= Integer.MAX_VALUE ? (int) number : 0;
    }

    private int parent(int entity) {
        return Cells.whole(mib.cell(Oids.ENT_CONTAINED_IN, Oid.of(entity)), 0);
    }

    private int kind(int entity) {
        return Cells.whole(mib.cell(Oids.ENT_CLASS, Oid.of(entity)), 0);
    }

    private String text(Oid column, int entity) {
        return Cells.text(mib.cell(column, Oid.of(entity)));
    }
}
