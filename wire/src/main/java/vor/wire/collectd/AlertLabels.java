package vor.wire.collectd;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the five words again that write_http has put into the labels of an alert: {@code alertname} is {@code collectd_PLUGIN_TYPE}, or {@code collectd_TYPE} where
 * the type begins with the plugin's name; an instance stands under the name of its plugin, a second one under that of its type, and whose a single one is
 * only the message of a threshold tells; without that it is the plugin's.
 */
final class AlertLabels {
    private static final String PREFIX = "collectd_";
    private static final Set<String> OTHERS = Set.of("alertname", "instance", "severity", "service");

    private AlertLabels() {}

    static Identifier identifier(Map<String, String> labels, String message, TypesDb types) {
        String alert = labels.getOrDefault("alertname", "");
        String grown = alert.startsWith(PREFIX) ? alert.substring(PREFIX.length()) : alert;
        String host = labels.getOrDefault("instance", "");
        Names names = names(labels, grown, types);
        return ofMessage(host, names, message).orElseGet(() -> new Identifier(
                host, names.plugin(), labels.getOrDefault(names.plugin(), ""), names.type(),
                names.plugin().equals(names.type()) ? "" : labels.getOrDefault(names.type(), "")));
    }

    /** How the threshold plugin begins: {@code Host web1, plugin df (instance root) type df_complex (instance free): Data source ...}. */
    private static Optional<Identifier> ofMessage(String host, Names names, String message) {
        String start = "Host " + host + ", plugin " + names.plugin();
        if (!message.startsWith(start)) {
            return Optional.empty();
        }
        String middle = " type " + names.type();
        int type = message.indexOf(middle, start.length());
        int end = type < 0 ? -1 : message.indexOf(": ", type + middle.length());
        return end < 0
                ? Optional.empty()
                : Optional.of(new Identifier(
                        host, names.plugin(), instance(message.substring(start.length(), type)), names.type(), instance(message.substring(type + middle.length(), end))));
    }

    private static String instance(String text) {
        String before = " (instance ";
        return text.startsWith(before) && text.endsWith(")") ? text.substring(before.length(), text.length() - 1) : "";
    }

    private record Names(String plugin, String type) {}

    private static Names names(Map<String, String> labels, String grown, TypesDb types) {
        for (String label : labels.keySet()) {
            boolean plugin = !OTHERS.contains(label) && !label.isEmpty();
            if (plugin && grown.startsWith(label + "_") && known(grown.substring(label.length() + 1), types)) {
                return new Names(label, grown.substring(label.length() + 1));
            }
            if (plugin && grown.startsWith(label) && known(grown, types)) {
                return new Names(label, grown);
            }
        }
        return guessed(grown, types);
    }

    /** Without a label that names the plugin: its name has no underscore, but for where only a longer one leaves a type. */
    private static Names guessed(String grown, TypesDb types) {
        if (known(grown, types)) {
            int end = grown.indexOf('_');
            return new Names(end < 0 ? grown : grown.substring(0, end), grown);
        }
        for (int end = grown.indexOf('_'); end > 0; end = grown.indexOf('_', end + 1)) {
            if (known(grown.substring(end + 1), types)) {
                return new Names(grown.substring(0, end), grown.substring(end + 1));
            }
        }
        int end = grown.indexOf('_');
        return end > 0 ? new Names(grown.substring(0, end), grown.substring(end + 1)) : new Names(grown, grown);
    }

    private static boolean known(String type, TypesDb types) {
        return !types.sources(type).isEmpty();
    }
}
