package vor.server.exchange;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vor.model.Device;

/**
 * Which devices are meant, by words that must all match, as in the page's search: each is looked for in name, addresses,
 * tags, networks and profile; {@code tag:}, {@code net:}, {@code name:}, {@code address:} and {@code profile:} in one place only.
 */
public record Search(List<String> words) implements Predicate<Device> {
    public Search {
        words = List.copyOf(words);
    }

    public static Search of(String text) {
        return new Search(Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+")).filter(w -> !w.isEmpty()).toList());
    }

    @Override
    public boolean test(Device device) {
        return words.stream().allMatch(w -> matches(w, device));
    }

    private static boolean matches(String word, Device d) {
        int colon = word.indexOf(':');
        String rest = word.substring(colon + 1);
        return switch (colon < 0 ? "" : word.substring(0, colon)) {
            case "name" -> has(rest, Stream.of(d.name()));
            case "address" -> has(rest, d.addresses().stream());
            case "tag" -> has(rest, d.tags().stream());
            case "net" -> has(rest, d.networks().stream());
            case "profile" -> has(rest, Stream.of(d.profile()));
            default -> has(word, all(d));
        };
    }

    private static Stream<String> all(Device d) {
        return Stream.of(Stream.of(d.name(), d.profile()), d.addresses().stream(), d.tags().stream(), d.networks().stream())
                .flatMap(s -> s);
    }

    private static boolean has(String part, Stream<String> texts) {
        return texts.anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(part));
    }
}
