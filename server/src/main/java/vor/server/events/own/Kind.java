package vor.server.events.own;

import java.time.Duration;

/** How often something of a kind is told at most, though its number changes, and how often it is usually seen. A change of its state is told at once. */
enum Kind {
    PING(10, 10),
    PORT(10, 30),
    CHASSIS(30, 30),
    AGENT(30, 30),
    HEALTH(10, 20);

    private final Duration pause;
    private final Duration cadence;

    Kind(int pause, int cadence) {
        this.pause = Duration.ofSeconds(pause);
        this.cadence = Duration.ofSeconds(cadence);
    }

    Duration pause() {
        return pause;
    }

    Duration cadence() {
        return cadence;
    }
}
