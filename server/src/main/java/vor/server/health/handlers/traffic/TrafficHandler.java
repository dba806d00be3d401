package vor.server.health.handlers.traffic;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Verdict;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** What the device carries, through its uplinks and in all. Much is no fault, so that it is always good. */
public final class TrafficHandler implements Handler {
    /** Bits a second that no port can carry. */
    private static final double MOST = 1e14;

    /** And below which nothing is carried that is worth a word. */
    private static final double SOME = 1e6;

    private static final double[] STEPS = {1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8};

    @Override
    public String name() {
        return "traffic";
    }

    @Override
    public String title() {
        return "Traffic";
    }

    @Override
    public String legend() {
        return "No colour: the label says what the uplinks carry in their busier direction, else all ports together.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Ports.class, ports -> judge(uplinks(device, picture, ports), ports));
    }

    private static Set<Port> uplinks(Device device, Picture picture, Ports ports) {
        Set<Port> uplinks = new LinkedHashSet<>();
        Roles.uplinks(device, picture).forEach(n -> uplinks.addAll(Roles.cables(ports, n)));
        return uplinks;
    }

    /** @param in bits a second, NaN when no port tells */
    private record Load(double in, double out) {
        static Load of(Collection<Port> ports) {
            return new Load(sum(ports, Port.Rates::inBits), sum(ports, Port.Rates::outBits));
        }

        private static double sum(Collection<Port> ports, ToDoubleFunction<Port.Rates> what) {
            double[] told = ports.stream()
                    .flatMap(p -> p.rates().stream())
                    .mapToDouble(what)
                    .filter(r -> r >= 0 && r < MOST)
                    .toArray();
            return told.length == 0 ? Double.NaN : Arrays.stream(told).sum();
        }

        boolean told() {
            return !Double.isNaN(in) || !Double.isNaN(out);
        }

        double most() {
            return Double.isNaN(in) ? out : Double.isNaN(out) ? in : Math.max(in, out);
        }
    }

    private static Verdict judge(Set<Port> uplinks, Ports ports) {
        Load total = Load.of(ports.ports().values().stream().filter(Port::physical).toList());
        Load up = Load.of(uplinks);
        if (!total.told() && !up.told()) {
            return Verdict.good("its ports tell no traffic yet");
        }
        Load shown = up.told() ? up : total;
        String through = up.told()
                ? Say.count(uplinks.size(), "uplink") + ", " + about(total) + " through all ports"
                : "all ports, as its uplinks are not known";
        return Verdict.good("carries " + about(shown) + " through " + through).label(label(shown));
    }

    private static String about(Load load) {
        double most = coarse(load.most());
        return most < SOME ? "next to nothing" : "about " + Say.bits(most);
    }

    private static String label(Load load) {
        double most = coarse(load.most());
        return most < SOME ? "0" : Say.brief(most);
    }

    /** To steps of a quarter to a half: traffic never stands still, and the exact rates stand at the ports. */
    private static double coarse(double bits) {
        if (!(bits > 0)) {
            return 0;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(bits)));
        return decade * Arrays.stream(STEPS).filter(s -> s * decade <= bits * 1.0001).max().orElse(1);
    }
}
