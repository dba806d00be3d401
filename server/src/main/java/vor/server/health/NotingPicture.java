package vor.server.health;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Inventory;
import vor.model.Neighbours;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Ports;
import vor.model.Report;
import vor.model.Revision;
import vor.model.Sight;

/** A picture that notes which devices' observations are read, so that the reader can be woken when these change. */
final class NotingPicture implements Picture {
    private final Picture picture;
    private final Set<Look> looks = new LinkedHashSet<>();

    NotingPicture(Picture picture) {
        this.picture = picture;
    }

    /** What was looked at. Inventory and sight need no note: when these change, everything is judged anew. */
    record Look(DeviceId device, Kind kind) {
        enum Kind {
            PINGS,
            AGENT,
            PORTS,
            CHASSIS,
            NEIGHBOURS,
            STATIONS,
            FACTS;

            static Kind of(Class<? extends Report> report) {
                if (report == Agent.class) {
                    return AGENT;
                } else if (report == Ports.class) {
                    return PORTS;
                } else if (report == Chassis.class) {
                    return CHASSIS;
                } else if (report == Neighbours.class) {
                    return NEIGHBOURS;
                }
                return STATIONS;
            }
        }
    }

    Set<Look> looks() {
        return looks;
    }

    @Override
    public Revision revision() {
        return picture.revision();
    }

    @Override
    public Inventory inventory() {
        return picture.inventory();
    }

    @Override
    public Sight sight() {
        return picture.sight();
    }

    @Override
    public List<Ping> pings(DeviceId device) {
        looks.add(new Look(device, Look.Kind.PINGS));
        return picture.pings(device);
    }

    @Override
    public <R extends Report> Optional<R> report(DeviceId device, Class<R> kind) {
        looks.add(new Look(device, Look.Kind.of(kind)));
        return picture.report(device, kind);
    }

    @Override
    public Collection<Report> reports(DeviceId device) {
        for (Look.Kind kind : Look.Kind.values()) {
            looks.add(new Look(device, kind));
        }
        return picture.reports(device);
    }

    @Override
    public Optional<Facts> facts(DeviceId device, String source) {
        looks.add(new Look(device, Look.Kind.FACTS));
        return picture.facts(device, source);
    }

    @Override
    public Collection<Facts> facts(DeviceId device) {
        looks.add(new Look(device, Look.Kind.FACTS));
        return picture.facts(device);
    }
}
