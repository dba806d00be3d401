package vor.server.rules;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where rules are, and who hears of pages.
 *
 * @param folder of files; empty for no rules
 * @param webhook http or https, gets a POST for each page; it may hold a secret, so it is shown nowhere
 */
public record RuleSettings(Optional<Path> folder, Optional<URI> webhook) {
    public static final RuleSettings NONE = new RuleSettings(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "RuleSettings[folder=" + folder + ", webhook=" + (webhook.isPresent() ? "set" : "none") + "]";
    }
}
