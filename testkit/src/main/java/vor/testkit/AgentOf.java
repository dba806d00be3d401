package vor.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vor.model.Agent;
import vor.model.DeviceId;

/** Builds what is held of an agent: answers for an hour, its device up for a day, unless said. One thread. */
public final class AgentOf {
    private final DeviceId device;
    private final Instant at;
    private Agent.State state = Agent.State.ANSWERING;
    private Instant since;
    private String why = "";
    private String name = "";
    private Duration up = Duration.ofDays(1);
    private List<String> missing = List.of();

    private AgentOf(DeviceId device, Instant at) {
        this.device = device;
        this.at = at;
        since = at.minusSeconds(3600);
    }

    public static AgentOf device(long device, Instant at) {
        return new AgentOf(new DeviceId(device), at);
    }

    public AgentOf state(Agent.State next, Instant from, String because) {
        state = next;
        since = from;
        why = because;
        return this;
    }

    public AgentOf since(Instant from) {
        since = from;
        return this;
    }

    public AgentOf named(String sysName) {
        name = sysName;
        return this;
    }

    public AgentOf up(Duration span) {
        up = span;
        return this;
    }

    public AgentOf missing(String... tables) {
        missing = List.of(tables);
        return this;
    }

    public Agent build() {
        return new Agent(
                device, at, state, since, why,
                Optional.of(new Agent.Identity(name, "a switch", "1.3.6.1.4.1.2636.1.1.1", "", "", "juniper")),
                Optional.of(new Agent.Uptime(up, at.minus(up), 0, Optional.empty())), missing, Agent.Load.NONE);
    }
}
