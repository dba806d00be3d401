package vor.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vor.lab.agent.Habit;

/** How the agents of the practice network answer, and whether they send traps. */
record Variant(boolean traps, Agents agents) {

    enum Agents {
        AT_ONCE("at once", Habit.NORMAL, Duration.ofSeconds(8)),
        SLOW_200("200 ms late", new Habit(Habit.Kind.SLOW, Duration.ofMillis(200), ""), Duration.ofSeconds(8)),
        SLOW_800("800 ms late", new Habit(Habit.Kind.SLOW, Duration.ofMillis(800), ""), Duration.ofSeconds(12)),
        CACHED_15S("from a cache of 15 s", new Habit(Habit.Kind.CACHED, Duration.ofSeconds(15), ""), Duration.ofSeconds(25));

        final String words;
        final Habit habit;
        /** After everything is well again: until every agent above has surely told so. */
        final Duration settle;

        Agents(String words, Habit habit, Duration settle) {
            this.words = words;
            this.habit = habit;
            this.settle = settle;
        }
    }

    /** Those that the variable BENCH_VARIANT names, by commas; all where it is not set. */
    static List<Variant> chosen() {
        String asked = System.getenv("BENCH_VARIANT");
        if (asked == null || asked.isBlank()) {
            return all();
        }
        return Arrays.stream(asked.split(",", -1)).map(String::strip).map(Variant::called).toList();
    }

    static List<Variant> all() {
        List<Variant> all = new ArrayList<>();
        for (Agents agents : Agents.values()) {
            all.add(new Variant(false, agents));
            all.add(new Variant(true, agents));
        }
        return all;
    }

    private static Variant called(String name) {
        return all().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "BENCH_VARIANT: there is no \"" + name + "\"; there are " + all().stream().map(Variant::name).toList()));
    }

    /** As in the names of figures: {@code slow_200.traps}. */
    String name() {
        return agents.name().toLowerCase(Locale.ROOT) + (traps ? ".traps" : ".polls");
    }

    String words() {
        return "agents answer " + agents.words + ", " + (traps ? "traps" : "no traps");
    }
}
