package vor.server.inventory;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import vor.model.Device;

/** Edits of every kind to an inventory; what is refused is passed over, as a person would. */
final class RandomEdits {
    private static final List<String> NAMES = List.of("core", "e1", "a", "b", "c", "d", "f", "g");
    private static final List<String> NETWORKS = List.of("row1", "n1", "n2");
    private static final List<String> PLANS = List.of("hall", "p1");

    private final InventoryStore store;
    private final Random random;

    RandomEdits(InventoryStore store, Random random) {
        this.store = store;
        this.random = random;
    }

    void one() {
        try {
            switch (random.nextInt(13)) {
                case 0, 1 -> put(Kind.DEVICE, one(NAMES), device());
                case 2, 3 -> patch(one(NAMES), "{'note':'" + random.nextInt(9) + "'}");
                case 4 -> patch(one(NAMES), device());
                case 5 -> patch(one(NAMES), "{'name':'" + one(NAMES) + "'}");
                case 6 -> delete(Kind.DEVICE, one(NAMES));
                case 7 -> delete(random.nextBoolean() ? Kind.NETWORK : Kind.PLAN, one(random.nextBoolean() ? NETWORKS : PLANS));
                case 8 -> put(Kind.NETWORK, one(NETWORKS), "{'vlan':" + (1 + random.nextInt(9)) + ",'router':'" + one(NAMES) + "'}");
                case 9 -> put(Kind.PLAN, one(PLANS), "{'width':" + (1 + random.nextInt(9)) + ",'height':2.5}");
                case 10 -> write(e -> e.add(Given.json("{'a':{'device':'" + one(NAMES) + "','port':'" + random.nextInt(3)
                        + "'},'b':{'device':'" + one(NAMES) + "'}}")));
                case 11 -> load();
                default -> undo();
            }
        } catch (InventoryException _) {
            // as would happen to a person
        }
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private String device() {
        return "{'addresses':['h" + random.nextInt(12) + ".example'],'uplinks':[{'port':'" + random.nextInt(3) + "','to':'" + one(NAMES)
                + "'}],'networks':['" + one(NETWORKS) + "'],'placements':[{'plan':'" + one(PLANS) + "','x':" + random.nextInt(9)
                + ",'y':0.1,'width':1,'height':1}],'tags':['t" + random.nextInt(3) + "']}";
    }

    private void write(Function<Edit, ?> edit) {
        store.write("ada", edit);
    }

    private void put(Kind kind, String name, String json) {
        write(e -> e.put(kind, name, Given.json(json), Condition.NONE));
    }

    private void patch(String name, String json) {
        write(e -> e.patch(Kind.DEVICE, name, Given.json(json), Condition.NONE));
    }

    private void delete(Kind kind, String name) {
        write(e -> {
            e.delete(kind, name, random.nextInt(4) > 0, Condition.NONE);
            return name;
        });
    }

    /** A file with what is there, one device less, and one more. */
    private void load() {
        List<Device> devices = List.copyOf(store.current().devices());
        StringBuilder yaml = new StringBuilder("vor: inventory/1\ndevices:\n  z" + random.nextInt(4) + ": {tags: [new]}\n");
        devices.stream().filter(d -> random.nextInt(4) > 0).forEach(d -> yaml.append("  ").append(d.name()).append(": {tags: [loaded]}\n"));
        Given.load(store, yaml.toString(), random.nextInt(4) == 0);
    }

    private void undo() {
        long last = store.edits(Long.MAX_VALUE, 1).getFirst().edit().id();
        store.undo("eve", Math.max(6, last - random.nextInt(8)), false);
    }
}
