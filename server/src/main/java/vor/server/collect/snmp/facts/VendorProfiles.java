package vor.server.collect.snmp.facts;

import java.util.Comparator;
import java.util.List;
import vor.wire.snmp.Oid;

/**
 * All profiles that were read; finds the one for an agent. Immutable; any thread.
 *
 * @param standard for agents that none fits
 */
public record VendorProfiles(List<VendorProfile> all, VendorProfile standard) {
    public VendorProfiles {
        all = List.copyOf(all);
    }

    /** The most specific one that fits. */
    public VendorProfile of(String objectId, String description) {
        Oid id = Oid.parse(objectId).orElse(Oid.of());
        return all.stream()
                .filter(p -> fit(p, id, description) > 0)
                .max(Comparator.comparingInt(p -> fit(p, id, description)))
                .orElse(standard);
    }

    /** The one for the agent that told this. */
    public VendorProfile of(Mib mib) {
        return of(
                mib.scalar(Oids.SYS_OBJECT_ID).map(Cells::text).orElse(""),
                mib.scalar(Oids.SYS_DESCR).map(Cells::text).orElse(""));
    }

    private static int fit(VendorProfile profile, Oid id, String description) {
        return profile.matches().stream().mapToInt(m -> m.fit(id, description)).max().orElse(0);
    }
}
