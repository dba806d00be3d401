package vor.server.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Sight;

/**
 * Stands between the echoes and the picture: passes everything on, and has the ports above asked the moment that a
 * target falls silent, without waiting for a frame. Called by one thread.
 */
final class Suspicion implements Collector.Sink {
    private final Collector.Sink picture;
    private final Collector asked;

    Suspicion(Collector.Sink picture, Collector asked) {
        this.picture = picture;
        this.asked = asked;
    }

    @Override
    public void observed(List<? extends Observation> observations) {
        picture.observed(observations);
        Set<DeviceId> silent = new LinkedHashSet<>();
        for (Observation o : observations) {
            if (o instanceof Ping p && p.state().silent() && p.at().equals(p.since())) {
                silent.add(p.device());
            }
        }
        if (!silent.isEmpty()) {
            asked.probeNow(silent);
        }
    }

    @Override
    public void sight(Sight sight) {
        picture.sight(sight);
    }
}
