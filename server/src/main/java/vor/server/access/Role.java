package vor.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do, least first: each may do what those before it may. */
public enum Role {
    /** Sees everything, changes nothing. */
    VIEWER,
    /** Also changes the inventory. */
    OPERATOR,
    /** Also manages accounts and reads the audit. */
    ADMIN;

    /** As the API and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }

    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }

    /** The lesser of the two. */
    public Role atMost(Role other) {
        return covers(other) ? other : this;
    }
}
