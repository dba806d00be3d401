package vor.server.health;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vor.model.Handler;
import vor.server.health.handlers.bundle.BundleHandler;
import vor.server.health.handlers.clients.ClientsHandler;
import vor.server.health.handlers.cpu.CpuHandler;
import vor.server.health.handlers.errors.ErrorsHandler;
import vor.server.health.handlers.maint.MaintHandler;
import vor.server.health.handlers.memory.MemoryHandler;
import vor.server.health.handlers.mgmt.MgmtHandler;
import vor.server.health.handlers.optics.OpticsHandler;
import vor.server.health.handlers.path.PathHandler;
import vor.server.health.handlers.ping.PingHandler;
import vor.server.health.handlers.power.PowerHandler;
import vor.server.health.handlers.reboot.RebootHandler;
import vor.server.health.handlers.remove.RemoveHandler;
import vor.server.health.handlers.snmp.SnmpHandler;
import vor.server.health.handlers.stack.StackHandler;
import vor.server.health.handlers.sysname.SysnameHandler;
import vor.server.health.handlers.temperature.TemperatureHandler;
import vor.server.health.handlers.traffic.TrafficHandler;
import vor.server.health.handlers.uplinks.UplinksHandler;
import vor.server.health.reach.Reach;

/** The list of handlers: one line each, in the order of the page's keys. */
public final class Handlers {
    private Handlers() {}

    /** @param monitor name of the device that Vor hangs on, as {@code site.monitor} says */
    public static List<Handler> all(Optional<String> monitor) {
        return all(() -> monitor);
    }

    /** @param monitor the same, asked anew at each judgement; returns at once */
    public static List<Handler> all(Supplier<Optional<String>> monitor) {
        Reach reach = new Reach(monitor);
        return List.of(
                new PingHandler(reach),
                new PathHandler(reach),
                new UplinksHandler(),
                new TemperatureHandler(),
                new TrafficHandler(),
                new ClientsHandler(),
                new ErrorsHandler(),
                new SnmpHandler(),
                new BundleHandler(),
                new StackHandler(),
                new PowerHandler(),
                new CpuHandler(),
                new MemoryHandler(),
                new OpticsHandler(),
                new SysnameHandler(),
                new RebootHandler(),
                new RemoveHandler(),
                new MgmtHandler(),
                new MaintHandler());
    }
}
