package vor.server.health.handlers.reboot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vor.model.Agent;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Whether the device has just restarted, as its agent tells. */
public final class RebootHandler implements Handler {
    private static final Duration JUST = Duration.ofMinutes(5);
    private static final Duration LATELY = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "reboot";
    }

    @Override
    public String title() {
        return "Restarts";
    }

    @Override
    public String legend() {
        return "Green: up for longer than 15 minutes; amber: restarted within these.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Agent.class, agent -> agent.uptime()
                .map(u -> judge(u, now).facts(facts(u)))
                .orElseGet(() -> Verdict.untold("not told yet")));
    }

    private static Verdict judge(Agent.Uptime uptime, Instant now) {
        Duration up = Duration.between(uptime.bootedAt(), now);
        if (up.compareTo(JUST) < 0) {
            return young(600, "Restarted less than " + Say.span(JUST) + " ago").reconsider(uptime.bootedAt().plus(JUST));
        } else if (up.compareTo(LATELY) < 0) {
            return young(250, "Restarted less than " + Say.span(LATELY) + " ago").reconsider(uptime.bootedAt().plus(LATELY));
        }
        return Verdict.good("up for more than " + Say.span(LATELY));
    }

    private static Verdict young(int score, String what) {
        return Verdict.of(State.WORN, score, what + ". Try: see who did it; if nobody, its power and its logs.");
    }

    /** Boots are told to the second at best; the minute does not change from poll to poll. */
    private static List<Fact> facts(Agent.Uptime uptime) {
        Instant minute = Instant.ofEpochSecond(Math.floorDiv(uptime.bootedAt().getEpochSecond(), 60) * 60);
        Fact booted = Fact.seen("last start", "by its own clock", "", minute);
        return uptime.rebootSeenAt()
                .map(at -> List.of(booted, Fact.seen("restarts seen", Long.toString(uptime.reboots()), "", at)))
                .orElse(List.of(booted));
    }
}
