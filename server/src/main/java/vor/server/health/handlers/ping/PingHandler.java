package vor.server.health.handlers.ping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.reach.Reach;

/**
 * Does it answer, and if not, whose fault is it and why: its facts carry the cause as docs/formats/causes.md says. The
 * tag {@code ignorev6} leaves the IPv6 addresses out.
 */
public final class PingHandler implements Handler {
    private final Silent silent;

    public PingHandler(Reach reach) {
        silent = new Silent(reach);
    }

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public String title() {
        return "Ping";
    }

    @Override
    public String legend() {
        return "Green: all addresses answer; amber: loss, delay or just back; orange: an address is lost or it flaps;"
                + " red: silent, and the way to it works; hollow: behind something that is down.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        if (device.addresses().isEmpty()) {
            return Verdict.of(State.UNKNOWN, 1, "no address to ask");
        }
        Targets targets = Targets.of(device, picture.pings(device.id()));
        Verdict verdict = verdict(device, targets, picture, now);
        List<Fact> facts = new ArrayList<>(targets.facts());
        facts.addAll(verdict.facts());
        return verdict.facts(facts);
    }

    private Verdict verdict(Device device, Targets targets, Picture picture, Instant now) {
        if (targets.all().isEmpty()) {
            return Verdict.of(State.UNKNOWN, 1, "has not been asked yet");
        }
        if (targets.answering().isEmpty() && targets.silent().isEmpty()) {
            return Unheard.judge(targets);
        }
        return targets.answering().isEmpty()
                ? silent.judge(device, targets, picture, now)
                : Answering.judge(targets);
    }

    /** "v4 and v6", in the order in which they stand. */
    static String families(List<Ping> pings) {
        return String.join(" and ", pings.stream().map(Targets::family).distinct().toList());
    }
}
