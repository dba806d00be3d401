package vor.server.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Sight;
import vor.server.collect.snmp.SnmpCollector;

/**
 * Stands between the echoes and the picture: passes everything on, has the ports above asked the moment that a target
 * falls silent, and its own agent the moment that it is back, without waiting for a frame. Called by one thread.
 */
final class Suspicion implements Collector.Sink {
    private final Collector.Sink picture;
    private final SnmpCollector asked;

    Suspicion(Collector.Sink picture, SnmpCollector asked) {
        this.picture = picture;
        this.asked = asked;
    }

    @Override
    public void observed(List<? extends Observation> observations) {
        picture.observed(observations);
        Set<DeviceId> silent = new LinkedHashSet<>();
        Set<DeviceId> back = new LinkedHashSet<>();
        for (Observation o : observations) {
            if (o instanceof Ping p && p.at().equals(p.since())) {
                sort(p, silent, back);
            }
        }
        if (!silent.isEmpty()) {
            asked.probeNow(silent);
        }
        if (!back.isEmpty()) {
            asked.back(back);
        }
    }

    private static void sort(Ping ping, Set<DeviceId> silent, Set<DeviceId> back) {
        switch (ping.state()) {
            case SUSPECT, DOWN -> silent.add(ping.device());
            case UP, RECOVERING, FLAPPING -> back.add(ping.device());
            case WAITING, NEVER, UNRESOLVED, UNSENDABLE -> {}
        }
    }

    @Override
    public void sight(Sight sight) {
        picture.sight(sight);
    }
}
