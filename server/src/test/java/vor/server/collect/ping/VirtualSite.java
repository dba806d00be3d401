package vor.server.collect.ping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vor.model.Collector.Sink;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Family;
import vor.model.Inventory;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Ping.State;
import vor.model.Profile;
import vor.model.Sight;
import vor.model.Uplink;
import vor.testkit.ManualClock;

/** The real engine on a made-up network in virtual time. Device 1 has 10.0.0.1 and fd00::1, and so on. */
final class VirtualSite implements Sink {
    final ManualClock clock = new ManualClock();
    final FakeNetwork v4 = new FakeNetwork(clock, Family.V4);
    final FakeNetwork v6 = new FakeNetwork(clock, Family.V6);
    final Counters counters = new Counters();
    final List<Ping> heard = new ArrayList<>();
    final List<Sight> sights = new ArrayList<>();
    final PingEngine engine;
    @Nullable String carrierLost;
    private final Map<String, Ping> newest = new HashMap<>();
    private long revision;

    VirtualSite() {
        this(Profile.WIRED, PingSettings.DEFAULT);
    }

    VirtualSite(Profile profile, PingSettings settings) {
        this(name -> profile, settings);
    }

    VirtualSite(Function<String, Profile> profiles) {
        this(profiles, PingSettings.DEFAULT);
    }

    private VirtualSite(Function<String, Profile> profiles, PingSettings settings) {
        engine = new PingEngine(
                clock, settings, Deciding.DEFAULT, profiles, List.of(v4, v6), "",
                names -> Optional.ofNullable(carrierLost), counters, this);
    }

    static VirtualSite of(int devices) {
        VirtualSite site = new VirtualSite();
        site.inventory(devices);
        return site;
    }

    VirtualSite inventory(int devices) {
        List<Device> all = new ArrayList<>();
        for (int i = 1; i <= devices; i++) {
            all.add(device(i, List.of("10.0.0." + i, "fd00::" + Integer.toHexString(i))));
        }
        return inventory(all);
    }

    VirtualSite inventory(List<Device> devices) {
        engine.inventory(new Inventory(++revision, devices, List.of(), List.of(), List.of()));
        return this;
    }

    static Device device(int id, List<String> addresses, int... above) {
        List<Uplink> uplinks = new ArrayList<>();
        for (int parent : above) {
            uplinks.add(new Uplink("", new DeviceId(parent), ""));
        }
        return new Device(
                new DeviceId(id), 1, "d" + id, "wired", addresses, uplinks, Set.of(), Set.of(), List.of(),
                Optional.empty(), "");
    }

    /** Gives the site a first hop that is not in the inventory. */
    VirtualSite gateway(String address) {
        engine.resolved(new Resolved(
                Map.of(), Map.of(), List.of(Address.literal(address).orElseThrow()), List.of("eth0")));
        return this;
    }

    VirtualSite run(Duration time) {
        long end = clock.nanos() + time.toNanos();
        while (clock.nanos() < end) {
            engine.round();
            clock.advance(Duration.ofMillis(engine.busy() ? 5 : 10));
        }
        return this;
    }

    VirtualSite seconds(double seconds) {
        return run(Duration.ofNanos((long) (seconds * 1e9)));
    }

    VirtualSite millis(long millis) {
        return run(Duration.ofMillis(millis));
    }

    /** Whether one of these was published until now, since {@link #forget}. */
    boolean saw(String address, State state) {
        return heard.stream().anyMatch(p -> p.address().equals(address) && p.state() == state);
    }

    boolean sawAny(State state) {
        return heard.stream().anyMatch(p -> p.state() == state);
    }

    VirtualSite forget() {
        heard.clear();
        sights.clear();
        return this;
    }

    void silence(int device, boolean silent) {
        v4.host("10.0.0." + device).silent = silent;
        v6.host("fd00::" + Integer.toHexString(device)).silent = silent;
    }

    /** Answers of both addresses are held back until then, and come all at once. */
    void hold(int device, Duration time) {
        long until = clock.nanos() + time.toNanos();
        v4.host("10.0.0." + device).holdsUntil = until;
        v6.host("fd00::" + Integer.toHexString(device)).holdsUntil = until;
    }

    State state(String address) {
        return ping(address).state();
    }

    Ping ping(String address) {
        Ping ping = newest.get(address);
        if (ping == null) {
            throw new AssertionError("nothing was published about " + address);
        }
        return ping;
    }

    boolean blind() {
        return !sights.isEmpty() && sights.getLast().blind();
    }

    Instant now() {
        return clock.now();
    }

    @Override
    public void observed(List<? extends Observation> observations) {
        for (Observation o : observations) {
            if (o instanceof Ping ping) {
                heard.add(ping);
                newest.put(ping.address(), ping);
            }
        }
    }

    @Override
    public void sight(Sight sight) {
        sights.add(sight);
    }
}
