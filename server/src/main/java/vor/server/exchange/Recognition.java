package vor.server.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vor.server.inventory.Addresses;

/** What a file looks like, by its name and its first lines. It never says more than it can see. */
final class Recognition {
    private static final int HEAD = 64 * 1024;
    private static final Pattern SECTION = Pattern.compile("\\[[A-Za-z_][\\w.-]*(:\\w+)?]\\s*([#;].*)?");
    private static final Pattern VOR = Pattern.compile("(?m)^vor[ \\t]{0,9}:");
    private static final Pattern TARGETS = Pattern.compile("(?m)^[ \\t]{0,20}(- {0,9})?targets[ \\t]{0,9}:");
    private static final Pattern GROUPS = Pattern.compile("(?m)^[ \\t]{1,40}(hosts|children)[ \\t]{0,9}:|^all[ \\t]{0,9}:");
    private static final Pattern PORT = Pattern.compile("[A-Za-z][-A-Za-z]{0,30}[0-9]{1,9}([/:.][0-9]{1,9}){0,5}");
    private static final Pattern NETBOX_JSON = Pattern.compile("\"results\"|\"/?(api/)?(dcim|ipam)/|/api/(dcim|ipam)/");

    private Recognition() {}

    static Optional<Format> of(String fileName, byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.UTF_8);
        String text = head.startsWith("\ufeff") ? head.substring(1) : head;
        String name = fileName.toLowerCase(Locale.ROOT);
        String first = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && l.charAt(0) != '#' && l.charAt(0) != ';')
                .findFirst()
                .orElse("");
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return Optional.of(Format.CSV);
        }
        if (first.startsWith("{") || (first.startsWith("[") && !SECTION.matcher(first).matches())) {
            return json(text);
        }
        if (name.endsWith(".ini")) {
            return Optional.of(Format.ANSIBLE);
        }
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return yaml(text).or(() -> yaml ? Optional.of(Format.YAML) : lines(first));
    }

    private static Optional<Format> json(String text) {
        if (text.contains("\"targets\"")) {
            return Optional.of(Format.PROMETHEUS);
        }
        if (NETBOX_JSON.matcher(text).find()) {
            return Optional.of(Format.NETBOX);
        }
        boolean groups = text.contains("\"_meta\"") || text.contains("\"hosts\"") || text.contains("\"children\"");
        return groups ? Optional.of(Format.ANSIBLE) : Optional.empty();
    }

    private static Optional<Format> yaml(String text) {
        if (VOR.matcher(text).find()) {
            return Optional.of(Format.YAML);
        }
        if (TARGETS.matcher(text).find()) {
            return Optional.of(Format.PROMETHEUS);
        }
        return GROUPS.matcher(text).find() ? Optional.of(Format.ANSIBLE) : Optional.empty();
    }

    private static Optional<Format> lines(String first) {
        String[] words = first.split("\\s+");
        if (SECTION.matcher(first).matches() || (words.length > 1 && words[1].matches("\\w+=.*"))) {
            return Optional.of(Format.ANSIBLE);
        }
        if (words.length > 1 && Addresses.normal(words[0].replaceFirst("%.*", "")).isPresent()) {
            return Optional.of(Format.HOSTS);
        }
        if (isHeader(first)) {
            return Optional.of(Format.CSV);
        }
        boolean plan = words.length == 7 && (Addresses.normalPrefix(words[1]).isPresent() || words[1].equals("-"));
        boolean patch = words.length >= 3 && PORT.matcher(words[2]).matches();
        return plan || patch ? Optional.of(Format.GONDUL) : Optional.empty();
    }

    private static boolean isHeader(String first) {
        for (String cell : first.split("[,;\t]", -1)) {
            if (cell.replace("\"", "").strip().equalsIgnoreCase("name")) {
                return first.length() < 1_000;
            }
        }
        return first.startsWith("sep=");
    }
}
