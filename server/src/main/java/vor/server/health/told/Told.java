package vor.server.health.told;

import java.util.Optional;
import java.util.function.Function;
import vor.model.Agent;
import vor.model.Device;
import vor.model.Picture;
import vor.model.Report;
import vor.model.Verdict;

/**
 * The way from a report to a verdict. Where nothing is told the verdict is unknown, with the reason as its why, and does
 * not weigh: a device that nobody asks by SNMP is not ill for it, and the handler {@code snmp} alone complains of an agent
 * that is silent.
 */
public final class Told {
    private Told() {}

    /** What {@code judge} says of the newest report, while there is an agent that stands behind it. */
    public static <R extends Report> Verdict judge(
            Device device, Picture picture, Class<R> kind, Function<R, Verdict> judge) {
        Optional<Agent> agent = picture.agent(device.id());
        if (agent.isPresent() && mute(agent.get())) {
            return Verdict.untold("not known: its agent is " + word(agent.get().state()));
        }
        Optional<R> report = picture.report(device.id(), kind);
        return report.isPresent() ? judge.apply(report.get()) : nothing(agent);
    }

    private static Verdict nothing(Optional<Agent> agent) {
        return Verdict.untold(agent.isPresent() ? "not told yet" : "not asked by SNMP");
    }

    /** Whether what it told earlier is no longer to be relied on. */
    public static boolean mute(Agent agent) {
        return switch (agent.state()) {
            case SILENT, REFUSING, UNASKABLE -> true;
            case WAITING, ANSWERING -> false;
        };
    }

    public static String word(Agent.State state) {
        return switch (state) {
            case WAITING -> "asked, and has not answered yet";
            case ANSWERING -> "answering";
            case SILENT -> "silent";
            case REFUSING -> "refusing to answer";
            case UNASKABLE -> "not askable";
        };
    }
}
