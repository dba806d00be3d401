package vor.model;

import java.time.Duration;

/**
 * What devices of one kind have in common.
 *
 * @param name what devices refer to
 * @param vendor for people; empty when mixed
 * @param interval time between two echo requests to one target while all is well; at least 10 ms
 */
public record Profile(String name, String vendor, Duration interval) {
    /** Wired devices: four echoes a second to each address. */
    public static final Profile WIRED = new Profile("wired", "", Duration.ofMillis(250));

    /** Nodes on a wireless mesh, where air time is everybody's: one echo a minute. */
    public static final Profile MESH = new Profile("mesh", "", Duration.ofMinutes(1));

    /** Hosts behind somebody else's network: one echo a second. */
    public static final Profile REMOTE = new Profile("remote", "", Duration.ofSeconds(1));

    public Profile {
        if (interval.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("profile " + name + ": the interval is at least 10 ms, not " + interval);
        }
    }
}
