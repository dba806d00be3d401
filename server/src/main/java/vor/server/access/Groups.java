package vor.server.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which groups at the provider have which role here.
 *
 * @param byRole groups by role; {@code *} is everybody whom the provider lets in
 */
public record Groups(Map<Role, Set<String>> byRole) {
    private static final String EVERYBODY = "*";

    public Groups {
        byRole = Map.copyOf(byRole);
    }

    /** The highest role that one of the groups has; empty when none has one. */
    Optional<Role> role(Set<String> groups) {
        return Arrays.stream(Role.values()).sorted(Comparator.reverseOrder()).filter(r -> has(r, groups)).findFirst();
    }

    private boolean has(Role role, Set<String> groups) {
        Set<String> wanted = byRole.getOrDefault(role, Set.of());
        return wanted.contains(EVERYBODY) || !Collections.disjoint(wanted, groups);
    }
}
