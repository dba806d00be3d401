package vor.server.app;

import java.util.OptionalLong;
import vor.model.Frame;
import vor.model.HealthFrame;
import vor.server.api.Live;
import vor.server.health.HealthEngine;
import vor.server.history.RecentLatency;
import vor.server.picture.Frames;

/** What happens to each frame, in this order: it is judged, remembered, shown. */
record Judging(HealthEngine health, RecentLatency latency, Live live) implements Frames {
    @Override
    public void frame(Frame frame) {
        HealthFrame judged = health.frame(frame);
        latency.frame(frame);
        live.publish(frame, judged);
    }

    @Override
    public OptionalLong nextWake() {
        return health.nextWake();
    }
}
