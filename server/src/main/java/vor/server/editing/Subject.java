package vor.server.editing;

import java.util.Locale;
import java.util.Optional;

/**
 * A record of the inventory that can be edited.
 *
 * @param key what a rename leaves alone: the number of a device or link, the name of a network
 */
public record Subject(Kind kind, String key) {
    /** What there is to edit. */
    public enum Kind {
        DEVICE,
        NETWORK,
        LINK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a word that is none of them. */
        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
