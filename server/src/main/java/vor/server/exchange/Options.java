package vor.server.exchange;

import java.util.List;

/**
 * What only the person knows who imports.
 *
 * @param top names of the devices at the top, towards which uplinks lead; none when the file itself says what is above
 * @param firstPort the own port of each device's first uplink, the next ones follow by number; empty when not known
 */
public record Options(List<String> top, String firstPort) {
    public static final Options NONE = new Options(List.of(), "");

    public Options {
        top = List.copyOf(top);
    }
}
