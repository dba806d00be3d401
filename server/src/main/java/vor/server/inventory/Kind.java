package vor.server.inventory;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an inventory is made of. */
public enum Kind {
    DEVICE,
    NETWORK,
    LINK,
    PLAN;

    /** As it is written in the API and kept in the change log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the collection. */
    public String plural() {
        return word() + "s";
    }

    public static Optional<Kind> of(String word) {
        return Stream.of(values()).filter(k -> k.word().equals(word)).findFirst();
    }
}
