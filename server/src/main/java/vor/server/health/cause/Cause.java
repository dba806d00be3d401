package vor.server.health.cause;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vor.model.Fact;

/**
 * Why a device is silent.
 *
 * @param certain nothing that is still to be seen can make it another kind
 * @param why one sentence and what to try, for people; says "probably" until it is certain
 * @param evidence what was seen above, and when
 * @param gone we saw every way up go with the silence: no chance, however short that is
 * @param until when time alone may change it
 */
public record Cause(Kind kind, boolean certain, String why, List<Fact> evidence, boolean gone, Optional<Instant> until) {
    /** Names of the facts that machines read. */
    public static final String FACT = "cause";

    public static final String CERTAIN = "certain";

    public Cause {
        evidence = List.copyOf(evidence);
    }

    static Cause of(Kind kind, boolean certain, String why, List<Fact> evidence) {
        return new Cause(kind, certain, why, evidence, false, Optional.empty());
    }

    Cause gone(boolean all) {
        return new Cause(kind, certain, why, evidence, all, until);
    }

    Cause until(Instant then) {
        return new Cause(kind, certain, why, evidence, gone, Optional.of(then));
    }

    Cause why(String words, List<Fact> seen) {
        return new Cause(kind, certain, words, seen, gone, until);
    }

    /** What it can be. */
    public enum Kind {
        /** Every port above went down with it. */
        POWER_OR_CABLE,
        /** Every port above is administratively down. */
        SWITCHED_OFF,
        /** A port above stays up: the device hangs, or its configuration or that of the port is wrong. */
        HANGS,
        /** The port above fell and came back, and the device has not had the time to start. */
        BOOTING,
        /** It has had the time. */
        UNCONFIGURED,
        /** What is above it does not answer either. */
        PARENT_SILENT,
        /** The agent that knows the ports above does not tell. */
        AGENT_SILENT,
        /** The ports above have not told anything since. */
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The evidence, and the two facts that machines read. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(evidence);
        facts.add(Fact.of(FACT, kind.word()));
        facts.add(Fact.of(CERTAIN, certain ? "yes" : "no"));
        return facts;
    }
}
