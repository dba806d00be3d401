package vor.server.health.cause;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Uplink;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/**
 * All that the devices above tell of the ports that lead to one device. Ports of a device that is itself down are left out:
 * who is behind whom is not asked here.
 *
 * @param sightings one for each port that a cable goes into
 * @param mute the agents above that do not tell, with the reason
 * @param lost members of stacks above that are gone, with the ports that lead to the device
 * @param dead the devices above that are down, by name
 * @param blind ways of which nothing is known by SNMP
 */
record Above(List<Sighting> sightings, List<Fact> mute, List<Fact> lost, Set<String> dead, int blind) {

    static Above of(Device device, Picture picture, Quiet quiet) {
        Look look = new Look(device, picture, quiet);
        device.uplinks().stream()
                .filter(u -> picture.inventory().device(u.above()).isPresent() && !u.above().equals(device.id()))
                .forEach(look::way);
        return new Above(look.sightings, look.mute, look.lost, look.dead, look.blind);
    }

    /** Whether anything is known of every way. */
    boolean whole() {
        return mute.isEmpty() && blind == 0;
    }

    /** One question: goes from uplink to uplink. */
    private static final class Look {
        private final Device device;
        private final Picture picture;
        private final Quiet quiet;
        private final List<Sighting> sightings = new ArrayList<>();
        private final List<Fact> mute = new ArrayList<>();
        private final List<Fact> lost = new ArrayList<>();
        private final Set<String> seen = new LinkedHashSet<>();
        private final Set<DeviceId> muted = new LinkedHashSet<>();
        private final Set<String> dead = new LinkedHashSet<>();
        private int blind;

        Look(Device device, Picture picture, Quiet quiet) {
            this.device = device;
            this.picture = picture;
            this.quiet = quiet;
        }

        void way(Uplink uplink) {
            DeviceId above = uplink.above();
            if (Quiet.since(picture.pings(above)).isPresent() && picture.pings(above).stream().anyMatch(Above::down)) {
                dead.add(Roles.name(picture, above));
                return;
            }
            List<Port> ports = ports(uplink);
            if (!ports.isEmpty() && ports.stream().anyMatch(p -> !p.at().isBefore(quiet.since()))) {
                ports.forEach(p -> see(above, p));
            } else if (!muteAgent(above)) {
                ports.forEach(p -> see(above, p));
                if (ports.isEmpty() && !lostMember(uplink)) {
                    blind++;
                }
            }
        }

        private List<Port> ports(Uplink uplink) {
            Optional<Ports> told = picture.ports(uplink.above());
            return told.isEmpty()
                    ? List.of()
                    : Roles.portsAbove(device, uplink, picture).stream()
                            .flatMap(n -> Roles.cables(told.get(), n).stream())
                            .toList();
        }

        private void see(DeviceId above, Port port) {
            String place = Say.word(port.name()) + " on " + Roles.name(picture, above);
            if (seen.add(place)) {
                sightings.add(Sighting.of(place, port, quiet));
                lostMember(above, port.name(), port.up());
            }
        }

        private boolean muteAgent(DeviceId above) {
            Optional<Agent> agent = picture.agent(above).filter(Told::mute);
            if (agent.isPresent() && muted.add(above)) {
                String why = agent.get().why().isBlank() ? "" : ": " + Say.word(agent.get().why());
                Instant since = agent.get().since();
                mute.add(Fact.seen(
                        "agent of " + Roles.name(picture, above), Told.word(agent.get().state()) + why, "", since));
            }
            return agent.isPresent();
        }

        private boolean lostMember(Uplink uplink) {
            int before = lost.size();
            Roles.portsAbove(device, uplink, picture).forEach(n -> lostMember(uplink.above(), n, false));
            return lost.size() > before;
        }

        private void lostMember(DeviceId above, String port, boolean up) {
            Optional<Chassis> chassis = up ? Optional.empty() : picture.chassis(above);
            Stack.member(port).ifPresent(number -> chassis.stream()
                    .flatMap(c -> c.members().stream())
                    .filter(m -> m.number() == number && Stack.lost(m))
                    .forEach(m -> lost.add(Fact.seen(
                            "member " + number + " of " + Roles.name(picture, above), "lost", "", chassis.get().at()))));
        }
    }

    private static boolean down(Ping ping) {
        return ping.state() == Ping.State.DOWN;
    }
}
