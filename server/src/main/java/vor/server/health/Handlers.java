package vor.server.health;

import java.util.List;
import java.util.Optional;
import vor.model.Handler;
import vor.server.health.handlers.maint.MaintHandler;
import vor.server.health.handlers.mgmt.MgmtHandler;
import vor.server.health.handlers.path.PathHandler;
import vor.server.health.handlers.ping.PingHandler;
import vor.server.health.handlers.snmp.SnmpHandler;
import vor.server.health.handlers.sysname.SysnameHandler;
import vor.server.health.handlers.temperature.TemperatureHandler;
import vor.server.health.handlers.uplinks.UplinksHandler;
import vor.server.health.reach.Reach;

/** The list of handlers: one line each, in the order of the page's keys. */
public final class Handlers {
    private Handlers() {}

    /** @param monitor name of the device that Vor hangs on, as {@code site.monitor} says */
    public static List<Handler> all(Optional<String> monitor) {
        Reach reach = new Reach(monitor);
        return List.of(
                new PingHandler(reach),
                new PathHandler(reach),
                new UplinksHandler(),
                new TemperatureHandler(),
                new SnmpHandler(),
                new SysnameHandler(),
                new MgmtHandler(),
                new MaintHandler());
    }
}
