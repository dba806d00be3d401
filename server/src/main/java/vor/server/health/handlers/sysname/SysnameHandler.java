package vor.server.health.handlers.sysname;

import java.time.Instant;
import java.util.List;
import vor.model.Agent;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** The agent's sysName against the inventory's name. Case and domain do not count. */
public final class SysnameHandler implements Handler {
    @Override
    public String name() {
        return "sysname";
    }

    @Override
    public String title() {
        return "Name";
    }

    @Override
    public String legend() {
        return "Green: it calls itself as the inventory does; amber: otherwise.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Agent.class, agent -> agent.identity()
                .map(i -> judge(device, Say.word(i.name())))
                .orElseGet(() -> Verdict.untold("not told yet")));
    }

    private static Verdict judge(Device device, String told) {
        if (told.isEmpty()) {
            return Verdict.good("it tells no name");
        } else if (Roles.sameHost(told, device.name())) {
            return Verdict.good("calls itself " + told);
        }
        return Verdict.of(
                        State.WORN,
                        200,
                        "Calls itself \"" + told + "\". Try: see whether another box stands here, or correct its name.")
                .facts(List.of(Fact.of("sysName", told)));
    }
}
