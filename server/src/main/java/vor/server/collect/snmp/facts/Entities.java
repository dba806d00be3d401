package vor.server.collect.snmp.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** The tree of ENTITY-MIB: what stands in what, and which port or member of a stack that is. */
final class Entities {
    private static final int CHASSIS = 3;
    private static final int STACK = 11;
    private static final int DEEPEST = 20;
    private static final Oid IF_INDEX = Oid.of("1.3.6.1.2.1.2.2.1.1");
    private static final Pattern NUMBER = Pattern.compile("(?:^|[\\s#])(\\d{1,3})\\s*$");

    private final Mib mib;
    private final Map<Integer, Integer> portIndexes = new TreeMap<>();
    private @Nullable Map<Integer, Double> members;

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
            Double member = members().get(at);
            if (member != null) {
                return member;
            }
            at = parent(at);
        }
        return Double.NaN;
    }

    /** Each chassis of a stack with its number. */
    private Map<Integer, Double> members() {
        Map<Integer, Double> known = members;
        if (known == null) {
            known = numbers(mib.column(Oids.ENT_CLASS).keySet().stream()
                    .filter(index -> index.size() == 1)
                    .map(index -> index.part(0))
                    .filter(chassis -> kind(chassis) == CHASSIS && kind(parent(chassis)) == STACK)
                    .toList());
            members = known;
        }
        return known;
    }

    /**
     * What people call them, where their names end in numbers; else their places in the stack; else their order. Only what tells
     * all of them apart counts: the number behind a name may be that of the model.
     */
    private Map<Integer, Double> numbers(List<Integer> all) {
        List<Double> named = all.stream().map(this::named).toList();
        List<Double> placed = all.stream().map(c -> Cells.real(mib.cell(Oids.ENT_POSITION, Oid.of(c)))).toList();
        Map<Integer, Double> numbers = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            numbers.put(all.get(i), tellApart(named) ? named.get(i) : tellApart(placed) ? placed.get(i) : Double.valueOf(i + 1));
        }
        return numbers;
    }

    private static boolean tellApart(List<Double> numbers) {
        return numbers.stream().allMatch(n -> n >= 0) && numbers.stream().distinct().count() == numbers.size();
    }

    private double named(int chassis) {
        Matcher name = NUMBER.matcher(text(Oids.ENT_NAME, chassis));
        return name.find() ? Double.parseDouble(name.group(1)) : Double.NaN;
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
