package vor.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.outside.Api;
import vor.outside.VorServer;

/** What a server counts of itself at one moment: series of the same name are added up. */
record Metrics(Map<String, Double> values) {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(vor_\\w+)(?:\\{[^}]*})? ([0-9.eE+]+)$");

    static Metrics of(VorServer server) {
        try (Api api = server.api()) {
            Map<String, Double> all = new TreeMap<>();
            Matcher m = SAMPLE.matcher(api.raw("GET", "/metrics", null).body());
            while (m.find()) {
                all.merge(m.group(1), Double.parseDouble(m.group(2)), Double::sum);
            }
            return new Metrics(all);
        }
    }

    /** How much it has grown since; 0 for what is not counted. */
    double since(Metrics before, String name) {
        return values.getOrDefault(name, 0.0) - before.values.getOrDefault(name, 0.0);
    }
}
