package vor.wire.collectd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import vor.model.Event;
import vor.model.Metric;

/**
 * Makes events of what collectd told, with the names and attributes that its write_riemann gives them, so that rules need not know which way a number came. For one
 * thread.
 */
public final class CollectdEvents {
    private final TypesDb types;
    private final CollectdRates rates;

    public CollectdEvents(TypesDb types, CollectdRates rates) {
        this.types = types;
        this.rates = rates;
    }

    /**
     * One for each value that is a gauge or has a rate; a rate that types.db says cannot be is none. The data source stands in the service only where there are
     * several. Where nobody tells their names, they are {@code value}, or {@code 0}, {@code 1}, ...
     *
     * @param now by our clock, for what is to be forgotten
     */
    public List<Event> events(Heard.Values told, Instant now) {
        List<TypesDb.Source> sources = types.sources(told.identifier().type());
        boolean fits = sources.size() == told.values().size();
        List<String> names = names(told, fits ? sources : List.of());
        List<OptionalDouble> numbers = rates.rates(told, now);
        List<Event> events = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            Value value = told.values().get(i);
            OptionalDouble number = numbers.get(i);
            if (number.isPresent() && (value.kind() == Kind.GAUGE || !fits || sources.get(i).takes(number.getAsDouble()))) {
                events.add(event(told, names.get(i), i, number.getAsDouble()));
            }
        }
        return events;
    }

    /** Without ttl: nobody tells it again. */
    public static Event event(Heard.Notification told) {
        return new Event(
                told.identifier().host(), told.identifier().service(), told.severity().state(), Optional.empty(), told.time(), Optional.empty(), told.message(),
                List.of("notification"), words(told.identifier()));
    }

    private static List<String> names(Heard.Values told, List<TypesDb.Source> sources) {
        int count = told.values().size();
        if (told.names().size() == count) {
            return told.names();
        }
        if (!sources.isEmpty()) {
            return sources.stream().map(TypesDb.Source::name).toList();
        }
        return count == 1 ? List.of("value") : IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static Event event(Heard.Values told, String name, int index, double number) {
        Identifier identifier = told.identifier();
        String service = told.values().size() > 1 ? identifier.service() + "/" + name : identifier.service();
        Kind kind = told.values().get(index).kind();
        Map<String, String> attributes = words(identifier);
        attributes.put("ds_name", name);
        attributes.put("ds_type", kind == Kind.GAUGE ? kind.word() : kind.word() + ":rate");
        attributes.put("ds_index", String.valueOf(index));
        return new Event(
                identifier.host(), service, "", Optional.of(new Metric.Real(number)), told.time(), told.interval().map(i -> i.multipliedBy(2)), "", List.of(),
                attributes);
    }

    /** Those that were told. */
    private static Map<String, String> words(Identifier identifier) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("plugin", identifier.plugin());
        words.put("plugin_instance", identifier.pluginInstance());
        words.put("type", identifier.type());
        words.put("type_instance", identifier.typeInstance());
        words.values().removeIf(String::isEmpty);
        return words;
    }
}
