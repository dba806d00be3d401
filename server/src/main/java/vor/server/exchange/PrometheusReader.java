package vor.server.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.server.inventory.Addresses;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;
import vor.server.inventory.YamlInventory;
import vor.server.inventory.YamlInventory.Dialect;

/**
 * Targets as Prometheus's file_sd and http_sd have them, in JSON or YAML. A target without a label that names it is named by
 * its host.
 */
final class PrometheusReader {
    /** Labels that name a device where its group has one host; the first that is there. */
    private static final List<String> NAMES = List.of("device", "sysname", "hostname", "name", "instance");

    private static final String TAGS = "__meta_vor_tags";
    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*).*");
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)](:[0-9]{1,5})?");
    private static final Pattern PORT = Pattern.compile("([^:]*):[0-9]{1,5}");

    private final Draft draft = new Draft();

    private PrometheusReader() {}

    static Batch read(String text) {
        PrometheusReader reader = new PrometheusReader();
        tree(text).forEach(reader::list);
        return reader.draft.batch(Set.of(), Map.of("addresses", Lay.ADDRESSES, "tags", Lay.ADD));
    }

    private static List<Placed> tree(String text) {
        return text.stripLeading().startsWith("[")
                ? JsonTree.all(text)
                : List.of(YamlInventory.tree(text.getBytes(StandardCharsets.UTF_8), Dialect.FOREIGN));
    }

    private void list(Placed root) {
        if (!root.value().isArray()) {
            throw Source.malformed("expected a list of groups with targets and labels", "such as [{\"targets\":[\"198.18.0.1\"]}]", root.spot());
        }
        root.items().forEach(this::group);
    }

    private void group(Placed group) {
        Placed targets = group.get("targets");
        if (!targets.value().isArray()) {
            draft.faults.add(targets.spot(), "targets", "expected a list of texts", "");
            return;
        }
        Set<String> hosts = new LinkedHashSet<>();
        targets.items().forEach(t -> host(t).ifPresent(hosts::add));
        Optional<Placed> label = NAMES.stream().map(group.get("labels")::get).filter(l -> !l.text().isEmpty()).findFirst();
        for (Placed target : targets.items()) {
            Optional<String> host = host(target);
            if (host.isEmpty()) {
                draft.faults.add(target.spot(), "targets", Text.quoted(target.value().asString("")) + " is no target", "such as 198.18.0.1:9100");
                continue;
            }
            String name = label.filter(l -> hosts.size() == 1).map(l -> bare(l.text())).orElse(host.get());
            device(name, host.get(), target.spot(), group.get("labels"));
        }
        group.get("labels").fields().keySet().stream()
                .filter(l -> !NAMES.contains(l) && !l.startsWith("__"))
                .forEach(l -> draft.leave("label " + (l.length() > 64 ? l.substring(0, 64) : l)));
    }

    private void device(String name, String host, Spot spot, Placed labels) {
        Entry device = draft.device(name, spot).add("addresses", host, spot);
        Placed tags = labels.get(TAGS);
        for (String tag : tags.text().split(",")) {
            if (!tag.isEmpty()) {
                device.add("tags", tag, tags.spot());
            }
        }
    }

    private static Optional<String> host(Placed target) {
        String host = bare(target.text());
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    /** Without a scheme, a path, brackets and the port. */
    private static String bare(String target) {
        Matcher url = URL.matcher(target);
        String authority = url.matches() ? url.group(1) : target;
        Matcher bracketed = BRACKETED.matcher(authority);
        Matcher port = PORT.matcher(authority);
        String host = bracketed.matches() ? bracketed.group(1) : port.matches() ? port.group(1) : authority;
        return Addresses.normal(host).filter(a -> host.indexOf('/') < 0).orElse(host);
    }
}
