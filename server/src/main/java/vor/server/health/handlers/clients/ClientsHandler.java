package vor.server.health.handlers.clients;

import java.time.Instant;
import java.util.List;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Verdict;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Live ports for clients: a cable goes into them, they are not switched off, and they lead to no device that we know. */
public final class ClientsHandler implements Handler {
    @Override
    public String name() {
        return "clients";
    }

    @Override
    public String title() {
        return "Clients";
    }

    @Override
    public String legend() {
        return "No colour: the label says how many ports for clients are live.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Ports.class, ports -> judge(Roles.clients(device, picture, ports)));
    }

    private static Verdict judge(List<Port> ports) {
        if (ports.isEmpty()) {
            return Verdict.good("it has no ports for clients");
        }
        long live = ports.stream().filter(Port::up).count();
        return Verdict.good(live + " of " + Say.count(ports.size(), "client port") + " live")
                .label(Long.toString(live));
    }
}
