package vor.server.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A token for the API of somebody else, found by reference; it is never part of a message. */
final class Token {
    static final String FORMS = Secrets.FORMS;

    private static final String NEW_NETBOX = "nbt_";

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** @throws IOException when there is none, in words for people */
    static Token find(String reference, Map<String, String> environment) throws IOException {
        if (!Secrets.isReference(reference)) {
            throw new IOException("--netbox-token is a reference, " + FORMS + ": a token on the command line could be read by others");
        }
        return checked(new Secrets(environment, Path.of("").toAbsolutePath()).text(reference), reference);
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
