package vor.testkit;

import java.time.Instant;
import java.util.Optional;
import vor.model.DeviceId;
import vor.model.Family;
import vor.model.Ping;

/** Builds a ping summary for a test: up since a minute ago with 0.4 ms, unless said. One thread. */
public final class Pings {
    private final DeviceId device;
    private final String address;
    private final Instant at;
    private Ping.State state = Ping.State.UP;
    private Instant since;
    private Optional<Instant> lastReply;
    private Optional<Instant> answeredUpTo;
    private Optional<Instant> silentSince = Optional.empty();
    private Optional<Ping.Rtt> rtt = Optional.of(new Ping.Rtt(0.4, 0.02, 0.01, 0.41, 0.3));
    private Ping.Loss loss = new Ping.Loss(0, 0, 0);
    private int sent = 4;
    private int lost;
    private String why = "";

    private Pings(DeviceId device, String address, Instant at) {
        this.device = device;
        this.address = address;
        this.at = at;
        since = at.minusSeconds(60);
        lastReply = Optional.of(at);
        answeredUpTo = Optional.of(at.minusMillis(1));
    }

    public static Pings of(DeviceId device, String address, Instant at) {
        return new Pings(device, address, at);
    }

    public static Pings of(long device, String address, Instant at) {
        return of(new DeviceId(device), address, at);
    }

    /** Answers, as far as requests sent until {@code upTo} are concerned. */
    public Pings up(Instant from, Instant upTo) {
        state = Ping.State.UP;
        since = from;
        answeredUpTo = Optional.of(upTo);
        return this;
    }

    public Pings suspect(Instant silent) {
        return silent(Ping.State.SUSPECT, silent, at);
    }

    /** @param down when it was decided */
    public Pings down(Instant silent, Instant down) {
        return silent(Ping.State.DOWN, silent, down);
    }

    /** Flapping, and at present silent. */
    public Pings flappingSilent(Instant silent, Instant from) {
        return silent(Ping.State.FLAPPING, silent, from);
    }

    private Pings silent(Ping.State next, Instant silent, Instant from) {
        state = next;
        since = from;
        silentSince = Optional.of(silent);
        answeredUpTo = Optional.of(silent.minusMillis(250));
        lastReply = Optional.of(silent.minusMillis(249));
        return this;
    }

    /** Answers, but in another state than up. */
    public Pings answering(Ping.State next, Instant from) {
        state = next;
        since = from;
        return this;
    }

    /** Has never answered. */
    public Pings unheard(Ping.State next, Instant from, String reason) {
        state = next;
        since = from;
        why = reason;
        lastReply = Optional.empty();
        answeredUpTo = Optional.empty();
        rtt = Optional.empty();
        loss = Ping.Loss.UNKNOWN;
        return this;
    }

    public Pings replied(Instant when) {
        lastReply = Optional.of(when);
        return this;
    }

    public Pings rtt(double smoothed, double last, double best) {
        rtt = Optional.of(new Ping.Rtt(smoothed, 0.02, 0.01, last, best));
        return this;
    }

    public Pings loss(double tenSeconds, double minute, double fiveMinutes) {
        loss = new Ping.Loss(tenSeconds, minute, fiveMinutes);
        return this;
    }

    public Pings sent(int requests, int missed) {
        sent = requests;
        lost = missed;
        return this;
    }

    public Ping build() {
        boolean named = state == Ping.State.UNRESOLVED;
        Family family = named ? Family.NONE : address.indexOf(':') >= 0 ? Family.V6 : Family.V4;
        return new Ping(
                device, at, address, family, named ? "" : address, state, since, lastReply, answeredUpTo, silentSince, rtt,
                loss, sent, lost, why);
    }
}
