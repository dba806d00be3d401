package vor.lab;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.FloorPlan;
import vor.model.FloorPlan.Line;
import vor.model.FloorPlan.Rect;
import vor.model.FloorPlan.Shape;
import vor.model.FloorPlan.Text;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;
import vor.model.Placement;
import vor.model.Uplink;

/** Writes an inventory of our own making as docs/formats/inventory.md says. Every word is quoted unless it is plain. */
final class InventoryYaml {
    private final Inventory inventory;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private InventoryYaml(Inventory inventory) {
        this.inventory = inventory;
    }

    static String write(Inventory inventory) {
        InventoryYaml yaml = new InventoryYaml(inventory);
        yaml.line("vor: inventory/1");
        yaml.line("plans:");
        inventory.plans().forEach(yaml::plan);
        yaml.line("networks:");
        inventory.networks().forEach(yaml::network);
        yaml.line("devices:");
        inventory.devices().forEach(yaml::device);
        yaml.line("links:");
        inventory.links().forEach(yaml::link);
        return yaml.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void plan(FloorPlan plan) {
        line("  " + word(plan.name()) + ":");
        line("    title: " + word(plan.title()));
        line("    order: " + plan.order());
        line("    width: " + number(plan.width()));
        line("    height: " + number(plan.height()));
        line("    shapes:");
        plan.shapes().forEach(s -> line("      - " + shape(s)));
    }

    private static String shape(Shape shape) {
        return switch (shape) {
            case Rect r -> "{kind: rect, x: " + number(r.x()) + ", y: " + number(r.y()) + ", width: " + number(r.width())
                    + ", height: " + number(r.height()) + ", tone: " + tone(r.tone()) + ", label: " + word(r.label()) + "}";
            case Line l -> "{kind: line, x1: " + number(l.x1()) + ", y1: " + number(l.y1()) + ", x2: " + number(l.x2())
                    + ", y2: " + number(l.y2()) + ", width: " + number(l.width()) + ", tone: " + tone(l.tone()) + "}";
            case Text t -> "{kind: text, x: " + number(t.x()) + ", y: " + number(t.y()) + ", size: " + number(t.size())
                    + ", text: " + word(t.text()) + "}";
        };
    }

    private void network(Network n) {
        StringJoiner fields = new StringJoiner(", ", "  " + word(n.name()) + ": {", "}");
        n.vlan().ifPresent(v -> fields.add("vlan: " + v));
        fields.add("subnets: " + words(n.subnets())).add("gateways: " + words(n.gateways()));
        n.router().ifPresent(r -> fields.add("router: " + word(name(r))));
        line(fields.add("tags: " + words(n.tags())).add("note: " + word(n.note())).toString());
    }

    private void device(Device d) {
        line("  " + word(d.name()) + ":");
        line("    profile: " + word(d.profile()));
        line("    addresses: " + words(d.addresses()));
        if (!d.uplinks().isEmpty()) {
            line("    uplinks:");
            d.uplinks().forEach(u -> line("      - " + uplink(u)));
        }
        line("    networks: " + words(d.networks()));
        line("    tags: " + words(d.tags()));
        line("    placements: " + d.placements().stream().map(InventoryYaml::placement).toList());
    }

    private String uplink(Uplink u) {
        return "{port: " + word(u.port()) + ", to: " + word(name(u.above())) + ", toPort: " + word(u.abovePort()) + "}";
    }

    private static String placement(Placement placement) {
        return switch (placement) {
            case Placement.Box b -> "{plan: " + word(b.plan()) + ", x: " + number(b.x()) + ", y: " + number(b.y())
                    + ", width: " + number(b.width()) + ", height: " + number(b.height()) + "}";
            case Placement.Geo g -> "{latitude: " + g.latitude() + ", longitude: " + g.longitude() + "}";
        };
    }

    private void link(Link l) {
        String bundle = l.bundle().isEmpty() ? "" : ", bundle: " + word(l.bundle());
        line("  - {a: " + end(l.a()) + ", b: " + end(l.b()) + bundle + ", megabits: " + l.megabits() + "}");
    }

    private String end(Link.End end) {
        return "{device: " + word(name(end.device())) + ", port: " + word(end.port()) + "}";
    }

    private String name(DeviceId id) {
        return inventory.device(id).map(Device::name).orElseThrow();
    }

    private static String words(Collection<String> words) {
        List<String> quoted = words.stream().map(InventoryYaml::word).toList();
        return quoted.toString();
    }

    private static String tone(FloorPlan.Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    /** Plain only where no YAML reader can take it for anything but a word. */
    private static String word(String text) {
        boolean plain = text.matches("[A-Za-z][A-Za-z0-9/_-]*") && !text.matches("(?i)y|n|yes|no|on|off|true|false|null");
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
