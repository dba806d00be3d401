package vor.wire.collectd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a line of collectd's text protocol apart: {@code PUTVAL host/plugin[-instance]/type[-instance] interval=10.000 time:value[:value...]}, as its exec and
 * write_http speak it. Never throws. Stateless, for any thread.
 */
public final class PutvalReader {
    private static final Pattern OPTION = Pattern.compile("[A-Za-z_]+=.*", Pattern.DOTALL);

    private final TypesDb types;

    /** @param types what a value is, counter or gauge, is not in the line: a type that is not here is damage */
    public PutvalReader(TypesDb types) {
        this.types = types;
    }

    /**
     * A line without its end; several value lists may stand in it. What follows damage does not count.
     *
     * @param now the time of values of {@code N}
     */
    public List<Heard> read(String line, Instant now) {
        Words words = new Words(line);
        List<Heard> heard = new ArrayList<>();
        String problem = command(words, heard, now);
        if (!problem.isEmpty() || !words.trouble().isEmpty()) {
            heard.add(new Heard.Damage(words.trouble().isEmpty() ? problem : words.trouble(), words.at()));
        }
        return List.copyOf(heard);
    }

    /** What is wrong with it; empty when nothing is. */
    private String command(Words words, List<Heard> heard, Instant now) {
        if (!words.next() || !words.word().equalsIgnoreCase("PUTVAL")) {
            return "it does not begin with PUTVAL";
        }
        if (!words.next()) {
            return "PUTVAL without identifier";
        }
        Optional<Identifier> identifier = identifier(words.word());
        if (identifier.isEmpty()) {
            return "an identifier that is none such as host/plugin-instance/type-instance, each at most " + Identifier.MOST + " characters";
        }
        List<TypesDb.Source> sources = types.sources(identifier.get().type());
        if (sources.isEmpty()) {
            return "the type " + identifier.get().type() + " is not in types.db";
        }
        return lists(words, new Target(identifier.get(), sources, now), heard);
    }

    private static String lists(Words words, Target target, List<Heard> heard) {
        Optional<Duration> interval = Optional.empty();
        int lists = 0;
        while (words.next()) {
            String word = words.word();
            if (OPTION.matcher(word).matches()) {
                interval = interval(word, interval);
            } else {
                String problem = target.take(word, interval, heard);
                if (!problem.isEmpty()) {
                    return problem;
                }
                lists++;
            }
        }
        return lists == 0 ? "PUTVAL without values" : "";
    }

    /** Options of other names, and an interval that is none, change nothing. */
    private static Optional<Duration> interval(String option, Optional<Duration> before) {
        int equals = option.indexOf('=');
        return option.substring(0, equals).equalsIgnoreCase("interval")
                ? Numbers.real(option.substring(equals + 1)).flatMap(Times::span).or(() -> before)
                : before;
    }

    /** What stands behind the second slash is the type, with whatever slashes follow. */
    private static Optional<Identifier> identifier(String word) {
        String[] words = word.split("/", 3);
        if (words.length < 3) {
            return Optional.empty();
        }
        String[] plugin = words[1].split("-", 2);
        String[] type = words[2].split("-", 2);
        Identifier identifier = new Identifier(words[0], plugin[0], plugin.length > 1 ? plugin[1] : "", type[0], type.length > 1 ? type[1] : "");
        return identifier.fits() && identifier.missing().isEmpty() ? Optional.of(identifier) : Optional.empty();
    }

    /** Whose values the line has. */
    private record Target(Identifier identifier, List<TypesDb.Source> sources, Instant now) {

        /** Time, then as many values as the type has. */
        String take(String word, Optional<Duration> interval, List<Heard> heard) {
            String[] fields = word.split(":", sources.size() + 2);
            if (fields.length != sources.size() + 1) {
                return "values that are not time and " + sources.size() + " numbers of the type " + identifier.type();
            }
            Optional<Instant> time = fields[0].equals("N") ? Optional.of(now) : Numbers.real(fields[0]).flatMap(Times::instant);
            if (time.isEmpty()) {
                return "a time that is neither N nor seconds since 1970";
            }
            List<Value> values = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                Optional<Value> value = Numbers.value(sources.get(i).kind(), fields[i + 1]);
                if (value.isEmpty()) {
                    return Numbers.refusal(sources.get(i).kind(), fields[i + 1]);
                }
                values.add(value.get());
            }
            heard.add(new Heard.Values(identifier, time.get(), interval, values, List.of()));
            return "";
        }
    }
}
