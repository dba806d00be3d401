package vor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A thing that we watch: switch, stack, router, access point, node, server.
 *
 * @param id permanent
 * @param version counts the changes of this device, from 1; the API's ETag is made of it
 * @param name unique, may change; 1 to 64 characters, none of them a control character
 * @param profile name of the {@link Profile} that says vendor and pace
 * @param addresses addresses or host names to ask for echoes, most important first; each is one {@link Target}
 * @param uplinks the ways towards the core; empty for a device at the top
 * @param networks names of the {@link Network}s that the device carries
 * @param tags free words
 * @param placements where the device is drawn; at most one on each floor plan
 * @param maintenance present while people work on it: masks every other verdict
 * @param note free text for people
 */
public record Device(
        DeviceId id,
        long version,
        String name,
        String profile,
        List<String> addresses,
        List<Uplink> uplinks,
        Set<String> networks,
        Set<String> tags,
        List<Placement> placements,
        Optional<Maintenance> maintenance,
        String note) {
    public Device {
        addresses = List.copyOf(addresses);
        uplinks = List.copyOf(uplinks);
        networks = Collections2.sorted(networks);
        tags = Collections2.sorted(tags);
        placements = List.copyOf(placements);
    }
}
