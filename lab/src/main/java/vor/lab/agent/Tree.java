package vor.lab.agent;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** The objects of one agent, in their order. */
public interface Tree {

    /**
     * @param now seconds of the practice network
     * @return null where there is no such object
     */
    @Nullable Value get(Oid oid, double now);

    /**
     * The first object behind {@code oid}, which need not exist itself.
     *
     * @return null behind the last one
     */
    @Nullable Binding next(Oid oid, double now);

    /** Everything, as it is at that moment. */
    default NavigableMap<Oid, Value> all(double now) {
        NavigableMap<Oid, Value> all = new TreeMap<>();
        for (Binding b = next(Oid.of(0), now); b != null; b = next(b.oid(), now)) {
            all.put(b.oid(), b.value());
        }
        return all;
    }
}
