package vor.wire.collectd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** collectd's {@code types.db}: what the numbers of a type are called, which the wire does not tell. A line that is none is a problem and no more. */
public final class TypesDb {
    private static final int MOST_PROBLEMS = 100;

    private final Map<String, List<Source>> types;
    private final List<String> problems;

    /**
     * One number of a type.
     *
     * @param least of the rate, or of the gauge; none: no limit
     * @param most the same
     */
    public record Source(String name, Kind kind, OptionalDouble least, OptionalDouble most) {
        /** False for what cannot be, such as the rate below zero of a counter that began anew. */
        boolean takes(double rate) {
            return !(least.isPresent() && rate < least.getAsDouble()) && !(most.isPresent() && rate > most.getAsDouble());
        }
    }

    private TypesDb(Map<String, List<Source>> types, List<String> problems) {
        this.types = types;
        this.problems = List.copyOf(problems);
    }

    public static TypesDb none() {
        return new TypesDb(Map.of(), List.of());
    }

    /** Of types that stand there twice the later counts, as with collectd. */
    public static TypesDb read(String text) {
        Map<String, List<Source>> types = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String problem = line(line.strip(), types);
            if (!problem.isEmpty() && problems.size() < MOST_PROBLEMS) {
                problems.add("line " + number + ": " + problem);
            }
        }
        return new TypesDb(types, problems);
    }

    /** Both; where both know a type, the other's counts. */
    public TypesDb with(TypesDb other) {
        Map<String, List<Source>> all = new TreeMap<>(types);
        all.putAll(other.types);
        List<String> told = new ArrayList<>(problems);
        told.addAll(other.problems);
        return new TypesDb(all, told);
    }

    /** Empty for a type that is not there. */
    public List<Source> sources(String type) {
        return types.getOrDefault(type, List.of());
    }

    public int size() {
        return types.size();
    }

    /** Lines that do not count, at most 100, each with its number. */
    public List<String> problems() {
        return problems;
    }

    /** What is wrong with it; empty when nothing is. */
    private static String line(String line, Map<String, List<Source>> types) {
        if (line.isEmpty() || line.startsWith("#")) {
            return "";
        }
        String[] words = line.split("[\\s,]+");
        if (words.length < 2 || words[0].isEmpty()) {
            return "a type and its data sources were expected, as in \"if_octets rx:DERIVE:0:U, tx:DERIVE:0:U\"";
        }
        List<Source> sources = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            Optional<Source> source = source(words[i]);
            if (source.isEmpty()) {
                return "\"" + shortened(words[i]) + "\" is no data source such as rx:DERIVE:0:U";
            }
            sources.add(source.get());
        }
        types.put(words[0], List.copyOf(sources));
        return "";
    }

    private static Optional<Source> source(String word) {
        String[] fields = word.split(":", -1);
        if (fields.length != 4 || fields[0].isEmpty() || fields[0].length() > Identifier.MOST || !limit(fields[2]) || !limit(fields[3])) {
            return Optional.empty();
        }
        return Kind.of(fields[1]).map(kind -> new Source(fields[0], kind, limitOf(fields[2]), limitOf(fields[3])));
    }

    private static boolean limit(String text) {
        return text.equals("U") || Numbers.real(text).filter(number -> !number.isNaN()).isPresent();
    }

    private static OptionalDouble limitOf(String text) {
        return Numbers.real(text).filter(number -> !number.isNaN()).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static String shortened(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "...";
    }
}
