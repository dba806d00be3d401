package vor.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A VLAN with its subnets, gateways and router.
 *
 * @param vlan IEEE 802.1Q id, 1 to 4094
 * @param subnets prefixes in CIDR notation
 * @param gateways the addresses that hosts of the network use as their way out
 */
public record Network(
        long version,
        String name,
        OptionalInt vlan,
        List<String> subnets,
        List<String> gateways,
        Optional<DeviceId> router,
        Set<String> tags,
        String note) {
    public Network {
        subnets = List.copyOf(subnets);
        gateways = List.copyOf(gateways);
        tags = Collections2.sorted(tags);
    }
}
