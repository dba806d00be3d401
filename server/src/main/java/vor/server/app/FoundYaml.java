package vor.server.app;

import static vor.server.inventory.YamlWriter.text;

import java.util.List;
import java.util.stream.Collectors;
import vor.server.discover.Found;
import vor.server.discover.Found.Cable;
import vor.server.discover.Found.Device;
import vor.server.discover.Found.End;
import vor.server.discover.Found.Stranger;
import vor.server.discover.Found.Way;

/** A discovery as docs/formats/inventory.md has it: only what was found, so that an import leaves all else as it is. */
final class FoundYaml {
    private final StringBuilder out = new StringBuilder(1 << 14);

    private FoundYaml() {}

    /** @param remarks for people, one line each, at the top */
    static String of(Found found, List<String> remarks) {
        FoundYaml yaml = new FoundYaml();
        remarks.forEach(yaml::remark);
        yaml.out.append("vor: inventory/1\ndevices:\n");
        found.devices().forEach(yaml::device);
        if (!found.cables().isEmpty()) {
            yaml.out.append("links:\n");
            found.cables().forEach(yaml::cable);
        }
        if (!found.strangers().isEmpty()) {
            yaml.remark("Neighbours that could not be asked:");
            found.strangers().forEach(s -> yaml.remark("  " + stranger(s)));
        }
        return yaml.out.toString();
    }

    /** Whatever a neighbour calls itself stays within the comment. */
    private void remark(String line) {
        out.append("# ").append(line.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ")).append('\n');
    }

    private void device(Device d) {
        out.append("  ").append(text(d.name())).append(":\n    addresses: [")
                .append(d.addresses().stream().map(a -> text(a)).collect(Collectors.joining(", ")))
                .append("]\n");
        if (!d.ways().isEmpty()) {
            out.append("    uplinks:\n");
            d.ways().forEach(this::way);
        }
    }

    private void way(Way w) {
        out.append("      - {port: ").append(text(w.port())).append(", to: ").append(text(w.above())).append(", toPort: ")
                .append(text(w.abovePort())).append("}\n");
    }

    private void cable(Cable c) {
        out.append("  - {a: ").append(end(c.a())).append(", b: ").append(end(c.b()));
        if (!c.bundle().isEmpty()) {
            out.append(", bundle: ").append(text(c.bundle()));
        }
        out.append(", megabits: ").append(c.megabits()).append("}\n");
    }

    private static String end(End end) {
        return "{device: " + text(end.device()) + ", port: " + text(end.port()) + "}";
    }

    private static String stranger(Stranger s) {
        return s.at() + ": " + (s.name().isEmpty() ? "no name" : s.name())
                + (s.remotePort().isEmpty() ? "" : ", its port " + s.remotePort())
                + (s.addresses().isEmpty() ? ", tells no address" : ", " + String.join(" ", s.addresses()))
                + (s.platform().isEmpty() ? "" : ", " + s.platform());
    }
}
