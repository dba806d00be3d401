package vor.server.exchange;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.Inventory;
import vor.server.inventory.Addresses;

/**
 * Targets for Prometheus: a group for each address, so that a rule may choose the family. What is in {@code __meta_} is gone
 * after relabelling unless a rule keeps it; lists have commas around each word, as Prometheus's own discoveries write them.
 */
final class PrometheusWriter {
    private PrometheusWriter() {}

    static String write(Inventory inventory, List<Device> devices) {
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        for (Device d : devices) {
            for (String address : d.addresses()) {
                ObjectNode group = groups.addObject();
                group.putArray("targets").add(address);
                ObjectNode labels = group.putObject("labels").put("device", d.name()).put("family", family(address));
                labels.put("__meta_vor_profile", d.profile())
                        .put("__meta_vor_tags", list(d.tags()))
                        .put("__meta_vor_networks", list(d.networks()))
                        .put("__meta_vor_above", list(above(inventory, d)));
            }
        }
        return groups.toString() + "\n";
    }

    private static List<String> above(Inventory inventory, Device d) {
        return inventory.above(d.id()).stream().flatMap(id -> inventory.device(id).stream()).map(Device::name).toList();
    }

    private static String family(String address) {
        if (address.indexOf(':') >= 0) {
            return "v6";
        }
        return Addresses.normal(address).isPresent() ? "v4" : "name";
    }

    private static String list(Collection<String> words) {
        return words.stream().collect(Collectors.joining(",", words.isEmpty() ? "" : ",", words.isEmpty() ? "" : ","));
    }
}
