package vor.lab;

import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** What is wrong in the practice network, for people and for programs. */
final class StatusText {
    private StatusText() {}

    /** One line. */
    static String summary(Lab lab) {
        int silent = lab.silent().size();
        int devices = lab.plan().size().devices();
        LabState state = lab.state();
        String dark = state.dark() == Dark.OFF ? "" : "Dark: " + state.dark().word() + ". ";
        return dark + switch (silent) {
            case 0 -> "All " + devices + " devices answer.";
            case 1 -> "1 of " + devices + " devices is silent: " + lab.silent().iterator().next() + ".";
            default -> silent + " of " + devices + " devices are silent.";
        };
    }

    static String table(Lab lab) {
        StringBuilder out = new StringBuilder(summary(lab)).append('\n');
        LabState state = lab.state();
        state.troubles().forEach((name, trouble) ->
                out.append(String.format("%-10s", name)).append(StateText.words(trouble)).append('\n'));
        Set<String> behind = new TreeSet<>(lab.silent());
        behind.removeAll(state.which(Trouble::silent));
        if (state.dark() == Dark.OFF && !behind.isEmpty()) {
            out.append("behind them: ").append(String.join(" ", behind)).append('\n');
        }
        state.traps().ifPresent(t -> out.append("traps to ").append(t).append('\n'));
        String counts = lab.responderCounts();
        return out.append(counts.isEmpty() ? "" : counts + "\n").toString();
    }

    static String json(Lab lab) {
        LabState state = lab.state();
        StringJoiner troubles = new StringJoiner(",", "{", "}");
        state.troubles().forEach((name, trouble) -> troubles.add(quote(name) + ":" + json(trouble)));
        StringJoiner silent = new StringJoiner(",", "[", "]");
        lab.silent().forEach(name -> silent.add(quote(name)));
        String traps = quote(state.traps().map(TrapTarget::toString).orElse(""));
        return "{\"up\":true,\"devices\":" + state.size().devices() + ",\"dark\":" + quote(state.dark().word())
                + ",\"silent\":" + silent + ",\"traps\":" + traps + ",\"troubles\":" + troubles + "}\n";
    }

    private static String json(Trouble t) {
        return "{\"cut\":" + t.cut() + ",\"loss\":" + t.loss() + ",\"stallMillis\":" + t.stall().toMillis()
                + ",\"delayMillis\":" + t.delay().toMillis() + ",\"jitterMillis\":" + t.jitter().toMillis()
                + ",\"duplicate\":" + t.duplicate() + ",\"flapMillis\":" + t.flap().toMillis()
                + ",\"flapOff\":" + t.flapOff() + ",\"words\":" + quote(StateText.words(t).strip()) + "}";
    }

    /** Names of the plan need no escapes; anything else is kept from breaking out. */
    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
