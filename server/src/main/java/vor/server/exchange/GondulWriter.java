package vor.server.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Uplink;

/** A patch list: for each device, and each one above it, a line with the ports up there. What is not known has no place in one. */
final class GondulWriter {
    private static final String HEAD = "# name distro port port port\n";

    private final Inventory inventory;
    private final StringBuilder out = new StringBuilder(HEAD);
    private int unfit;

    private GondulWriter(Inventory inventory) {
        this.inventory = inventory;
    }

    static String write(Inventory inventory, List<Device> devices) {
        GondulWriter writer = new GondulWriter(inventory);
        devices.forEach(writer::device);
        if (writer.unfit > 0) {
            writer.out.append("# uplinks left out, as a name has a space in it or a port is not known: ").append(writer.unfit).append('\n');
        }
        return writer.out.toString();
    }

    private void device(Device d) {
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        for (Uplink u : d.uplinks()) {
            String above = inventory.device(u.above()).map(Device::name).orElse("");
            if (isWord(d.name()) && isWord(above) && above.indexOf('/') < 0 && isWord(u.abovePort())) {
                lines.computeIfAbsent(above, a -> new StringBuilder(d.name()).append(' ').append(a)).append(' ').append(u.abovePort());
            } else {
                unfit++;
            }
        }
        lines.values().forEach(line -> out.append(line).append('\n'));
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && !text.equals("-") && text.charAt(0) != '#'
                && text.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
