package vor.server.collect.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Device;
import vor.wire.snmp.Credential;

/**
 * Whom to ask, with what, how often.
 *
 * @param credentials by name; one that could not be read has a reason instead
 * @param rules the first that fits a device tells; a device that none fits is not asked
 * @param requestsPerSecond to all agents together, 1 to 100,000; urgent questions may use as many again
 */
public record SnmpSettings(Map<String, Known> credentials, List<Rule> rules, int requestsPerSecond) {
    /** Nobody is asked. */
    public static final SnmpSettings NONE = new SnmpSettings(Map.of(), List.of(), 5_000);

    public SnmpSettings {
        credentials = Map.copyOf(credentials);
        rules = List.copyOf(rules);
    }

    /** @param trouble why it could not be read, without the secret; empty when {@code credential} is there, or was not wanted */
    public record Known(Optional<Credential> credential, String trouble) {}

    /**
     * @param device fits this name only; empty for any
     * @param tag fits devices with this tag only; empty for any
     * @param profile fits devices of this profile only; empty for any
     * @param credential name; empty: these are not asked
     * @param port UDP, 1 to 65535
     */
    public record Rule(
            Optional<String> device,
            Optional<String> tag,
            Optional<String> profile,
            Optional<String> credential,
            Pace pace,
            int port) {

        boolean fits(Device d) {
            return device.map(d.name()::equals).orElse(true)
                    && tag.map(d.tags()::contains).orElse(true)
                    && profile.map(d.profile()::equals).orElse(true);
        }
    }

    /** The rule for a device; empty when it is not to be asked. */
    Optional<Rule> rule(Device device) {
        return rules.stream().filter(r -> r.fits(device)).findFirst().filter(r -> r.credential().isPresent());
    }

    Known credential(Rule rule) {
        String name = rule.credential().orElse("");
        return credentials.getOrDefault(
                name, new Known(Optional.empty(), "the configuration has no credential \"" + name + "\""));
    }
}
