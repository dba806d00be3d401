package vor.server.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Faults;
import vor.server.inventory.Kind;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;

/** What a reader puts together from a file. Bounded, whatever the file says. */
final class Draft {
    private static final int DOCUMENTS = 100_000;
    private static final int VALUES = 1_000_000;
    private static final int KINDS_LEFT = 40;
    private static final Spot START = new Spot(1, 1);

    final Faults faults = new Faults();
    private final Map<String, Entry> networks = new LinkedHashMap<>();
    private final Map<String, Entry> devices = new LinkedHashMap<>();
    private final List<Placed> links = new ArrayList<>();
    private final Map<String, Integer> left = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private int values;

    /** Another value is kept. */
    void count() {
        if (++values > VALUES) {
            throw Source.malformed("the file says more than " + VALUES + " things", "import it in parts", Spot.UNKNOWN);
        }
    }

    /** The device of this name, made where the file had not named it yet. */
    Entry device(String name, Spot spot) {
        return entry(devices, name, spot);
    }

    Entry network(String name, Spot spot) {
        return entry(networks, name, spot);
    }

    private Entry entry(Map<String, Entry> entries, String name, Spot spot) {
        Entry entry = entries.computeIfAbsent(name, n -> new Entry(spot, this));
        if (entries.size() > DOCUMENTS) {
            throw Source.malformed("the file names more than " + DOCUMENTS + " of a kind", "import it in parts", spot);
        }
        return entry;
    }

    void link(Placed link) {
        count();
        links.add(link);
    }

    /** Something of this kind has no place in an inventory. */
    void leave(String what) {
        left.merge(left.size() < KINDS_LEFT || left.containsKey(what) ? what : "others", 1, Integer::sum);
    }

    void note(String note) {
        notes.add(note);
    }

    /** @param kinds what the file speaks of as a whole; none when it may only add and change */
    Batch batch(Set<Kind> kinds, Map<String, Lay> lays) {
        Map<String, Placed> root = new LinkedHashMap<>();
        root.put("vor", Placed.text("inventory/1", START));
        root.put("networks", section(networks));
        root.put("devices", section(devices));
        root.put("links", Placed.list(links, START));
        List<String> all = new ArrayList<>(notes);
        if (!left.isEmpty()) {
            all.add(left.entrySet().stream()
                    .map(e -> e.getKey() + " (" + e.getValue() + ")")
                    .collect(Collectors.joining(", ", "not taken over: ", "")));
        }
        return new Batch(Placed.object(root, START), kinds, lays, all, faults);
    }

    private static Placed section(Map<String, Entry> entries) {
        Map<String, Placed> placed = new LinkedHashMap<>();
        entries.forEach((name, entry) -> placed.put(name, entry.placed()));
        return Placed.object(placed, START);
    }
}
