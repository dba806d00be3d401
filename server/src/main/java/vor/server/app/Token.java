package vor.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token for the API of somebody else, found by reference; it is never part of a message. */
final class Token {
    static final String FORMS = "env:NAME or file:PATH";

    private static final int LARGEST = 64 * 1024;
    private static final String NEW_NETBOX = "nbt_";

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** @throws IOException when there is none, in words for people */
    static Token find(String reference, Map<String, String> environment) throws IOException {
        if (reference.startsWith("env:")) {
            @Nullable String value = environment.get(reference.substring(4));
            if (value == null) {
                throw new IOException("the environment has no variable " + reference.substring(4));
            }
            return checked(value, reference);
        }
        if (reference.startsWith("file:")) {
            Path file = Path.of(reference.substring(5));
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is too large for a token");
            }
            return checked(Files.readString(file, StandardCharsets.UTF_8), reference);
        }
        throw new IOException("--netbox-token is a reference, " + FORMS + ": a token on the command line could be read by others");
    }

    private static Token checked(String value, String reference) throws IOException {
        String text = value.strip();
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(reference + " is no token: it is empty, or has spaces or other characters in it");
        }
        return new Token(text);
    }

    /** What NetBox wants in the header Authorization; its tokens of version 4.5 say what they are. */
    String netBox() {
        return (text.startsWith(NEW_NETBOX) ? "Bearer " : "Token ") + text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
