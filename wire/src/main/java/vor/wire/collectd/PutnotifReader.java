package vor.wire.collectd;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a notification of collectd's text protocol apart: {@code PUTNOTIF severity=warning time=1700000000 host=web1 plugin=load type=load message="too much"}. Never
 * throws. Stateless, for any thread.
 */
public final class PutnotifReader {
    private static final Set<String> OPTIONS = Set.of("message", "severity", "time", "host", "plugin", "plugin_instance", "type", "type_instance");

    /** A line without its end. Options of a kind and name of their own ({@code s:room=b3}) are passed over. */
    public Heard read(String line) {
        Words words = new Words(line);
        if (!words.next() || !words.word().equalsIgnoreCase("PUTNOTIF")) {
            return new Heard.Damage("it does not begin with PUTNOTIF", words.at());
        }
        Map<String, String> options = new HashMap<>();
        while (words.next()) {
            String word = words.word();
            int equals = word.indexOf('=');
            if (equals < 1) {
                return new Heard.Damage("a word that is no option such as severity=okay", words.at());
            }
            String name = word.substring(0, equals);
            if (!name.contains(":") && !OPTIONS.contains(name)) {
                return new Heard.Damage("an option that is none of message, severity, time, host, plugin, plugin_instance, type, type_instance", words.at());
            }
            options.put(name, word.substring(equals + 1));
        }
        return words.trouble().isEmpty() ? heard(options, line.length()) : new Heard.Damage(words.trouble(), words.at());
    }

    /** What collectd itself wants of one: severity, time and message. */
    private static Heard heard(Map<String, String> options, int end) {
        Optional<Severity> severity = Severity.of(options.getOrDefault("severity", ""));
        Optional<Instant> time = Optional.ofNullable(options.get("time")).flatMap(Numbers::real).flatMap(Times::instant);
        String message = options.getOrDefault("message", "");
        String missing = severity.isEmpty() ? "a severity of failure, warning or okay" : time.isEmpty() ? "time in seconds since 1970" : message.isEmpty() ? "message" : "";
        if (!missing.isEmpty()) {
            return new Heard.Damage("PUTNOTIF without " + missing, end);
        }
        Identifier identifier = new Identifier(
                options.getOrDefault("host", ""), options.getOrDefault("plugin", ""), options.getOrDefault("plugin_instance", ""),
                options.getOrDefault("type", ""), options.getOrDefault("type_instance", ""));
        return Notifications.heard(identifier, severity.orElseThrow(), time.orElseThrow(), message);
    }
}
